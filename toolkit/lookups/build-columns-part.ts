/** Compiles the part `columns`: what rows are filtered, sorted and counted by. See `format.md`. */
import type { PartBuilder, PartContext, SortedRow } from './build-part.ts'
import { createCellSet, type CellSet } from './build-columns-part-cells.ts'
import { encodeChunk } from './chunk.ts'
import { encodeChunkList, type BlockCount, type ChunkInfo } from './chunk-list.ts'
import { MAX_ENTRIES } from './chunk-column.ts'
import { hashText, isCut, type CutSizes } from './cut.ts'

/**
 * Sizes of chunks as {@link sizeOf} has them: 50,000 to 110,000 rows on average. A question reads some twenty files at
 * most and should see a million rows, and numbers of different cells have 16 bits.
 */
export const CHUNK_SIZES: CutSizes = { min: 40_960, spread: 14_336, max: MAX_ENTRIES }

/** So many rows are of one chunk; blocks of rows have fewer, unless rows are tiny and many. */
const MAX_PIECE = 16_384

/** So many code units of text count as one row: a chunk has up to 3 MB of text. */
const TEXT_PER_ROW = 48

/** The chunk that rows are collected for. */
interface Pending {
  readonly first: string
  readonly columns: readonly CellSet[]
  rows: number
}

/**
 * Compiles the columns of `filter` and `sort`. Without any, the list of the blocks alone: it says how many rows each has.
 * Its result is the path of the list.
 */
export function createColumnsPart(
  context: PartContext,
  sizes: CutSizes = CHUNK_SIZES,
): PartBuilder<string> {
  const { lookup, output } = context
  const names = new Set([...(lookup.filter ?? []), ...(lookup.sort ?? [])])
  const places = context.columns.flatMap(({ name }, at) => (names.has(name) ? [{ name, at }] : []))
  const chunks: ChunkInfo[] = []
  const blocks: BlockCount[] = []
  let pending: Pending | undefined

  const flush = async (): Promise<void> => {
    if (pending === undefined) return
    const { first, columns, rows } = pending
    pending = undefined
    const zones = Object.fromEntries(columns.map((column) => [column.name, column.toZone()]))
    if (columns.length === 0) {
      chunks.push({ first, hash: '', rows, zones })
      return
    }
    const path = await output.writeHashed(
      `lookups/${lookup.name}/columns`,
      'bin',
      encodeChunk(rows, columns),
    )
    chunks.push({ first, hash: path.split('.').at(-2) ?? '', rows, zones })
  }

  return {
    async add(rows, [, block]) {
      blocks.push({ hash: block, rows: rows.length })
      for (let start = 0; start < rows.length; start += MAX_PIECE) {
        const piece = rows.slice(start, start + MAX_PIECE)
        const first = piece[0]?.key ?? ''
        if (pending !== undefined && isFirst(pending, first, piece.length, sizes)) await flush()
        pending ??= { first, columns: places.map(({ name }) => createCellSet(name)), rows: 0 }
        addRows(pending, piece, places)
      }
    },
    async finish() {
      await flush()
      const list = encodeChunkList(chunks, blocks)
      return output.writeHashed(`lookups/${lookup.name}/columns-list`, 'bin', list)
    },
  }
}

function addRows(
  pending: Pending,
  rows: readonly SortedRow[],
  places: readonly { readonly at: number }[],
): void {
  pending.rows += rows.length
  for (const [number, column] of pending.columns.entries()) {
    const at = places[number]?.at ?? 0
    for (const { cells } of rows) column.add(cells[at] ?? null)
  }
}

/** Whether rows begin a chunk: their own first key decides, so that a small change moves few boundaries. */
function isFirst(pending: Pending, key: string, rows: number, sizes: CutSizes): boolean {
  const size = sizeOf(pending)
  // Each row may have a cell of its own.
  if (size + rows > sizes.max) return true
  // The hash of the key alone has made it the first of a block: it is a small one, whatever the key.
  return isCut(hashText(`${key}/chunk`), (rows * size) / pending.rows, size, sizes)
}

/** What limits a chunk: its rows, twice as many as its different cells may be, and its text. */
function sizeOf({ columns, rows }: Pending): number {
  let size = rows / 2
  for (const { cells, length } of columns) {
    size = Math.max(size, cells.length, length / TEXT_PER_ROW)
  }
  return size
}
