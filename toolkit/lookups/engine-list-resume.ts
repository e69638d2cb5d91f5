/** Where a page begins: the mark of a cursor, also when the data has changed since. */
import { FormatError } from '../core/errors.ts'
import type { ChunkList } from './chunk-list.ts'
import type { Mark } from './chunk-select.ts'
import type { Cursor } from './cursor.ts'
import { countLines, passEqual, seekKey } from './engine-list-lines.ts'
import type { Reads } from './engine-list-rows.ts'
import { cellsOf, readChunk } from './engine-list-scan.ts'
import { locateText, readBlock, type Source } from './files.ts'
import type { Cell } from './format.ts'
import { QuestionError, type Sort } from './question.ts'

/** @throws {QuestionError} where the cursor does not tell enough of its row, and the row cannot be asked any more */
export async function resume(
  source: Source,
  list: ChunkList,
  cursor: Cursor,
  sort: readonly Sort[],
  reads: Reads,
): Promise<Mark> {
  const isSame = cursor.data === source.index.hash
  const row = isSame ? cursor.place[0] : await findRow(source, list, cursor, reads)
  const cells = cursor.values ?? (isSame ? await readCells(source, list, row, sort, reads) : [])
  if (cells.length === sort.length) return { row, cells }
  throw new QuestionError(
    'the data has changed since this page: expected no cursor, to start again',
  )
}

/** The number of the last row that comes before the place of a cursor or is there; -1 for none. */
async function findRow(
  source: Source,
  list: ChunkList,
  { key, place }: Cursor,
  reads: Reads,
): Promise<number> {
  reads.left -= 2 * source.index.parts.rows.level + 1
  const block = (await locateText(source, 'rows', key)).at(-1)
  if (block === undefined) return -1
  const number = list.findBlock(block[1])
  if (number < 0) throw new FormatError('expected the block of a key in the list of columns')
  const text = await readBlock(source, 'rows', block)
  const isBetween = place[1] === 1
  const [end] = passEqual(text, seekKey(text, key), key, isBetween ? 0 : Infinity)
  return (list.blockStarts[number] ?? 0) + countLines(text, end) - 1
}

async function readCells(
  source: Source,
  list: ChunkList,
  row: number,
  sort: readonly Sort[],
  reads: Reads,
): Promise<readonly Cell[]> {
  const at = list.starts.findLastIndex((start) => start <= row)
  const info = list.chunks[at]
  if (sort.length === 0 || info === undefined) return []
  reads.left--
  const chunk = await readChunk(source, { info })
  const columns = sort.map(({ column, descending }) => ({
    column: chunk.column(column),
    descending,
  }))
  return cellsOf(columns, row - (list.starts[at] ?? 0))
}
