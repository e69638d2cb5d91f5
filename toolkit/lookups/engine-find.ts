/** Answers a find: rows by the beginning of a value or of a later word in it, as typed or with one mistake mended. */
import { createLineFilter, parseRow } from './engine-find-lines.ts'
import { findUnder, planUnder, type Plan, type RowTest, type Under } from './engine-find-under.ts'
import type { Meant } from './engine-typos-meant.ts'
import { findMeant } from './engine-typos.ts'
import type { Source } from './files.ts'
import { toFindText, toFindValues } from './find-text.ts'
import { MAX_LIMIT, MAX_RESULTS, type FindOptions, type Found } from './question.ts'
import { decodeRow } from './row.ts'

/** So many texts that may have been meant are looked for. */
const MAX_MEANT = 4

/** So many blocks are read for them; for the first as many as it needs. */
const MAX_MEANT_READS = 2

/** For one that is less likely by more than this no block is read: a number 32 times smaller in the rank column. */
const MAX_LESS_LIKELY = 80

const NOTHING: Found = { total: 0, reachable: 0, rows: [], complete: true }

/**
 * Finds rows, the best first, as `compareMatches` has it. Reads one block; with filters up to nine. Where nothing begins
 * with the text, what it was meant to be is looked for: mostly two blocks more.
 * @param options - with filters that were checked
 */
export async function findRows(
  source: Source,
  text: string,
  { limit, offset, filters = [] }: FindOptions,
): Promise<Found> {
  const { index } = source
  const asked = toFindText(text)
  if (asked === '' || index.parts.find === undefined) return NOTHING
  const test = filters.length === 0 ? undefined : createLineFilter(index, filters)
  const under = await findUnder(source, asked, test, await planUnder(source, asked, test))
  const found: FoundLines = under.exists ? under : await findCorrected(source, asked, test)
  const { total, complete, lines, corrected } = found
  const end = Math.min(offset + Math.min(limit, MAX_LIMIT), MAX_RESULTS)
  return {
    total,
    reachable: Math.min(lines.length, MAX_RESULTS),
    rows: lines.slice(offset, end).map((line) => decodeRow(index, parseRow(line))),
    ...(corrected === undefined ? {} : { corrected }),
    complete,
  }
}

interface FoundLines extends Omit<Under, 'text' | 'exists'> {
  readonly corrected?: string
}

/**
 * The rows of what a text was meant to be. Where that may be several texts, the rows that have one as a whole value come
 * first, those of the likeliest before others, then the rows that only begin with one.
 */
async function findCorrected(source: Source, asked: string, test: RowTest): Promise<FoundLines> {
  const found = await lookForMeant(source, asked, test)
  const [best] = found
  if (best === undefined) return { total: 0, complete: true, lines: [] }
  const exact = found.map(({ text, lines }) => exactLines(source, text, lines))
  const lines = [...exact.flat(), ...found.flatMap((under) => under.lines)]
  const unique = new Set(lines)
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0)
  const twice = sum(found.map((under) => under.lines.length)) - unique.size
  return {
    total: sum(found.map(({ total }) => total)) - twice,
    complete: found.every(({ complete }) => complete),
    lines: [...unique],
    corrected: nameOf(source, best),
  }
}

/**
 * Looks for the likeliest texts: for whole ones alone, if there are such; not for what one found already covers; and in a
 * block more only for what is not much less likely than the best.
 */
async function lookForMeant(source: Source, asked: string, test: RowTest): Promise<Under[]> {
  const found: Under[] = []
  const meant = await findMeant(source, asked)
  let files = new Set<string>()
  let best: Meant | undefined
  for (const next of meant) {
    if (found.length === MAX_MEANT || (best?.isWhole === true && !next.isWhole)) break
    if (found.some((under) => next.text.startsWith(under.text))) continue
    const plan = await planUnder(source, next.text, test)
    const more = new Set([...files, ...filesOf(plan)])
    const isUnlikely = best !== undefined && next.likelihood < best.likelihood - MAX_LESS_LIKELY
    const isCostly = more.size > files.size && (isUnlikely || more.size > MAX_MEANT_READS)
    if (files.size > 0 && isCostly) continue
    files = more
    const under = await findUnder(source, next.text, test, plan)
    if (!under.exists) continue
    found.push(under)
    best ??= next
  }
  return found
}

function filesOf({ find, tops }: Plan): string[] {
  return [...find.map(([, hash]) => hash), ...tops.map(([, hash]) => hash)]
}

/** The first lines, as far as they are of rows with a value that is just the text. */
function exactLines(source: Source, text: string, lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => nameIn(source, text, line) === undefined)
  return end < 0 ? lines : lines.slice(0, end)
}

/** What was looked for, as the data has it where it is a whole value. */
function nameOf(source: Source, { text, lines: [line] }: Under): string {
  return (line && nameIn(source, text, line)) ?? text
}

function nameIn({ index }: Source, text: string, line: string): string | undefined {
  const row = decodeRow(index, parseRow(line))
  const values = index.find.flatMap((name) => toFindValues(row[name]))
  return values.find((value) => toFindText(value) === text)
}
