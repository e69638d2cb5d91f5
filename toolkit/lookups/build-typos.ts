/** Compiles what a mistyped text is compared with: the texts of a find, cut at each place near their beginning. */
import { writeBlocks } from './build-blocks.ts'
import type { FindEntry } from './build-find.ts'
import type { PartContext } from './build-part.ts'
import type { SortedLine, Sorter } from './build-sorter.ts'
import {
  encodeTypoLine,
  END,
  MAX_HEAD_LENGTH,
  MIN_GROUP,
  START,
  START_LENGTH,
  TAIL_LENGTH,
  toLikelihood,
  type TypoEntry,
} from './find-typo-line.ts'
import type { BlockList } from './format.ts'

/** Of more texts a mistake at the beginning is not mended: the part would be some 100 MB. */
export const MAX_TEXTS = 2_000_000

/** A longer line is parted. UTF-16 code units; a question about a mistake parses one or two lines. */
const MAX_LINE = 2048

export interface TyposWriter {
  /** Takes the entries of the find in their order. */
  add(entry: FindEntry): void
  finish(): Promise<BlockList | undefined>
}

/** A text, or the beginning of some, that may be meant. */
interface Candidate {
  readonly text: string
  isLaterWord: boolean
  rank: number
  count: number
}

/** @param maxTexts - for tests */
export function createTypos(context: PartContext, maxTexts: number = MAX_TEXTS): TyposWriter {
  const lines = context.createSorter()
  const toWeight = ({ rank, count }: Candidate): number =>
    context.lookup.rank === undefined ? count : rank
  const cutters = [
    ...Array.from({ length: MAX_HEAD_LENGTH }, (_, at) => createCutter(lines, at + 1, toWeight)),
    createCutter(lines, 0, toWeight),
  ]
  let current: Candidate | undefined
  let texts = 0
  const next = (entry?: FindEntry): void => {
    if (current !== undefined && texts <= maxTexts) for (const cut of cutters) cut(current)
    current = entry && { ...pick(entry), count: 0 }
    texts++
  }
  return {
    add(entry) {
      if (current?.text !== entry.text) next(entry)
      if (current !== undefined) join(current, { ...pick(entry), count: 1 })
    },
    async finish() {
      next()
      if (texts - 1 > maxTexts) return warn(context, texts - 1, maxTexts)
      for (const cut of cutters) cut()
      return writeBlocks(toLarger(context), 'typos', groupLines(lines.sorted()), {
        length: lines.length,
      })
    },
  }
}

/** Blocks twice as large, so that what a question needs is rarely in two: of a block, a line or two are looked at. */
function toLarger(context: PartContext): PartContext {
  const { min, spread, max } = context.sizes
  return { ...context, sizes: { min: 2 * min, spread: 2 * spread, max: 2 * max } }
}

function pick({ text, isLaterWord, rank }: FindEntry): Omit<Candidate, 'count'> {
  return { text, isLaterWord, rank }
}

/** A whole value is meant before what stands within one, whatever their ranks. */
function join(known: Candidate, { isLaterWord, rank, count }: Omit<Candidate, 'text'>): void {
  if (known.isLaterWord === isLaterWord) {
    known.rank = Math.max(known.rank, rank)
    known.count += count
  } else if (known.isLaterWord) {
    Object.assign(known, { isLaterWord, rank, count })
  }
}

function warn({ warn: tell, file }: PartContext, texts: number, maxTexts: number): undefined {
  const format = (count: number): string => count.toLocaleString('en')
  tell(
    `${file}: typing mistakes near the beginning of a text are not mended in a find: it has ${format(texts)} ` +
      `different texts, and so much is possible for ${format(maxTexts)} at most`,
  )
}

/** Takes texts in order and adds one line for all that are alike where they are cut; without a text, the last one. */
function createCutter(
  lines: Sorter,
  headLength: number,
  toWeight: (candidate: Candidate) => number,
): (candidate?: Candidate) => void {
  let last: Candidate | undefined
  return (candidate) => {
    const text = candidate && cutText(candidate.text, headLength)
    if (text !== undefined && last?.text === text && candidate !== undefined) {
      join(last, candidate)
      return
    }
    if (last !== undefined) addLine(lines, last, headLength, toWeight(last))
    last = text === undefined || candidate === undefined ? undefined : { ...candidate, text }
  }
}

/** The beginning of a text that is kept, with {@link END} where it is the text. */
function cutText(text: string, headLength: number): string | undefined {
  const tailLength = headLength === 0 ? START_LENGTH : TAIL_LENGTH
  if (text.length <= headLength || isHalf(text, headLength)) return undefined
  const length = headLength + tailLength
  if (text.length <= length) return text + END
  return text.slice(0, isHalf(text, length) ? length - 1 : length)
}

/** Whether a cut parts a character: it comes after the first unit of two. The text is well-formed. */
function isHalf(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1)
  return unit >= 0xd800 && unit < 0xdc00
}

function addLine(
  lines: Sorter,
  { text, isLaterWord }: Candidate,
  headLength: number,
  weight: number,
): void {
  const tail = headLength === 0 ? START + text : text.slice(headLength)
  lines.add(tail, `${text.slice(0, headLength)}${END}${toLikelihood(isLaterWord, weight)}`)
}

/** Puts entries that begin alike on lines, which are as long as a question can well parse. */
function* groupLines(lines: Iterable<SortedLine>): Iterable<SortedLine> {
  let group: TypoEntry[] = []
  for (const { text: tail, line } of lines) {
    const end = line.lastIndexOf(END)
    const entry = { tail, head: line.slice(0, end), likelihood: Number(line.slice(end + 1)) }
    const [first] = group
    if (first !== undefined && beginning(first, MIN_GROUP) !== beginning(entry, MIN_GROUP)) {
      yield* splitGroup(group, MIN_GROUP)
      group = []
    }
    group.push(entry)
  }
  if (group.length > 0) yield* splitGroup(group, MIN_GROUP)
}

/** One line, or where it would be too long, one for each next code unit. */
function* splitGroup(entries: readonly TypoEntry[], length: number): Iterable<SortedLine> {
  const [first] = entries
  if (first === undefined) return
  const text = beginning(first, length)
  const line = encodeTypoLine(text, entries)
  if (line.length <= MAX_LINE || entries.every(({ tail }) => tail === text)) {
    yield { text, line }
    return
  }
  let start = 0
  for (const [at, entry] of entries.entries()) {
    const from = entries[start]
    if (from === undefined || beginning(from, length + 1) === beginning(entry, length + 1)) continue
    yield* splitGroup(entries.slice(start, at), length + 1)
    start = at
  }
  yield* splitGroup(entries.slice(start), length + 1)
}

function beginning({ tail }: TypoEntry, length: number): string {
  return tail.slice(0, length)
}
