/** Reads Parquet as rows, one row group after the other. */
import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
  type AsyncBuffer,
  type ParquetParsers,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

import { BuildError } from '../core/errors.ts'
import { toMessage } from './build-declarations.ts'
import { isGzip, type OpenBytes } from './build-source-bytes.ts'
import type { TableReader } from './build-source-table.ts'

const DAY = 86_400_000

/** Days and times become texts that keep all of their digits. What has no zone is taken for UTC. */
const PARSERS: Partial<ParquetParsers> = {
  dateFromDays: (days) => new Date(days * DAY).toISOString().slice(0, 10),
  timestampFromMilliseconds: (time) => toTime(time, 3),
  timestampFromMicroseconds: (time) => toTime(time, 6),
  timestampFromNanoseconds: (time) => toTime(time, 9),
}

/**
 * Lists stay lists, the fields of a struct become columns, a float that is no number is no value. A file that is packed is
 * unpacked into memory.
 * @throws {BuildError} for what is no Parquet, or none that can be decoded
 */
export async function readParquet(
  path: string,
  open: OpenBytes,
  table: TableReader,
): Promise<void> {
  const { file } = table
  const isPacked = await isGzip(path)
  const chunks: Uint8Array[] = []
  // The bytes are read in any case: they are what tells this data from another.
  for await (const chunk of open()) if (isPacked) chunks.push(chunk)
  let number = 0
  for await (const row of rowsOf(isPacked ? toBuffer(chunks) : path, file)) {
    table.object(row, ++number)
  }
}

function toBuffer(chunks: readonly Uint8Array[]): AsyncBuffer {
  const bytes = Buffer.concat(chunks)
  return {
    byteLength: bytes.length,
    slice: (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
  }
}

async function* rowsOf(source: string | AsyncBuffer, file: string): AsyncGenerator<object> {
  try {
    const buffer = typeof source === 'string' ? await asyncBufferFromFile(source) : source
    // Shapes would be decoded to GeoJSON, which no cell can hold.
    const options = { file: buffer, geoparquet: false }
    const metadata = await parquetMetadataAsync(buffer, options)
    let rowStart = 0
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows)
      const range = { rowStart, rowEnd, metadata, compressors, parsers: PARSERS }
      for (const row of await parquetReadObjects({ ...options, ...range })) yield toRow(row)
      rowStart = rowEnd
    }
  } catch (cause) {
    throw new BuildError(`cannot be read as Parquet: ${toMessage(cause)}`, { file }, { cause })
  }
}

function toRow(row: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toValue(value)]))
}

function toValue(value: unknown): unknown {
  if (typeof value === 'bigint') return toInteger(value)
  if (typeof value === 'number') return Number.isNaN(value) ? null : value
  if (Array.isArray(value)) return value.map(toValue)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, toValue(field)]))
}

/** An integer of 64 bits stays what it is where JavaScript does not hold it as a number. */
function toInteger(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/** @param digits - of a second: 3, 6 or 9 */
function toTime(time: bigint, digits: number): string {
  const unit = 10n ** BigInt(digits)
  const rest = ((time % unit) + unit) % unit
  const second = Number((time - rest) / unit) * 1000
  const text = new Date(second).toISOString().slice(0, -5)
  return `${text}.${String(rest).padStart(digits, '0')}Z`
}
