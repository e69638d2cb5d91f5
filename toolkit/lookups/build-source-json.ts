/** Reads JSON, NDJSON and GeoJSON as rows. */
import { constants } from 'node:buffer'
import { setImmediate as pause } from 'node:timers/promises'

import { BuildError } from '../core/errors.ts'
import { decodeText } from './build-csv-decode.ts'
import { toMessage } from './build-declarations.ts'
import type { OpenBytes } from './build-source-bytes.ts'
import { rowsOfJson } from './build-source-json-shape.ts'
import { MAX_ROW_LENGTH } from './build-source-row.ts'
import type { TableReader } from './build-source-table.ts'

export interface JsonSource {
  readonly open: OpenBytes
  /** For messages. */
  readonly file: string
}

/** JSON is parsed whole: more than this is for NDJSON. UTF-16 code units. */
const MAX_LENGTH = Math.min(constants.MAX_STRING_LENGTH, 512 * 1024 * 1024)

/** JSON may be written with blanks, and longer than the row. */
const MAX_LINE_LENGTH = 8 * MAX_ROW_LENGTH

/** After so many rows others of the process have their turn. */
const PAUSE = 4096

const INTEGER = /^-?\d+$/
/** Only text with such a run of digits can have an integer that JavaScript does not hold. */
const LONG_INTEGER = /\d{16}/

/** @throws {BuildError} for text that is no JSON, and for JSON that has no rows */
export async function readJson(source: JsonSource, table: TableReader): Promise<void> {
  const { file } = source
  const parts: string[] = []
  let length = 0
  for await (const text of decode(source)) {
    parts.push(text)
    length += text.length
    if (length > MAX_LENGTH) {
      throw new BuildError(
        `expected at most ${MAX_LENGTH} characters of JSON: write it as NDJSON, a row a line`,
        { file },
      )
    }
  }
  const { header, rows } = rowsOfJson(parseJson(parts.join(''), file), file)
  if (header !== undefined) table.header(header)
  let number = 0
  for (const row of rows) {
    number++
    if (header !== undefined && Array.isArray(row)) table.values(row, number)
    else table.object(row, number)
    if (number % PAUSE === 0) await pause()
  }
}

/** One object a line; empty lines are passed over. @throws {BuildError} with the line, for one that is no JSON */
export async function readNdjson(source: JsonSource, table: TableReader): Promise<void> {
  const { file } = source
  let rest = ''
  let line = 0
  let row = 0
  const read = (json: string): void => {
    line++
    if (json.trim() !== '') table.object(parseJson(json, file, line), ++row, line)
  }
  for await (const text of decode(source)) {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const json of lines) read(json)
    if (rest.length > MAX_LINE_LENGTH) {
      const message = `expected a line of at most ${MAX_LINE_LENGTH} characters, with one row`
      throw new BuildError(message, { file, line: line + 1 })
    }
  }
  read(rest)
}

function decode({ open, file }: JsonSource): AsyncGenerator<string> {
  // Nothing is told: JSON is UTF-8, or UTF-16 with a byte order mark.
  return decodeText({ open, file, isLegacyAllowed: false, warn: () => undefined })
}

/** Integers that JavaScript does not hold are of the type `bigint`. */
function parseJson(text: string, file: string, line?: number): unknown {
  try {
    return LONG_INTEGER.test(text) ? JSON.parse(text, revive) : JSON.parse(text)
  } catch (cause) {
    const place = { file, ...(line === undefined ? {} : { line }) }
    throw new BuildError(`expected JSON: ${toMessage(cause)}`, place, { cause })
  }
}

function revive(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source ?? ''
  return INTEGER.test(source) ? BigInt(source) : value
}
