/** Which words stand where in the pages of an index: one table of all, since a site has millions of words. */
import type { Unit } from './build-impact.ts'
import type { SelectedPage } from './build-site.ts'
import { createTally, type Tally } from './build-tally.ts'
import { cutText, openWords, readWords, SCALE, skipWords, type Words } from './build-words.ts'
import { createWriter, readVarint, type Cursor } from './bytes.ts'

/** A table with a row for each written form in each unit that holds it. */
export interface Occurrences {
  readonly units: readonly Unit[]
  /** The written forms, by their numbers. */
  readonly forms: readonly string[]
  /** The rows of a form, by ascending units. */
  readonly rowsOf: (form: number) => Rows
  /** The unit of a row. */
  readonly unitOf: (row: number) => number
  /** How much the form counts in the title or heading of the unit. */
  readonly headOf: (row: number) => number
  readonly bodyOf: (row: number) => number
  /** The differences of its positions, as varints, within `bytes`. */
  readonly startOf: (row: number) => number
  readonly endOf: (row: number) => number
  readonly bytes: Uint8Array
}

/** Rows that follow one another. */
export interface Rows {
  readonly first: number
  /** Behind the last. */
  readonly end: number
}

/** So far is a text from the title above it, that no phrase goes from one to the other. */
const GAP = 16

// What a row has: its unit, what the form counts there, and where its positions are. They are read together, and
// memory is slow to jump about in.
const UNIT = 0
const HEAD = 1
const BODY = 2
const START = 3
const SIZE = 4
const FIELDS = 5

/** The words of a page, with what numbers their forms have in the index. */
interface NumberedPage {
  readonly page: SelectedPage
  readonly title: NumberedWords
  readonly text: NumberedWords
}

interface NumberedWords {
  readonly words: Words
  readonly numbers: Uint32Array
}

type VisitUnit = (unit: Unit, number: number, tally: Tally) => void

/** Takes in the words of pages, each section as a unit. */
export function collectOccurrences(pages: readonly SelectedPage[], language: string): Occurrences {
  const ids = new Map<string, number>()
  const numbered = pages.map((page) => ({
    page,
    title: toNumbers(cutText(page.title, language), ids),
    text: toNumbers(page.words, ids),
  }))
  const starts = countRows(numbered, ids.size)
  const next = starts.slice()
  const rows = new Uint32Array((starts.at(-1) ?? 0) * FIELDS)
  const units: Unit[] = []
  const positions = createWriter()
  visitUnits(numbered, (unit, number, tally) => {
    units.push(unit)
    for (let at = 0; at < tally.size; at++) {
      const form = tally.forms[at] ?? 0
      const row = next[form] ?? 0
      next[form] = row + 1
      const start = positions.length
      tally.writePositions(at, positions)
      rows[row * FIELDS + UNIT] = number
      rows[row * FIELDS + HEAD] = tally.heads[at] ?? 0
      rows[row * FIELDS + BODY] = tally.bodies[at] ?? 0
      rows[row * FIELDS + START] = start
      rows[row * FIELDS + SIZE] = positions.length - start
    }
  })
  const get = (row: number, field: number): number => rows[row * FIELDS + field] ?? 0
  return {
    units,
    forms: [...ids.keys()],
    rowsOf: (form) => ({ first: starts[form] ?? 0, end: starts[form + 1] ?? 0 }),
    unitOf: (row) => get(row, UNIT),
    headOf: (row) => get(row, HEAD) / SCALE,
    bodyOf: (row) => get(row, BODY) / SCALE,
    startOf: (row) => get(row, START),
    endOf: (row) => get(row, START) + get(row, SIZE),
    bytes: positions.take(),
  }
}

/** Gives the forms of some words their numbers in the index. */
function toNumbers(words: Words, ids: Map<string, number>): NumberedWords {
  const forms = words.forms === '' ? [] : words.forms.split('\n')
  const numbers = Uint32Array.from(forms, (form) => {
    const known = ids.get(form)
    if (known !== undefined) return known
    // A slice would keep the forms of the whole page in memory.
    ids.set(Buffer.from(form).toString(), ids.size)
    return ids.size - 1
  })
  return { words, numbers }
}

/** The first row of each form, and behind them how many rows there are. */
function countRows(pages: readonly NumberedPage[], forms: number): Uint32Array {
  const starts = new Uint32Array(forms + 1)
  visitUnits(pages, (_unit, _number, { size, forms: found }) => {
    for (let at = 0; at < size; at++) {
      const next = (found[at] ?? 0) + 1
      starts[next] = (starts[next] ?? 0) + 1
    }
  })
  for (let form = 0; form < forms; form++) {
    starts[form + 1] = (starts[form + 1] ?? 0) + (starts[form] ?? 0)
  }
  return starts
}

/** The unit that is being counted. */
interface Counting {
  readonly tally: Tally
  /** The position of its next word. */
  next: number
}

/** Counts unit after unit. */
function visitUnits(pages: readonly NumberedPage[], visit: VisitUnit): void {
  const counting: Counting = { tally: createTally(), next: 0 }
  let number = 0
  pages.forEach(({ page, title, text }, at) => {
    const cursor = openWords(text.words)
    const isDropped = createDropped(page.dropped)
    page.sections.forEach((_, section) => {
      counting.tally.clear()
      counting.next = 0
      const [head, before] =
        section === 0
          ? countStart(counting, page, title, { ...text, cursor })
          : [countText(counting, cursor, text.numbers, 'head', SCALE), 0]
      if (section > 0) counting.next += GAP
      const body = before + countBlocks(counting, cursor, text.numbers, isDropped)
      visit({ page: at, section, head, body }, number++, counting.tally)
    })
  })
}

/** Counts the title of a page, and its description where it is not that of the whole site. */
function countStart(
  counting: Counting,
  { description }: SelectedPage,
  title: NumberedWords,
  { numbers, cursor }: NumberedWords & { readonly cursor: Cursor },
): [head: number, body: number] {
  const head = countText(counting, openWords(title.words), title.numbers, 'head', SCALE)
  counting.next += GAP
  const body = description === '' ? 0 : countText(counting, cursor, numbers, 'body', SCALE)
  if (description === '') skipWords(cursor)
  counting.next += GAP
  skipWords(cursor)
  return [head, body]
}

function countBlocks(
  counting: Counting,
  cursor: Cursor,
  numbers: Uint32Array,
  isDropped: () => boolean,
): number {
  let words = 0
  for (let pieces = readVarint(cursor); pieces > 0; pieces--) {
    const blocks = readVarint(cursor)
    const weight = readVarint(cursor)
    for (let left = blocks; left > 0; left--) {
      if (isDropped()) skipWords(cursor)
      else words += countText(counting, cursor, numbers, 'body', weight)
    }
  }
  return words
}

/** Counts a text, and gives how many words it has without their pieces. */
function countText(
  counting: Counting,
  cursor: Cursor,
  numbers: Uint32Array,
  part: 'head' | 'body',
  weight: number,
): number {
  const { tally, next } = counting
  return readWords(cursor, (form, position, share) => {
    const value = weight === SCALE ? share : Math.round((share * weight) / SCALE)
    const isHead = part === 'head'
    tally.add(numbers[form] ?? 0, next + position, isHead ? value : 0, isHead ? 0 : value)
    counting.next = next + position + 1
  })
}

/** Says of block after block whether it is dropped. */
function createDropped(dropped: readonly number[] = []): () => boolean {
  let block = 0
  let at = 0
  return () => {
    const isDropped = dropped[at] === block++
    if (isDropped) at++
    return isDropped
  }
}
