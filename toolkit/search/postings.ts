/**
 * The posting list of one term: which sections hold it, the weightiest first, so that a reader can stop early and still
 * has the best. `format.md` specifies it.
 */
import { createWriter, readVarint, type ByteWriter, type Cursor } from './bytes.ts'

export interface Posting {
  readonly page: number
  /** 0 is the page itself, before its first headed section. */
  readonly section: number
  /** What the term adds to the section's score; above 0. */
  readonly impact: number
}

/** Receives one posting. A callback of three numbers, because a list has thousands. */
export type VisitPosting = (page: number, section: number, impact: number) => void

// Each term has its own scale: with one for all, a common word would have all its sections on a single level.
const LEVELS = 16
const MAX_IMPACT_SCALE = 256
const MAX_BUDGET = 1e9

/**
 * Encodes a list; the order of `postings` does not change the bytes.
 * @param writer - an empty one, which a build of many lists uses again
 */
export function encodePostings(
  postings: readonly Posting[],
  writer: ByteWriter = createWriter(),
): Uint8Array {
  const max = postings.reduce((most, { impact }) => Math.max(most, impact), 0)
  writer.varint(Math.max(1, Math.round(max * MAX_IMPACT_SCALE)))
  const byLevel = Map.groupBy(postings, ({ impact }) =>
    Math.max(1, Math.ceil((impact / max) * LEVELS)),
  )
  for (let level = LEVELS; level > 0; level--) {
    const run = byLevel.get(level)
    if (run !== undefined) encodeRun(writer, level, run)
  }
  return writer.take()
}

function encodeRun(writer: ByteWriter, level: number, run: readonly Posting[]): void {
  writer.byte(level)
  writer.varint(run.length)
  let previous = 0
  for (const { page, section } of run.toSorted(
    (a, b) => a.page - b.page || a.section - b.section,
  )) {
    writer.varint(((page - previous) << 1) | (section > 0 ? 1 : 0))
    if (section > 0) writer.varint(section)
    previous = page
  }
}

/** The largest impact in a list. */
export function maxImpact(bytes: Uint8Array): number {
  return readVarint({ bytes, at: 0 }) / MAX_IMPACT_SCALE
}

/**
 * Visits a list from the largest impact down, at least `budget` postings where there are as many: a level that has
 * been begun is finished, because within it the order is that of the pages.
 */
export function readPostings(bytes: Uint8Array, budget: number, visit: VisitPosting): void {
  const cursor: Cursor = { bytes, at: 0 }
  const step = readVarint(cursor) / MAX_IMPACT_SCALE / LEVELS
  // A whole number also where there is no limit: the loop is compiled once.
  for (let left = Math.min(budget, MAX_BUDGET); left > 0 && cursor.at < bytes.length;) {
    const impact = readVarint(cursor) * step
    const count = readVarint(cursor)
    visitRun(cursor, count, impact, visit)
    left -= count
  }
}

function visitRun(cursor: Cursor, count: number, impact: number, visit: VisitPosting): void {
  let page = 0
  for (let index = 0; index < count; index++) {
    const delta = readVarint(cursor)
    page += delta >>> 1
    visit(page, (delta & 1) === 1 ? readVarint(cursor) : 0, impact)
  }
}
