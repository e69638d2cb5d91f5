/** Compiles what `?find=` reads: a line for each text of each row, the best rows of short texts, and mistyped texts. */
import { createTops, type TopsWriter } from './build-find-tops.ts'
import { writeBlocks } from './build-blocks.ts'
import type { PartBuilder, PartContext, SortedRow } from './build-part.ts'
import type { SortedLine, Sorter } from './build-sorter.ts'
import { createTypos, type TyposWriter } from './build-typos.ts'
import { toRowTexts } from './find-text.ts'
import type { BlockList } from './format.ts'
import { compareText, countShared, toRank, type Match } from './rank.ts'

export interface FindParts {
  readonly find: BlockList
  readonly tops: BlockList
  /** Not there where all texts are in one block, or are too many. */
  readonly typos?: BlockList
}

/** One text of one row. */
export interface FindEntry extends Match {
  /** How long the longest text is that this one and an earlier one of the row begin with; -1 for its first text. */
  readonly shared: number
}

/** Compiles the parts of a find. The rows may come in any order. */
export function createFindPart(context: PartContext): PartBuilder<FindParts> {
  const entries = context.createSorter()
  const { lookup, columns } = context
  const position = (name: string): number => columns.findIndex((column) => column.name === name)
  const found = (lookup.find ?? []).map(position)
  const rank = lookup.rank === undefined ? -1 : position(lookup.rank)
  return {
    add(rows) {
      for (const row of rows) addRow(entries, row, found, rank)
    },
    finish: async () => writeFind(context, entries),
  }
}

function addRow(
  entries: Sorter,
  { line, cells }: SortedRow,
  found: readonly number[],
  rankAt: number,
): void {
  const texts = [...toRowTexts(found.map((at) => cells[at]))].toSorted((a, b) =>
    compareText(a[0], b[0]),
  )
  const rank = toRank(cells[rankAt])
  let last: string | undefined
  for (const [text, isLaterWord] of texts) {
    // Blanks part what the sorter keeps beside the line: a JSON array ends before them.
    const notes = `${last === undefined ? -1 : countShared(last, text)} ${rank}`
    entries.add(text, `[${JSON.stringify(text)},${isLaterWord ? 1 : 0},${line.slice(1)} ${notes}`)
    last = text
  }
}

async function writeFind(context: PartContext, entries: Sorter): Promise<FindParts> {
  const tops = createTops(context.createSorter())
  const typos = createTypos(context)
  const lines = splitEntries(entries.sorted(), tops, typos)
  let blocks = 0
  const find = await writeBlocks(context, 'find', lines, {
    length: entries.length,
    onBlock: ([first]) => {
      blocks++
      tops.cut(first)
    },
  })
  const best = tops.finish()
  const written = await writeBlocks(context, 'tops', best.sorted(), { length: best.length })
  const mistyped = blocks > 1 ? await typos.finish() : undefined
  return { find, tops: written, ...(mistyped === undefined ? {} : { typos: mistyped }) }
}

/** The lines of the find; shows each to the parts that are made of it. */
function* splitEntries(
  lines: Iterable<SortedLine>,
  tops: TopsWriter,
  typos: TyposWriter,
): Iterable<SortedLine> {
  for (const { text, line } of lines) {
    const rankAt = line.lastIndexOf(' ')
    const sharedAt = line.lastIndexOf(' ', rankAt - 1)
    const kindAt = JSON.stringify(text).length + 2
    const entry: FindEntry = {
      text,
      isLaterWord: line[kindAt] === '1',
      rank: Number(line.slice(rankAt + 1)),
      shared: Number(line.slice(sharedAt, rankAt)),
      line: `[${line.slice(kindAt + 2, sharedAt)}`,
    }
    tops.add(entry)
    typos.add(entry)
    yield { text, line: line.slice(0, sharedAt) }
  }
}
