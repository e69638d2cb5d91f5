/** Compiles what `?find=` reads: an entry for each text of each row, and the best rows of short texts. */
import { cutBlocks, type Cut, type CutSizes, type Line } from './cut.ts'
import type { Lookup } from './define.ts'
import { MAX_RESULTS } from './engine.ts'
import { toFindTexts } from './find-text.ts'
import type { Cell } from './format.ts'
import { compareMatches, compareText, toRank, type Match } from './rank.ts'
import type { TableRow } from './build-table.ts'

/**
 * What the best rows of a text may have together, in UTF-16 code units: a request parses them all. 100 rows of 2.6 KB;
 * of longer ones fewer can be reached.
 */
const MAX_TOP_LENGTH = 256 * 1024

/** A row and its line. */
export interface RowLine extends Line {
  readonly source: TableRow
}

/** One text of one row. Holds the whole row, so that a find reads nothing else. */
interface Entry extends Match, Line {
  readonly rowLine: string
}

export interface FindCuts {
  readonly find: readonly Cut[]
  readonly tops: readonly Cut[]
}

/** Compiles the blocks of a find. */
export function cutFind(rows: readonly RowLine[], lookup: Lookup, sizes: CutSizes): FindCuts {
  const entries = rows.flatMap((row) => toEntries(row, lookup)).toSorted(compareEntries)
  const find = cutBlocks(entries, sizes)
  const tops = toTops(entries, shortTexts(find))
  return { find, tops: cutBlocks(tops, sizes) }
}

function toEntries({ line, source: { key, row } }: RowLine, lookup: Lookup): Entry[] {
  const rank = lookup.rank === undefined ? -Infinity : toRank(row[lookup.rank])
  const kinds = new Map<string, boolean>()
  for (const value of (lookup.find ?? []).flatMap((column) => toItems(row[column]))) {
    for (const [at, text] of toFindTexts(value).entries()) {
      // The same text may begin one value and stand within another: then it begins one.
      kinds.set(text, at > 0 && (kinds.get(text) ?? true))
    }
  }
  return Array.from(kinds, ([text, isLaterWord]) => ({
    text,
    isLaterWord,
    rank,
    key,
    line: `[${JSON.stringify(text)},${isLaterWord ? 1 : 0},${line.slice(1)}`,
    rowLine: line,
  }))
}

function toItems(cell: Cell | undefined): string[] {
  if (cell === undefined || cell === null || typeof cell === 'boolean') return []
  return typeof cell === 'object' ? cell.map(String) : [String(cell)]
}

function compareEntries(a: Entry, b: Entry): number {
  return compareText(a.text, b.text) || compareText(a.key, b.key)
}

/**
 * The texts whose rows are in more than one block: those that the first text of a block begins with, because the block
 * before may end with them too. What such a text begins with is such a text.
 */
function shortTexts(find: readonly Cut[]): Set<string> {
  const texts = new Set<string>()
  for (const { first } of find) {
    for (let length = 1; length <= first.length; length++) texts.add(first.slice(0, length))
  }
  return texts
}

interface Top {
  readonly keys: Set<string>
  readonly best: string[]
  /** Of `best`, and of what had no room there. */
  length: number
}

/** For each text a line with the number of its rows and the best of them. */
function toTops(entries: readonly Entry[], texts: ReadonlySet<string>): Line[] {
  const tops = new Map<string, Top>()
  for (const text of texts) tops.set(text, { keys: new Set(), best: [], length: 0 })
  for (const entry of entries.toSorted(compareMatches)) addToTops(tops, entry)
  const lines = Array.from(tops, ([text, { keys, best }]) => ({
    text,
    line: `[${[JSON.stringify(text), keys.size, ...best].join(',')}]`,
  }))
  return lines.toSorted((a, b) => compareText(a.text, b.text))
}

function addToTops(tops: ReadonlyMap<string, Top>, entry: Entry): void {
  for (let length = 1; length <= entry.text.length; length++) {
    const asked = entry.text.slice(0, length)
    const top = tops.get(asked)
    if (top === undefined) return
    if (top.keys.has(entry.key)) continue
    top.keys.add(entry.key)
    // Also counts the row that is too much, so that no worse one takes its place.
    top.length += entry.rowLine.length
    const hasRoom = top.best.length < MAX_RESULTS && top.length <= MAX_TOP_LENGTH
    if (hasRoom) top.best.push(entry.rowLine)
  }
}
