/** Which row a value belongs to: the last range that starts at or before it, if it has not ended. */
import { FormatError } from '../core/errors.ts'
import { locateText, readBlock, type Source } from './files.ts'
import { FIRST_LINE, parseLine } from './format.ts'
import { QuestionError, type Contained } from './question.ts'
import { readString } from './range-line.ts'
import { toRangePoint } from './range.ts'
import { decodeRow } from './row.ts'

/**
 * The row whose range holds a value. Reads one block, since each begins with the exact text of its first line.
 * @throws {QuestionError} when the value is none of the range's kind, or the lookup has no ranges
 */
export async function containingRow(source: Source, value: string): Promise<Contained | undefined> {
  const { range } = source.index
  if (range === undefined) {
    throw new QuestionError(`the lookup "${source.index.name}" has no ranges to look a value up in`)
  }
  const point = toRangePoint(range.kind, value)
  const block = (await locateText(source, 'range', point.text)).at(-1)
  if (block === undefined) return undefined
  const items = findFloor(await readBlock(source, 'range', block), point.text)
  if (items === undefined) return undefined
  const [, end, ...row] = items
  if (end !== null && typeof end !== 'string') throw new FormatError('expected the end of a range')
  const isInside = end === null || point.text < end
  return isInside ? { row: decodeRow(source.index, row), value: point.value } : undefined
}

/** The last line of a block whose text is not after `text`. Of the others only texts are read, and few of them. */
function findFloor(block: string, text: string): readonly unknown[] | undefined {
  let low = FIRST_LINE
  let high = block.length
  let floor: number | undefined
  // Line starts from `low` to before `high` are not decided yet.
  while (low < high) {
    const at = block.lastIndexOf('\n', ((low + high) >>> 1) - 1) + 1
    if (readString(block, at + 1).text <= text) {
      floor = at
      low = nextLine(block, at)
    } else high = at
  }
  return floor === undefined ? undefined : parseLine(block, floor)
}

function nextLine(block: string, at: number): number {
  const end = block.indexOf('\n', at)
  return end < 0 ? block.length : end + 1
}
