/** Finds the cells of a row in the bytes of its line, without decoding them: a download copies most of them as they are. */
import type { Column } from './format.ts'
import { fromKey } from './key.ts'

/** The JSON of a row's cells, by column; where `start` and `end` are the same, the row has no such cell. */
export interface CellSpans {
  /** What the places are in, until the next call of `scan`. */
  bytes: Buffer
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

export interface CellScanner extends CellSpans {
  /** Scans the line that starts at a place of a block, and gives the place of the next. */
  scan(block: Buffer, at: number): number
}

const QUOTE = 0x22
const COMMA = 0x2c
const OPEN = 0x5b
const BACKSLASH = 0x5c
const CLOSE = 0x5d

/** @param key - the names of the columns that make up the first item of each line */
export function createCellScanner(columns: readonly Column[], key: readonly string[]): CellScanner {
  const places = new Map(columns.map(({ name }, at) => [name, at]))
  const keyPlaces = key.map((name) => places.get(name) ?? 0)
  const others = columns.flatMap(({ name }, at) => (key.includes(name) ? [] : [at]))
  const writeKey = createKeyWriter(key.flatMap((name) => columns.filter((c) => c.name === name)))
  const [keyPlace = 0] = keyPlaces
  const isNumber = ['integer', 'number'].includes(columns[keyPlace]?.type ?? '')
  const scanner: CellScanner = {
    bytes: Buffer.alloc(0),
    starts: new Uint32Array(columns.length),
    ends: new Uint32Array(columns.length),
    scan(block, at) {
      const { starts, ends } = scanner
      scanner.bytes = block
      starts.fill(0)
      ends.fill(0)
      let end = endOfCell(block, at + 1)
      // A number is written in the key as it is in JSON.
      starts[keyPlace] = isNumber ? at + 2 : at + 1
      ends[keyPlace] = isNumber ? end - 1 : end
      const keyEnd = end
      for (let index = 0; block[end] === COMMA; index++) {
        const place = others[index] ?? 0
        starts[place] = end + 1
        end = endOfCell(block, end + 1)
        ends[place] = end
      }
      if (keyPlaces.length > 1) writeKey(scanner, { places: keyPlaces, at, keyEnd, end })
      return end + 2
    },
  }
  return scanner
}

/** The place after the JSON that starts at `at`: a text, a list, or what has neither commas nor brackets. */
function endOfCell(bytes: Buffer, start: number): number {
  let at = start
  const first = bytes[at]
  if (first === QUOTE) return endOfText(bytes, at)
  if (first !== OPEN) {
    while (at < bytes.length && bytes[at] !== COMMA && bytes[at] !== CLOSE) at++
    return at
  }
  at++
  while (at < bytes.length && bytes[at] !== CLOSE)
    at = bytes[at] === QUOTE ? endOfText(bytes, at) : at + 1
  return at + 1
}

function endOfText(bytes: Buffer, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at + 1
}

interface KeySpan {
  readonly places: readonly number[]
  /** Where the line starts, where its key ends, and where its last cell does. */
  readonly at: number
  readonly keyEnd: number
  readonly end: number
}

/** Of a key of several columns, writes the cells behind a copy of the line. */
function createKeyWriter(columns: readonly Column[]): (spans: CellSpans, span: KeySpan) => void {
  let memory = Buffer.alloc(1024)
  return (spans, { places, at, keyEnd, end }) => {
    const { bytes, starts, ends } = spans
    const key = String(JSON.parse(bytes.toString('utf8', at + 1, keyEnd)))
    const cells = fromKey(key, columns).map((cell) => Buffer.from(JSON.stringify(cell)))
    const length = cells.reduce((sum, cell) => sum + cell.length, end - at)
    if (length > memory.length) memory = Buffer.alloc(length * 2)
    let to = bytes.copy(memory, 0, at, end)
    for (let place = 0; place < starts.length; place++) {
      const isFound = (ends[place] ?? 0) > at
      if (isFound) starts[place] = (starts[place] ?? 0) - at
      if (isFound) ends[place] = (ends[place] ?? 0) - at
    }
    for (const [part, cell] of cells.entries()) {
      const place = places[part] ?? 0
      starts[place] = to
      to += cell.copy(memory, to)
      ends[place] = to
    }
    spans.bytes = memory
  }
}
