/** Says what a build found and made, in lines for the terminal. */
import { formatPlace } from '../core/errors.ts'
import type { LookupReport } from '../lookups/build.ts'
import type { Blocked } from '../page/build-csp.ts'
import { MAX_FILE_BYTES, MAX_FILES } from './build-limits.ts'
import type { SiteReport } from './build.ts'

/** A line of the report; a warning is something that the owner should change. */
export interface ReportLine {
  readonly level: 'info' | 'warning'
  readonly text: string
}

/** The report of a build: what was found, what was made of it against the limits, what should be changed. */
export function formatReport(report: SiteReport): ReportLine[] {
  const { forms, search, lookups, size } = report
  const found = [
    `pages: ${report.pages}; regions: ${formatRegions(report)}`,
    ...(report.cached === 0
      ? []
      : [`  ${count(report.cached, 'page')} unchanged since the last build`]),
    ...forms.forms.flatMap(({ name, pages, controls, options }) => [
      `form ${name} on ${pages.join(', ')}: ${[count(controls.length, 'control'), ...options].join(', ')}`,
      ...controls.map((control) => `  ${control}`),
    ]),
    `search: ${count(search.pages, 'page')}, ${count(search.sections, 'section')}, ${count(search.terms, 'term')}; ${count(search.skipped, 'page')} left out; ${count(search.files, 'file')}, ${formatBytes(search.bytes)}`,
    ...(report.indexes.length > 1 ? report.indexes.map(formatIndex) : []),
    ...lookups.map(formatLookup),
    `in all: ${formatNumber(size.files)} of ${formatNumber(MAX_FILES)} files, ${formatBytes(size.bytes)}; largest: ${size.largest.file}, ${formatBytes(size.largest.bytes)} of ${formatBytes(MAX_FILE_BYTES)}`,
  ]
  const blocked = formatBlocked(report.blocked)
  return [
    ...found.map((text): ReportLine => ({ level: 'info', text })),
    ...[...forms.warnings, ...lookups.flatMap(listOdd), ...blocked, ...report.gaps].map(
      (text): ReportLine => ({
        level: 'warning',
        text,
      }),
    ),
  ]
}

/** `1.5 MB`, `24 KB`, `512 B`: decimal units, as hosts count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`
}

function formatRegions({ regions }: SiteReport): string {
  const names = Object.entries(regions).map(([name, path]) => `${name} at ${path}`)
  return names.join(', ') || 'none'
}

function formatIndex({ name, pages, sections, bytes }: SiteReport['indexes'][number]): string {
  return `  ${name}: ${count(pages, 'page')}, ${count(sections, 'section')}, ${formatBytes(bytes)}`
}

/** What a template makes wrong is wrong on every page: it is told of the first. */
function formatBlocked(blocked: readonly Blocked[]): string[] {
  const byMessage = Map.groupBy(blocked, ({ message }) => message)
  return [...byMessage].flatMap(([message, [first, ...others]]) => {
    if (first === undefined) return []
    const more = others.length === 0 ? '' : ` (and in ${count(others.length, 'more place')})`
    return [`${formatPlace(first.place)}: ${message}${more}`]
  })
}

function formatLookup(report: LookupReport): string {
  const { name, rows, blocks, files, bytes, milliseconds, cached } = report
  const time = cached ? 'unchanged since the last build' : `${(milliseconds / 1000).toFixed(1)} s`
  return `lookup ${name}: ${count(rows, 'row')}, ${count(blocks, 'block')}; ${count(files, 'file')}, ${formatBytes(bytes)}; ${time}`
}

/** What is odd about the data of a lookup. */
function listOdd({ name, warnings }: LookupReport): string[] {
  return warnings.map((warning) => `lookup ${name}: ${warning}`)
}

function count(number: number, noun: string): string {
  return `${formatNumber(number)} ${noun}${number === 1 ? '' : 's'}`
}

function formatNumber(number: number): string {
  return number.toLocaleString('en')
}
