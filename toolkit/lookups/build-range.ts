/** Compiles the ranges of rows into the part that answers which row a value belongs to. */
import { writeBlocks } from './build-blocks.ts'
import type { PartBuilder, PartContext } from './build-part.ts'
import { columnsOf, createIntervalReader } from './build-range-interval.ts'
import { flattenRanges, type SweepReport } from './build-range-sweep.ts'
import type { RangeOptions } from './define.ts'
import type { BlockList } from './format.ts'
import { encodeRange } from './range-line.ts'

/**
 * For a lookup with `range`. Tells the owner how ranges overlap.
 * @throws {BuildError} from `add`, for a row whose range cannot be read
 */
export function createRangePart(context: PartContext): PartBuilder<BlockList> {
  const { range } = context.lookup
  if (range === undefined) throw new Error(`the lookup "${context.lookup.name}" declares no range`)
  const read = createIntervalReader(context, range)
  const sorter = context.createSorter()
  let masked = 0
  let firstMasked = ''
  return {
    add(rows) {
      for (const row of rows) {
        const interval = read(row)
        if (interval === undefined) continue
        if (interval.isMasked && masked++ === 0) firstMasked = row.key
        sorter.add(interval.start, encodeRange(interval.start, interval.end, row.line))
      }
    },
    async finish() {
      if (masked > 0) context.warn(describeMasked(range, masked, firstMasked))
      const warn = (report: SweepReport): void => {
        const message = describeOverlaps(range, report)
        if (message !== undefined) context.warn(message)
      }
      const { length } = sorter
      const lines = flattenRanges(sorter.sorted(), range.kind, warn)
      // Each block is listed under its whole first text: a value before that is in the last range of the block before.
      return writeBlocks(context, 'range', lines, { exact: true, length })
    },
  }
}

function describeMasked(range: RangeOptions, count: number, key: string): string {
  const rows = count === 1 ? '1 row has' : `${count} rows have`
  const [column] = columnsOf(range)
  return `${rows} an address in "${column}" that is not the first of its block, which is taken whole: first the row ${JSON.stringify(key)}`
}

/** One sentence, where there is something to tell: that prefixes and blocks lie in others is what they are for. */
function describeOverlaps(
  range: RangeOptions,
  { same, nested, crossing, unreachable }: SweepReport,
): string | undefined {
  const isPlain = 'from' in range
  const parts = [
    { count: isPlain ? nested : 0, says: 'within another' },
    { count: crossing, says: 'across the end of another' },
    { count: same, says: 'the same as another' },
    { count: unreachable, says: 'never an answer' },
  ].filter(({ count }) => count > 0)
  if (parts.length === 0) return undefined
  const counts = parts.map(({ count, says }) => `${says}: ${count}`).join(', ')
  const columns = columnsOf(range).map((name) => `"${name}"`)
  return `ranges by ${columns.join(' and ')} overlap, and the narrowest answers; ${counts}`
}
