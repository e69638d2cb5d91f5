/** Counts how ranges overlap: what an owner may not know of the data. */
import { createHeap, type Heap } from './build-range-heap.ts'
import { endsBefore, type Interval } from './build-range-interval.ts'

export interface Overlaps {
  /** Ranges that another one before them, in the order they are told in, has exactly. */
  readonly same: number
  /** Ranges within a larger one. */
  readonly nested: number
  /** Ranges that start within another and end after it. */
  readonly crossing: number
}

export interface OverlapCounter {
  /** Takes the ranges in the order of their starts. */
  add(range: Interval): void
  finish(): Overlaps
}

type End = string | null

export function createOverlapCounter(): OverlapCounter {
  const counts = { same: 0, nested: 0, crossing: 0 }
  // The ends of what is still open, the first to end first; and the end of what ends last of all.
  const open = createHeap<End>(endsBefore)
  let last: End = ''
  let start: string | undefined
  let ends: End[] = []

  const flush = (): void => {
    if (start === undefined) return
    close(open, start)
    const crossed = open.first()
    // Of those with one start a larger one holds the smaller ones.
    if (ends.length > 1) ends.sort(compareLaterFirst)
    let previous: End | undefined
    for (const end of ends) {
      if (end === previous) counts.same++
      else if (!endsBefore(last, end)) counts.nested++
      if (crossed !== undefined && endsBefore(crossed, end)) counts.crossing++
      if (endsBefore(last, end)) last = end
      previous = end
    }
    for (const end of ends) open.push(end)
    ends = []
  }
  return {
    add(range) {
      if (range.start !== start) flush()
      start = range.start
      ends.push(range.end)
    },
    finish() {
      flush()
      return counts
    },
  }
}

/** Lets go of what has ended at `start`. */
function close(open: Heap<End>, start: string): void {
  for (let end = open.first(); end !== undefined; end = open.first()) {
    if (end === null || end > start) return
    open.pop()
  }
}

function compareLaterFirst(a: End, b: End): number {
  if (a === b) return 0
  return endsBefore(a, b) ? 1 : -1
}
