/** Reads CSV and TSV of any dialect as records, chunk by chunk. */
import { BuildError } from '../core/errors.ts'
import { decodeText } from './build-csv-decode.ts'
import { SAMPLE_LENGTH, tellDialect } from './build-csv-dialect.ts'
import { createRecordCutter, type RecordCutter } from './build-csv-records.ts'
import type { OpenBytes } from './build-source-bytes.ts'
import type { CsvOptions } from './define.ts'

export interface CsvSource {
  readonly open: OpenBytes
  /** For messages. */
  readonly file: string
  readonly options: CsvOptions
  /** The file of the declaration, for what is wrong with the options. */
  readonly declaredIn: string
  readonly warn: (message: string) => void
}

export interface CsvReceiver {
  /** The names of the columns, as the file has them. */
  header(names: readonly string[]): void
  /** As many fields as there are names; at least one is not empty. @param line - where the record starts, from 1 */
  record(fields: readonly string[], line: number): void
}

/** @throws {BuildError} with the line, for what is no CSV and for a record that is longer or shorter than the header */
export async function readCsv(source: CsvSource, receiver: CsvReceiver): Promise<void> {
  const { open, file, options, warn } = source
  const { encoding } = options
  let cutter: RecordCutter | undefined
  let start = ''
  for await (const text of decodeText({ open, file, encoding, isLegacyAllowed: true, warn })) {
    if (text.includes('\0')) refuseZero(text, file)
    if (cutter !== undefined) {
      cutter.push(text)
      continue
    }
    start += text
    if (start.length >= SAMPLE_LENGTH) cutter = startCutter(start, source, receiver)
  }
  if (start === '' && options.header === undefined) {
    throw new BuildError('is empty, expected a line with the names of the columns', { file })
  }
  cutter ??= startCutter(start, source, receiver)
  cutter.end()
}

/** A cutter that has the start of the text, which tells the dialect. */
function startCutter(start: string, source: CsvSource, receiver: CsvReceiver): RecordCutter {
  const { file, options } = source
  const dialect = tellDialect(start, options, source.declaredIn)
  const take = createTake(source, receiver)
  const cutter = createRecordCutter(dialect, file, take, dialect.lines + 1)
  cutter.push(start.slice(dialect.start))
  return cutter
}

function createTake(
  { file, options }: CsvSource,
  receiver: CsvReceiver,
): (fields: string[], line: number) => void {
  let width = options.header?.length
  if (options.header !== undefined) receiver.header(options.header)
  return (fields, line) => {
    if (width === undefined) {
      width = fields.length
      receiver.header(fields)
      return
    }
    // Spreadsheets end with lines of delimiters alone.
    if (fields[0] === '' && fields.every((field) => field === '')) return
    if (fields.length !== width) {
      if (fields.length === 1 && fields[0]?.trim() === '') return
      refuseWidth(fields, width, file, line)
    }
    receiver.record(fields, line)
  }
}

function refuseWidth(fields: readonly string[], width: number, file: string, line: number): never {
  const count = `expected ${width} ${width === 1 ? 'field' : 'fields'}, got ${fields.length}`
  const shown = (at: number): string => JSON.stringify((fields[at] ?? '').slice(0, 40))
  const detail =
    fields.length > width
      ? `field ${width + 1} is ${shown(width)} (a delimiter within a text needs quotes around it)`
      : `the last is ${shown(fields.length - 1)}`
  throw new BuildError(`${count}: ${detail}`, { file, line })
}

function refuseZero(text: string, file: string): never {
  const before = text.slice(0, text.indexOf('\0')).slice(-20)
  throw new BuildError(
    `expected text, got a character U+0000 after ${JSON.stringify(before)}: is the file binary, or of another \`csv.encoding\`?`,
    { file },
  )
}
