/** A chunk: the columns to filter and sort by of some consecutive rows, as typed arrays. See `format.md`. */
import { FormatError } from '../core/errors.ts'
import {
  CHUNK_MAGIC,
  decodeChunkFile,
  encodeChunkFile,
  isRecord,
  toCount,
  type Section,
} from './chunk-file.ts'
import { decodeColumn, encodeColumn, type ColumnChunk, type Entry } from './chunk-column.ts'

/** A column on its way into a chunk. */
export interface RawColumn {
  readonly name: string
  /** The different cells, in any order. */
  readonly cells: readonly Entry[]
  /** For each row the number of its cell in `cells`, plus one; 0 for an empty one. */
  readonly ids: readonly number[]
}

export interface Chunk {
  readonly rows: number
  /** Opened when it is first asked for. @throws {FormatError} where there is none */
  readonly column: (name: string) => ColumnChunk
}

export function encodeChunk(rows: number, columns: readonly RawColumn[]): Uint8Array {
  const sections: Section[] = []
  const headers = columns.map(({ name, ids, cells }) => encodeColumn(name, ids, cells, sections))
  return encodeChunkFile(CHUNK_MAGIC, { rows, columns: headers }, sections)
}

export function decodeChunk(bytes: Uint8Array): Chunk {
  const file = decodeChunkFile(CHUNK_MAGIC, bytes)
  const rows = toCount(file.header['rows'], 'rows')
  const { columns } = file.header
  const headers: unknown[] = Array.isArray(columns) ? columns : []
  const open = new Map<string, ColumnChunk>()
  return {
    rows,
    column: (name) => {
      const known = open.get(name)
      if (known !== undefined) return known
      const header = headers.find((candidate) => isRecord(candidate) && candidate['name'] === name)
      if (header === undefined) throw new FormatError(`expected a column "${name}" in a chunk`)
      const column = decodeColumn(file, header, rows)
      open.set(name, column)
      return column
    },
  }
}
