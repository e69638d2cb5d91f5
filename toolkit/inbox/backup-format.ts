/** The lines of a backup, version 1, as `backup.md` specifies them: one JSON object each. */
import { FormatError } from '../core/errors.ts'
import {
  COLUMNS,
  FILE_COLUMNS,
  FILE_NAMES,
  listColumns,
  ROW_KINDS,
  type ColumnType,
  type RowKind,
} from './backup-columns.ts'
import { describeType, isOfType } from './backup-values.ts'

export const VERSION = 1

export const BACKUP_TYPE = 'application/x-ndjson'

export type Value = string | number | null

/** The values of a row, in the order of `listColumns`. */
export type Row = readonly Value[]

export interface RowLine {
  readonly kind: RowKind
  readonly row: Row
  /** Those of a submission, in the order of `FILE_NAMES`; of another line none. */
  readonly files: readonly Row[]
}

/** A piece of a file. */
export interface BytesLine {
  readonly kind: 'bytes'
  /** Id of the file. */
  readonly file: string
  /** How many bytes of it come before. */
  readonly at: number
  readonly base64: string
}

/** How many lines there are of each kind; of those that are missing, none. */
export type Counts = Readonly<Record<string, number>>

export type Line =
  | RowLine
  | BytesLine
  | { readonly kind: 'head'; readonly at: string }
  /** Ends an answer that is not the last: what asks for the next. */
  | { readonly kind: 'next'; readonly cursor: string }
  | { readonly kind: 'end'; readonly counts: Counts }

/** A line, without its end. */
export function encodeLine(line: Line): string {
  switch (line.kind) {
    case 'head':
      return JSON.stringify({ leanto: 'backup', version: VERSION, at: line.at })
    case 'bytes':
      return JSON.stringify({ bytes: { file: line.file, at: line.at, base64: line.base64 } })
    case 'next':
      return JSON.stringify({ next: line.cursor })
    case 'end':
      return JSON.stringify({ end: true, counts: line.counts })
    default:
      return encodeRow(line)
  }
}

/** @throws {FormatError} for what is no line of this version: says what was expected and what came */
export function decodeLine(text: string): Line {
  const object = parseObject(text)
  const [kind = '', value] = Object.entries(object)[0] ?? []
  if (kind === 'leanto') return decodeHead(object)
  if (kind === 'next') return { kind, cursor: readText(value, '"next"') }
  if (kind === 'end') return { kind, counts: decodeCounts(object['counts']) }
  if (kind === 'bytes') return decodeBytes(value)
  const known = ROW_KINDS.find((name) => name === kind)
  if (known === undefined)
    throw new FormatError(`expected a line of a backup of version ${VERSION}, got ${show(text)}`)
  return decodeRow(known, value)
}

/** The number of bytes that Base64 stands for. */
export function countBytes(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (base64.length / 4) * 3 - padding
}

function encodeRow({ kind, row, files }: RowLine): string {
  const object = toObject(listColumns(kind), row)
  const more =
    kind === 'submission' ? { files: files.map((file) => toObject(FILE_NAMES, file)) } : {}
  return JSON.stringify({ [kind]: { ...object, ...more } })
}

function toObject(names: readonly string[], row: Row): Readonly<Record<string, Value>> {
  return Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]))
}

type Unknowns = Readonly<Partial<Record<string, unknown>>>

function parseObject(text: string): Unknowns {
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    // Said below.
  }
  throw new FormatError(`expected a JSON object, got ${show(text)}`)
}

function isObject(value: unknown): value is Unknowns {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function decodeHead({ leanto, version, at }: Unknowns): Line {
  if (leanto !== 'backup' || version !== VERSION)
    throw new FormatError(
      `expected {"leanto":"backup","version":${VERSION}}, got {"leanto":${JSON.stringify(leanto)},"version":${JSON.stringify(version)}}: another version of leanto may have made it`,
    )
  return { kind: 'head', at: readText(at, '"at"') }
}

function decodeCounts(value: unknown): Counts {
  const entries = isObject(value) ? Object.entries(value) : []
  const counts = entries.flatMap(([kind, count]) =>
    typeof count === 'number' ? [[kind, count] as const] : [],
  )
  if (!isObject(value) || counts.length < entries.length)
    throw new FormatError(`expected numbers in "counts", got ${show(JSON.stringify(value))}`)
  return Object.fromEntries(counts)
}

function decodeBytes(value: unknown): BytesLine {
  const { file, at, base64 } = isObject(value) ? value : {}
  const text = readText(base64, '"base64"')
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
    throw new FormatError(`expected Base64 in "base64", got ${show(text)}`)
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0)
    throw new FormatError(`expected a number of bytes in "at", got ${show(JSON.stringify(at))}`)
  return { kind: 'bytes', file: readText(file, '"file"'), at, base64: text }
}

function decodeRow(kind: RowKind, value: unknown): RowLine {
  if (!isObject(value))
    throw new FormatError(`expected an object in "${kind}", got ${show(JSON.stringify(value))}`)
  const { files, ...columns } = value
  const isSubmission = kind === 'submission'
  if (isSubmission ? !Array.isArray(files) : files !== undefined)
    throw new FormatError(`expected ${isSubmission ? 'a list' : 'no'} "files" in "${kind}"`)
  const list: readonly unknown[] = Array.isArray(files) ? files : []
  return {
    kind,
    row: readRow(kind, COLUMNS[kind], columns),
    files: list.map((file) => readRow('files', FILE_COLUMNS, isObject(file) ? file : {})),
  }
}

function readRow(
  kind: string,
  columns: Readonly<Record<string, ColumnType>>,
  object: Unknowns,
): Row {
  const unknown = Object.keys(object).find((name) => !Object.hasOwn(columns, name))
  if (unknown !== undefined)
    throw new FormatError(
      `expected ${Object.keys(columns).join(', ')} in "${kind}", got "${unknown}"`,
    )
  return Object.entries(columns).map(([name, type]) => {
    const value = object[name]
    if (isOfType(value, type)) return value
    throw new FormatError(
      `expected ${describeType(type)} in "${name}" of "${kind}", got ${showValue(value)}`,
    )
  })
}

function readText(value: unknown, place: string): string {
  if (typeof value === 'string') return value
  throw new FormatError(`expected a text in ${place}, got ${show(JSON.stringify(value))}`)
}

/** JSON knows no number without end. */
function showValue(value: unknown): string {
  if (typeof value === 'number') return String(value)
  // What is left of a long text is long enough to be cut again.
  return show(JSON.stringify(typeof value === 'string' ? value.slice(0, 100) : value))
}

function show(text: string | undefined): string {
  const shown = text ?? 'nothing'
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
}
