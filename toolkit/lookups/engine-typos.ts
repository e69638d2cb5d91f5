/** Finds what a text with one typing mistake was meant to be: a letter too much, missing, wrong, or two swapped. */
import { createRankReader, linesOf, parseRow, type FindLine } from './engine-find-lines.ts'
import {
  addMeant,
  compareMeant,
  hasWhole,
  sharedLength,
  type FoundMeant,
  type Meant,
} from './engine-typos-meant.ts'
import { meetShort, meetTail } from './engine-typos-tails.ts'
import { locatePrefix, readBlock, type Source } from './files.ts'
import { correctText, type Correction } from './find-correct.ts'
import { toRowTexts } from './find-text.ts'
import { MAX_HEAD_LENGTH, toLikelihood } from './find-typo-line.ts'
import { decodeRow } from './row.ts'

/** Between shorter texts a single letter is the difference, not a mistake. */
const MIN_LENGTH = 4

/** So many letters behind a mistake tell enough: all texts that go on with them are in one block or two. */
const MIN_TAIL = 3

/** A shorter text is rather a whole one than the beginning of one. */
const MIN_OPEN_LENGTH = 6

/** So many blocks are read at a time. */
const MAX_BLOCKS = 2

/** So many rows with the same later word are compared. */
const MAX_LINES = 200

/**
 * What a text that nothing begins with may have been meant to be, the likeliest first: whole texts, then beginnings.
 * One side of a mistake is as it was meant. What begins as the text does is in the block of the find where the text would
 * be, which was read already. What goes on behind a mistake as the text does, is in `typos`.
 */
export async function findMeant(source: Source, asked: string): Promise<Meant[]> {
  const found: FoundMeant = new Map()
  const shared = await meet(source, asked, found)
  if (found.size === 0 && shared >= MAX_HEAD_LENGTH) {
    // What many texts begin with is as it was meant; then so may be the words before the one with the mistake.
    const at = asked.lastIndexOf(' ', shared - 1) + 1
    const last: FoundMeant = new Map()
    if (at > 0) await meet(source, asked.slice(at), last)
    for (const meant of last.values()) {
      addMeant(found, asked, { ...meant, text: asked.slice(0, at) + meant.text })
    }
  }
  return [...found.values()].toSorted(compareMeant)
}

/** Adds what a text may have been meant to be; gives the length of what it begins with like many others. */
async function meet(source: Source, asked: string, found: FoundMeant): Promise<number> {
  if (asked.length < MIN_LENGTH) return 0
  const shared = await sharedLength(source, 'find', asked)
  await meetStarts(source, asked, shared, found)
  if (shared > 0 && source.index.parts.typos !== undefined) {
    await meetTails(source, asked, shared, found)
  }
  return shared
}

/** Mistakes behind the beginning whose lines are all in one block of the find. */
async function meetStarts(
  source: Source,
  asked: string,
  shared: number,
  found: FoundMeant,
): Promise<void> {
  const [block] = await locatePrefix(source, 'find', asked, 1)
  if (block === undefined) return
  const groups = new Map<string, { readonly correction: Correction; readonly lines: FindLine[] }>()
  let last: string | undefined
  let correction: Correction | undefined
  const start = asked.slice(0, shared)
  for (const line of linesOf(await readBlock(source, 'find', block), start)) {
    if (line.text !== last) correction = correctText(asked, line.text)
    last = line.text
    if (correction === undefined) continue
    const name = `${correction.isWhole} ${correction.text}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { correction, lines: [line] })
    else group.lines.push(line)
  }
  for (const group of groups.values()) {
    addMeant(found, asked, { ...group.correction, likelihood: weigh(source, group.lines) })
  }
}

function weigh({ index }: Source, lines: readonly FindLine[]): number {
  const wholes = lines.filter(({ isLaterWord }) => !isLaterWord)
  const best = wholes.length > 0 ? wholes : lines
  const readRank = createRankReader(index)
  if (index.rank === undefined) return toLikelihood(wholes.length === 0, best.length)
  const rank = best.reduce((most, { line }) => Math.max(most, readRank(parseRow(line))), -Infinity)
  return toLikelihood(wholes.length === 0, rank)
}

/**
 * Mistakes within that beginning. Where not enough of the text is behind it, or too much before, what remains is looked
 * for in turn until there is a whole text: each is a block more.
 */
async function meetTails(
  source: Source,
  asked: string,
  shared: number,
  found: FoundMeant,
): Promise<void> {
  const cut = Math.min(shared + 1, MAX_HEAD_LENGTH - 1)
  const open = Math.min(cut, asked.length - MIN_TAIL)
  const blank = cut <= shared ? asked.indexOf(' ', shared) : -1
  if ((await meetWords(source, asked, blank + 1, found)) && hasWhole(found)) return
  if (open < cut && asked.length < MIN_OPEN_LENGTH) {
    // Of what is behind the mistake little is left, but few texts end with just that.
    await meetTail(source, asked, Math.min(cut, asked.length - 1), found, true)
    if (hasWhole(found)) return
  }
  await meetTail(source, asked, open, found)
  // Two letters swapped reach one further than other mistakes.
  if (open <= shared && !hasWhole(found)) await meetShort(source, asked, found)
  // A blank may be missing: just where the beginning ends that others have.
  if (cut <= shared && found.size === 0) await meetWords(source, asked, shared - 1, found)
}

/**
 * Texts of which a later word, and all behind it, is what follows from `at`: they are found by that too. Gives whether
 * there is enough of it.
 */
async function meetWords(
  source: Source,
  asked: string,
  at: number,
  found: FoundMeant,
): Promise<boolean> {
  if (at <= 0 || asked.length < at + MIN_TAIL) return false
  const rest = asked.slice(at)
  const { index } = source
  const readRank = createRankReader(index)
  const blocks = await locatePrefix(source, 'find', rest, MAX_BLOCKS)
  const texts = await Promise.all(blocks.map((block) => readBlock(source, 'find', block)))
  const lines = texts.flatMap((text) => [...linesOf(text, rest)])
  for (const { line } of lines.filter(({ isLaterWord }) => isLaterWord).slice(0, MAX_LINES)) {
    const items = parseRow(line)
    const row = decodeRow(index, items)
    for (const [text, isLaterWord] of toRowTexts(index.find.map((name) => row[name]))) {
      const correction = correctText(asked, text)
      if (correction === undefined) continue
      const likelihood = toLikelihood(isLaterWord, index.rank === undefined ? 1 : readRank(items))
      addMeant(found, asked, { ...correction, likelihood })
    }
  }
  return true
}
