/** Says what a build found and made, in lines for the terminal. */
import { formatPlace } from '../core/errors.ts'
import { MAX_FILES, MAX_FILE_BYTES } from './build-limits.ts'
import type { SiteReport } from './build.ts'

/** A line of the report; a warning is something the owner should change. */
export interface ReportLine {
  readonly level: 'info' | 'warning'
  readonly text: string
}

/** The report of a build, most important last. */
export function formatReport(report: SiteReport): ReportLine[] {
  const { size } = report
  const info = (text: string): ReportLine => ({ level: 'info', text })
  const warning = (text: string): ReportLine => ({ level: 'warning', text })
  return [
    info(`${report.pages} pages, regions: ${formatRegions(report)}`),
    info(
      `${size.files} of ${MAX_FILES} files, ${formatBytes(size.bytes)}; largest ${size.largest.file}, ${formatBytes(size.largest.bytes)} of ${formatBytes(MAX_FILE_BYTES)}`,
    ),
    ...report.blocked.map(({ place, message }) => warning(`${formatPlace(place)}: ${message}`)),
  ]
}

function formatRegions({ regions }: SiteReport): string {
  const names = Object.entries(regions).map(([name, path]) => `${name} at ${path}`)
  return names.join(', ') || 'none'
}

/** `1.5 MB`, `24 KB`, `512 B`: decimal units, as hosts count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`
}
