/** Puts what only some may find among what everybody finds, by how well it answers. */
import type { SearchHit } from './hit.ts'

/** Hits of one index, in their order, from a place among all of them. */
export interface Window {
  readonly start: number
  readonly hits: readonly SearchHit[]
}

/** Which of the open hits can stand between `offset` and `offset + limit` once `hidden` others are among them. */
export function windowOf(
  offset: number,
  limit: number,
  hidden: number,
): { readonly start: number; readonly length: number } {
  const start = Math.max(0, offset - hidden)
  return { start, length: offset + limit - start }
}

/**
 * The hits from `offset` on, at most `limit`.
 * @param hidden - all of them, best first
 * @param open - those of `windowOf`
 * @param isRanked - whether the best come first; in another order, whose keys hits do not have, the hidden ones do
 */
export function mergeHits(
  hidden: readonly SearchHit[],
  open: Window,
  {
    offset,
    limit,
    isRanked,
  }: { readonly offset: number; readonly limit: number; readonly isRanked: boolean },
): SearchHit[] {
  const merged: SearchHit[] = []
  let next = 0
  for (const hit of open.hits) {
    for (let other = hidden[next]; other !== undefined; other = hidden[next]) {
      if (isRanked && !isBefore(other, hit)) break
      merged.push(other)
      next++
    }
    merged.push(hit)
  }
  merged.push(...hidden.slice(next))
  // What stands before the window is at most as much as it was widened by.
  return merged.slice(offset - open.start, offset - open.start + limit)
}

function isBefore(a: SearchHit, b: SearchHit): boolean {
  return a.pinned === b.pinned ? a.score > b.score : a.pinned
}
