/** Pages of a list in the order of the key, straight from the blocks of rows. */
import type { Cursor } from './cursor.ts'
import { nextLine, passEqual, seekKey } from './engine-list-lines.ts'
import type { KeyedRow, Reads } from './engine-list-rows.ts'
import { locateFrom, readBlock, type Source } from './files.ts'
import { FIRST_LINE, parseLine, type Block } from './format.ts'
import { decodeRow } from './row.ts'

/** So many blocks with rows of one key are passed over; a cursor that is not ours may tell any number. */
const MAX_SKIPPED = 10_000

/** So many blocks are in a list of blocks at least. */
const LISTED = 500

/** A row in the order of the key: see `Cursor`. */
export type KeyPlace = Pick<Cursor, 'key' | 'place'>

export interface KeyPage {
  readonly rows: readonly KeyedRow[]
  /** Where the last row is, when others follow. */
  readonly next?: KeyPlace
}

/** The rows after a place, at most `limit` (one or more), within the reads that are left. */
export async function pageByKey(
  source: Source,
  after: KeyPlace | undefined,
  limit: number,
  reads: Reads,
): Promise<KeyPage> {
  const skipped = Math.min(after?.place[0] ?? 0, MAX_SKIPPED)
  // Each level of lists takes a read, and another where blocks go on in the next list.
  reads.left -= source.index.parts.rows.level * (2 + Math.floor(skipped / LISTED))
  const max = skipped + reads.left + 1
  const blocks = await locateFrom(source, 'rows', after?.key ?? '', max)
  const rows: KeyedRow[] = []
  let last = after
  for (const [number, block] of blocks.entries()) {
    if (rows.length >= limit || reads.left <= 0) return { rows, ...(last && { next: last }) }
    if (isPassed(blocks, number, after)) continue
    reads.left--
    const text = await readBlock(source, 'rows', block)
    let [at, same] = rows.length > 0 ? [FIRST_LINE, 0] : startOf(text, number, after)
    while (at < text.length && rows.length < limit) {
      const items = parseLine(text, at)
      const key = String(items[0])
      // How many rows of the same key come before it in its block.
      same = key === last?.key ? same : 0
      last = { key, place: [numberOf(blocks, number, key), same++] }
      rows.push({ key, row: decodeRow(source.index, items) })
      at = nextLine(text, at)
    }
    if (at < text.length) return { rows, ...(last && { next: last }) }
  }
  return { rows }
}

/** Whether all rows of a block come before the place or are it. */
function isPassed(blocks: readonly Block[], number: number, after: KeyPlace | undefined): boolean {
  const next = blocks[number + 1]?.[0]
  return after !== undefined && number < after.place[0] && next !== undefined && next <= after.key
}

/** Where the first line after the place starts in a block, and how many rows of its key are before it there. */
function startOf(
  text: string,
  number: number,
  after: KeyPlace | undefined,
): readonly [at: number, same: number] {
  if (after === undefined) return [FIRST_LINE, 0]
  const { key, place } = after
  const passed = number < place[0] ? Infinity : number === place[0] ? place[1] + 1 : 0
  return passEqual(text, seekKey(text, key), key, passed)
}

/** The number of a block among those that can have rows of a key. */
function numberOf(blocks: readonly Block[], number: number, key: string): number {
  let first = number
  while (first > 0 && (blocks[first]?.[0] ?? '') >= key) first--
  return number - first
}
