/** A heap: gives the first of its items in logarithmic time, whatever comes and goes. */

export interface Heap<T> {
  readonly size: number
  first(): T | undefined
  push(item: T): void
  /** Takes the first item out. */
  pop(): void
}

/** @param isBefore - a strict order */
export function createHeap<T>(isBefore: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = []
  return {
    get size() {
      return items.length
    },
    first: () => items[0],
    push(item) {
      items.push(item)
      rise(items, item, isBefore)
    },
    pop() {
      const last = items.pop()
      if (last !== undefined && items.length > 0) sink(items, last, isBefore)
    },
  }
}

/** Moves the last item up to its place. */
function rise<T>(items: T[], item: T, isBefore: (a: T, b: T) => boolean): void {
  let at = items.length - 1
  while (at > 0) {
    const above = (at - 1) >>> 1
    const parent = items[above]
    if (parent === undefined || !isBefore(item, parent)) break
    items[at] = parent
    at = above
  }
  items[at] = item
}

/** Puts an item in the place of the first, and moves it down to its own. */
function sink<T>(items: T[], item: T, isBefore: (a: T, b: T) => boolean): void {
  let at = 0
  for (;;) {
    const left = items[at * 2 + 1]
    const right = items[at * 2 + 2]
    if (left === undefined) break
    const isRight = right !== undefined && isBefore(right, left)
    const child = isRight ? right : left
    if (!isBefore(child, item)) break
    items[at] = child
    at = at * 2 + (isRight ? 2 : 1)
  }
  items[at] = item
}
