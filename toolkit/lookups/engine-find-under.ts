/** Reads what there is under a text: the rows of which a value, or a later word in it, begins with it. */
import {
  createRankReader,
  linesOf,
  parseRow,
  type FindLine,
  type LineFilter,
} from './engine-find-lines.ts'
import { locatePrefix, locateText, readBlock, type Source } from './files.ts'
import { toRowTexts } from './find-text.ts'
import { findEqual, type Block } from './format.ts'
import { compareMatches, rankMatches, type Match } from './rank.ts'
import { decodeRow } from './row.ts'

/** So many blocks of a text are searched for rows that meet filters. */
const MAX_FILTERED = 8

/** So many lines are looked at for filters: the cheapest look, for a text in a line, takes some tenths of a microsecond. */
export const MAX_LOOKED = 10_000

/** So many of them are parsed, which takes some microseconds each. */
export const MAX_PARSED = 4_000

/** Tells whether rows meet the filters; not there where none are asked. */
export type RowTest = LineFilter | undefined

/** What there is under a text. */
export interface Under {
  readonly text: string
  /** Whether some row has such a text, whether or not it meets the filters. */
  readonly exists: boolean
  /** How many rows meet the filters. */
  readonly total: number
  /** Whether the filters saw every row. */
  readonly complete: boolean
  /** The lines of rows, `[key, ...cells]`, in order. */
  readonly lines: readonly string[]
}

/** What `findUnder` reads: the blocks of the find, or of `tops` for a text in several, or both. */
export interface Plan {
  readonly find: readonly Block[]
  readonly tops: readonly Block[]
  /** Whether `find` are all blocks of the text. */
  readonly isAll: boolean
}

/** Tells what must be read for a text. */
export async function planUnder(source: Source, text: string, test: RowTest): Promise<Plan> {
  const find = await locatePrefix(source, 'find', text)
  if (find.length <= 1) return { find, tops: [], isAll: true }
  // Also where filters see all blocks: not all lines of these may be parsed, and the best rows are to be among them.
  const tops = (await locateText(source, 'tops', text)).slice(-1)
  const read = test === undefined ? 0 : MAX_FILTERED
  return { find: find.slice(0, read), tops, isAll: find.length <= read }
}

export async function findUnder(
  source: Source,
  text: string,
  test: RowTest,
  plan: Plan,
): Promise<Under> {
  const [blocks, tops] = await Promise.all([
    readBlocks(source, 'find', plan.find),
    readBlocks(source, 'tops', plan.tops),
  ])
  const [total, ...best] = tops.flatMap((block) => findEqual(block, text)).flatMap(toTop)
  const bestLines = best.map((items) => JSON.stringify(items))
  if (tops.length > 0 && test === undefined) {
    return { text, exists: true, total: Number(total ?? 0), complete: true, lines: bestLines }
  }
  const found = readLines(source, text, bestLines, blocks)
  const { exists, matches, isCut } = toMatches(source, found, test)
  const met = rankMatches(matches, text)
  return {
    text,
    exists,
    total: met.length,
    complete: plan.isAll && !isCut,
    lines: met.map(({ line }) => line),
  }
}

async function readBlocks(
  source: Source,
  part: string,
  blocks: readonly Block[],
): Promise<readonly string[]> {
  return Promise.all(blocks.map((block) => readBlock(source, part, block)))
}

function toTop([, total, ...rows]: readonly unknown[]): unknown[] {
  return [total, ...rows.filter(Array.isArray)]
}

function* readLines(
  source: Source,
  text: string,
  best: readonly string[],
  blocks: readonly string[],
): Iterable<FindLine> {
  for (const line of best) yield toMatch(source, text, line)
  for (const block of blocks) yield* linesOf(block, text)
}

interface Matches {
  /** Whether there was a line at all. */
  readonly exists: boolean
  readonly matches: Match[]
  /** Whether there are more lines than filters may look at. */
  readonly isCut: boolean
}

/** Those that meet the filters. A line is parsed only for what is read in it. */
function toMatches({ index }: Source, lines: Iterable<FindLine>, test: RowTest): Matches {
  const readRank = createRankReader(index)
  const isParsed = test !== undefined || index.rank !== undefined
  const matches: Match[] = []
  let looked = 0
  let parsed = 0
  for (const line of lines) {
    const isCut = looked >= MAX_LOOKED || parsed >= MAX_PARSED
    if (test && isCut) return { exists: true, matches, isCut }
    looked++
    if (test?.canHave(line.line) === false) continue
    parsed++
    const items = isParsed ? parseRow(line.line) : []
    if (test?.isMet(items) !== false) matches.push({ ...line, rank: readRank(items) })
  }
  return { exists: looked > 0, matches, isCut: false }
}

/** How a row is found under a text, from the row alone. */
function toMatch({ index }: Source, asked: string, line: string): FindLine {
  const row = decodeRow(index, parseRow(line))
  const texts = toRowTexts(index.find.map((name) => row[name]))
  const matches = Array.from(texts, ([text, isLaterWord]) => ({ text, isLaterWord, line, rank: 0 }))
  const [best] = matches
    .filter(({ text }) => text.startsWith(asked))
    .toSorted(compareMatches(asked))
  return best ?? { text: asked, isLaterWord: true, line }
}
