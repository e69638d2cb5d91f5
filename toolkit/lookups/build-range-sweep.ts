/** Makes of ranges that overlap ranges that do not, so that a value is in one at most. */
import { createHeap, type Heap } from './build-range-heap.ts'
import { endsBefore } from './build-range-interval.ts'
import { createOverlapCounter, type Overlaps } from './build-range-overlaps.ts'
import { rangeWidth } from './build-range-width.ts'
import type { SortedLine } from './build-sorter.ts'
import { encodeRange, readHead, readString } from './range-line.ts'
import type { RangeKind } from './range.ts'

export interface SweepReport extends Overlaps {
  /** How many ranges are nowhere the narrowest. */
  readonly unreachable: number
}

/** A range that has started. */
interface OpenRange {
  readonly start: string
  readonly end: string | null
  readonly line: string
  /** The line from the key on. */
  readonly row: string
  /** Both only where it is compared with another. */
  readonly width: () => string
  readonly key: () => string
  isSeen: boolean
}

/** Where a range is the narrowest. */
interface Segment {
  readonly start: string
  readonly end: string | null
  readonly range: OpenRange
}

/**
 * Flattens the lines of ranges, which are in the order of their starts: gives lines in the same order, at most twice as
 * many less one. Of several ranges the narrowest holds a value; of equally wide ones the one that starts later, then the
 * one that ends first, then the first by key. Keeps in memory only the ranges that are open at one point.
 * @param report - is told about all ranges at the end
 */
export function* flattenRanges(
  lines: Iterable<SortedLine>,
  kind: RangeKind,
  report: (report: SweepReport) => void,
): Generator<SortedLine, void, undefined> {
  for (const segment of merge(sweep(lines, kind, report))) yield toLine(segment)
}

function* sweep(
  lines: Iterable<SortedLine>,
  kind: RangeKind,
  report: (report: SweepReport) => void,
): Generator<Segment, void, undefined> {
  const overlaps = createOverlapCounter()
  const open = createHeap<OpenRange>(isChosen)
  let unreachable = 0
  let at = ''
  const end = (range: OpenRange): void => {
    if (!range.isSeen) unreachable++
  }
  for (const { text, line } of lines) {
    yield* advance(open, at, text, end)
    const range = openRange(kind, text, line)
    overlaps.add(range)
    open.push(range)
    at = text
  }
  yield* advance(open, at, null, end)
  report({ ...overlaps.finish(), unreachable })
}

/** The segments from `from` to `until`, where the next range starts: to the end of all where that is `null`. */
function* advance(
  open: Heap<OpenRange>,
  from: string,
  until: string | null,
  ended: (range: OpenRange) => void,
): Generator<Segment, void, undefined> {
  let start: string | null = from
  for (let range = open.first(); range !== undefined; range = open.first()) {
    if (start === null || (range.end !== null && range.end <= start)) {
      open.pop()
      ended(range)
      continue
    }
    if (until !== null && start >= until) return
    const end: string | null = endsBefore(range.end, until) ? range.end : until
    range.isSeen = true
    yield { start, end, range }
    start = end
  }
}

/**
 * Makes one of segments of the same row. There is no gap between them: a range has none, and another range that was
 * chosen within it would have its segment there.
 */
function* merge(segments: Iterable<Segment>): Generator<Segment, void, undefined> {
  let last: Segment | undefined
  for (const segment of segments) {
    if (last?.range.row === segment.range.row) last = { ...last, end: segment.end }
    else {
      if (last !== undefined) yield last
      last = segment
    }
  }
  if (last !== undefined) yield last
}

function openRange(kind: RangeKind, start: string, line: string): OpenRange {
  const { end, rest } = readHead(line, 0)
  let width: string | undefined
  let key: string | undefined
  return {
    start,
    end,
    line,
    row: line.slice(rest),
    width: () => (width ??= rangeWidth(kind, start, end)),
    key: () => (key ??= readString(line, rest).text),
    isSeen: false,
  }
}

/** Whether a value that is in both is in `a`. */
function isChosen(a: OpenRange, b: OpenRange): boolean {
  if (a.width() !== b.width()) return a.width() < b.width()
  if (a.start !== b.start) return a.start > b.start
  if (a.end !== b.end) return endsBefore(a.end, b.end)
  if (a.key() !== b.key()) return a.key() < b.key()
  return a.row < b.row
}

function toLine({ start, end, range }: Segment): SortedLine {
  const isWhole = start === range.start && end === range.end
  return { text: start, line: isWhole ? range.line : encodeRange(start, end, `[${range.row}`) }
}
