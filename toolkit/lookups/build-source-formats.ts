/** Tells the format of a source by its name. */
import { BuildError } from '../core/errors.ts'
import type { SourceFormat } from './define.ts'

const FORMATS: Readonly<Record<string, SourceFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.json': 'json',
  '.geojson': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.parquet': 'parquet',
}

/** Formats whose files may stand in one table: those of one group. */
const GROUPS: Readonly<Record<SourceFormat, string>> = {
  csv: 'text',
  tsv: 'text',
  json: 'json',
  ndjson: 'ndjson',
  parquet: 'parquet',
}

export const SUPPORTED: string = `a file that ends with ${Object.keys(FORMATS).join(', ')} (also with .gz after that), a folder of such files, or a module (.rows.ts, .rows.js, .rows.mjs) that yields rows`

/** By the end of a name, before a `.gz`; nothing for another. */
export function formatOf(name: string): SourceFormat | undefined {
  const end = /\.[a-z]+$/.exec(name.toLowerCase().replace(/\.gz$/, ''))?.[0] ?? ''
  return Object.hasOwn(FORMATS, end) ? FORMATS[end] : undefined
}

export function isModule(name: string): boolean {
  return /\.(?:ts|js|mjs|cjs|mts)$/.test(name)
}

export function isFormat(format: unknown): format is SourceFormat {
  return typeof format === 'string' && Object.hasOwn(GROUPS, format)
}

export function isText(format: SourceFormat): boolean {
  return GROUPS[format] === 'text'
}

/** @throws {BuildError} for files that are not all of one kind: their values would not have the same types */
export function checkFormats(formats: readonly SourceFormat[], file: string): void {
  const groups = new Set(formats.map((format) => GROUPS[format]))
  if (groups.size < 2) return
  const names = [...new Set(formats)].toSorted().join(', ')
  throw new BuildError(
    `expected files of one format, got ${names}: \`format\` says which of a folder are wanted`,
    { file },
  )
}
