/** Counts the words of one unit of an index, and keeps their positions. */
import type { ByteWriter } from './bytes.ts'

/** What a unit has of each form in it; the arrays are valid to `size`. */
export interface Tally {
  readonly size: number
  /** By their order in the unit. */
  readonly forms: readonly number[]
  /** What the form counts in the title or heading of the unit, and in its text. */
  readonly heads: readonly number[]
  readonly bodies: readonly number[]
  /** Begins with another unit. */
  clear(): void
  add(form: number, position: number, head: number, body: number): void
  /** Writes the differences of the positions of the form that is at a place in `forms`. */
  writePositions(at: number, writer: ByteWriter): void
}

/** Further positions of a form in one unit are left out. */
const MAX_POSITIONS = 255
const NONE = -1

export function createTally(): Tally {
  let size = 0
  let words = 0
  const forms: number[] = []
  const heads: number[] = []
  const bodies: number[] = []
  // Where a form is among them: true only where that has the form.
  const places: number[] = []
  // The first and the last word of each form; of each word its position, and the next of the same form.
  const firsts: number[] = []
  const lasts: number[] = []
  const positions: number[] = []
  const nexts: number[] = []
  const placeOf = (form: number): number => {
    while (places.length <= form) places.push(0)
    const place = places[form] ?? 0
    if (place < size && forms[place] === form) return place
    places[form] = size
    forms[size] = form
    heads[size] = 0
    bodies[size] = 0
    firsts[size] = NONE
    return size++
  }
  return {
    get size() {
      return size
    },
    forms,
    heads,
    bodies,
    clear() {
      size = 0
      words = 0
    },
    add(form, position, head, body) {
      const place = placeOf(form)
      heads[place] = (heads[place] ?? 0) + head
      bodies[place] = (bodies[place] ?? 0) + body
      if (firsts[place] === NONE) firsts[place] = words
      else nexts[lasts[place] ?? 0] = words
      lasts[place] = words
      positions[words] = position
      nexts[words] = NONE
      words++
    },
    writePositions(at, writer) {
      let previous = 0
      let count = 0
      for (
        let word = firsts[at] ?? NONE;
        word !== NONE && count < MAX_POSITIONS;
        word = nexts[word] ?? NONE
      ) {
        const position = positions[word] ?? 0
        if (count > 0 && position <= previous) continue
        writer.varint(position - previous)
        previous = position
        count++
      }
    },
  }
}
