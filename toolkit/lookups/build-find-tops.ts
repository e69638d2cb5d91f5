/** Collects the best rows of short texts, those whose rows are in more than one block, while the blocks are written. */
import type { FindEntry } from './build-find.ts'
import type { Sorter } from './build-sorter.ts'
import { MAX_RESULTS } from './question.ts'
import { compareMatches } from './rank.ts'

/**
 * What the best rows of a text may have together, in UTF-16 code units: a request parses them all. 100 rows of 2.6 KB;
 * of longer ones fewer can be reached.
 */
const MAX_TOP_LENGTH = 256 * 1024

export interface TopsWriter {
  /** Takes the entries in their order. */
  add(entry: FindEntry): void
  /** Takes the first text of the next block; some entries behind it may have come already. */
  cut(first: string): void
  /** The lines. */
  finish(): Sorter
}

interface Top {
  readonly text: string
  readonly compare: (a: FindEntry, b: FindEntry) => number
  /** How many rows it has. */
  total: number
  /** In order, each row once. */
  readonly best: FindEntry[]
  /** Of all of `best` but the last. */
  length: number
}

/**
 * The short texts are those that the first text of a block begins with, because the block before may end with them too.
 * What such a text begins with is such a text. So at each cut those that go on are open, and those that begin to be
 * short have all of their rows behind the cut before: no entry is held for longer than that.
 */
export function createTops(lines: Sorter): TopsWriter {
  let open: readonly Top[] = []
  let entries: FindEntry[] = []
  const close = (top: Top): void => lines.add(top.text, encodeTop(top))
  return {
    add: (entry) => void entries.push(entry),
    cut(first) {
      const end = entries.findIndex(({ text }) => text >= first)
      const before = end < 0 ? entries : entries.slice(0, end)
      entries = end < 0 ? [] : entries.slice(end)
      for (const top of open) addAll(top, before)
      const texts = beginningsOf(first)
      const kept = open.filter(({ text }) => first.startsWith(text))
      for (const top of open) if (!kept.includes(top)) close(top)
      open = texts.map((text) => kept.find((top) => top.text === text) ?? openTop(text, before))
    },
    finish() {
      for (const top of open) {
        addAll(top, entries)
        close(top)
      }
      return lines
    },
  }
}

/** All that a text begins with, itself too, but nothing that ends with half a character: that cannot be asked. */
function beginningsOf(text: string): string[] {
  const lengths = Array.from({ length: text.length }, (_, at) => at + 1)
  return lengths.map((length) => text.slice(0, length)).filter((part) => part.isWellFormed())
}

function openTop(text: string, entries: readonly FindEntry[]): Top {
  const top: Top = { text, compare: compareMatches(text), total: 0, best: [], length: 0 }
  // They are sorted: those that begin with the text are the last.
  const start = entries.findLastIndex((entry) => !entry.text.startsWith(text)) + 1
  addAll(top, entries.slice(start))
  return top
}

function addAll(top: Top, entries: readonly FindEntry[]): void {
  for (const entry of entries) if (entry.text.startsWith(top.text)) addEntry(top, entry)
}

function addEntry(top: Top, entry: FindEntry): void {
  const { best, compare } = top
  // A row with several such texts counts once.
  if (entry.shared < top.text.length) top.total++
  const isFull = best.length >= MAX_RESULTS || top.length > MAX_TOP_LENGTH
  const last = best.at(-1)
  if (isFull && last !== undefined && compare(last, entry) < 0) return
  const known = best.findIndex(({ line }) => line === entry.line)
  const other = best[known]
  if (other !== undefined && compare(other, entry) < 0) return
  if (other !== undefined) best.splice(known, 1)
  const at = best.findIndex((better) => compare(better, entry) > 0)
  best.splice(at < 0 ? best.length : at, 0, entry)
  trim(top)
}

/** Keeps what has room, and the first that has none: it tells that a worse one has none either. */
function trim(top: Top): void {
  const { best } = top
  top.length = 0
  for (const [at, { line }] of best.entries()) {
    top.length += line.length
    if (at + 1 >= MAX_RESULTS || top.length > MAX_TOP_LENGTH) best.length = at + 1
  }
}

function encodeTop({ text, total, best }: Top): string {
  let length = 0
  const lines = best
    .map(({ line }) => line)
    .filter((line) => (length += line.length) <= MAX_TOP_LENGTH)
  return `[${[JSON.stringify(text), total, ...lines].join(',')}]`
}
