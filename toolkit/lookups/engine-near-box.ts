/** Answers which rows are in a box: from the blocks of places there, or in a wide box from the rows by key. */
import {
  createLineFilter,
  MAX_PARSED,
  readBoxes,
  readLimit,
  readPlaces,
  type LineFilter,
} from './engine-near-read.ts'
import { readRowsFrom } from './engine-near-rows.ts'
import type { Source } from './files.ts'
import { isBox, isInBox } from './geo.ts'
import { parseItems, parseKey, type PlaceRows } from './geo-blocks.ts'
import type { NearBoxes } from './geo-boxes.ts'
import { coverBox } from './geo-cover.ts'
import { MAX_READS, QuestionError, type Box, type NearOptions, type Nearby } from './question.ts'
import { decodeCells, decodeRow } from './row.ts'

/** A row in the box. */
interface Inside {
  readonly key: string
  readonly line: string
}

/** What is asked, with the blocks of places that can have it. */
interface BoxSearch {
  readonly source: Source
  readonly boxes: NearBoxes
  readonly box: Box
  readonly limit: number
  readonly filter: LineFilter
  /** The numbers of the blocks. */
  readonly blocks: readonly number[]
}

/** Rows in the order of the key, and whether they are all that was asked for. */
interface Answer {
  readonly lines: readonly string[]
  readonly complete: boolean
}

/** A Worker has so many connections at a time. */
const CONNECTIONS = 6

/** How many blocks of `rows` are looked through at most; more files list them. */
const MAX_SCANS = 24

/**
 * The first rows by key that are in a box, exactly. Where the reads do not suffice, those that are proven to be the
 * first, which may be none.
 * @throws {QuestionError} for a box that is none, and for a lookup without places
 */
export async function rowsInBox(source: Source, box: Box, options: NearOptions): Promise<Nearby> {
  if (!isBox(box)) {
    const { west, south, east, north } = box
    throw new QuestionError(
      'expected a box in degrees with south not above north, ' +
        `got west ${west}, south ${south}, east ${east}, north ${north}`,
    )
  }
  const boxes = await readBoxes(source)
  const limit = readLimit(options)
  const search: BoxSearch = {
    source,
    boxes,
    box,
    limit,
    filter: createLineFilter(source.index, options.filters),
    blocks: limit === 0 ? [] : coverBox(boxes, box),
  }
  const { lines, complete } = await answer(search)
  return {
    rows: lines.map((line) => ({ row: decodeRow(source.index, parseItems(line)) })),
    complete,
  }
}

/**
 * All blocks must be read to know the first rows by key. Where the box is wide, a few blocks of `rows` have them too: the
 * list of the boxes tells how much of the data is in the box, and the first key that can be.
 */
async function answer(search: BoxSearch): Promise<Answer> {
  const { source, blocks, boxes, limit, filter } = search
  const left = MAX_READS - 1 - blocks.length
  if (left < 0) return scanRows(search, MAX_SCANS)
  const inside = blocks.reduce((total, block) => total + (boxes.rows[block] ?? 0), 0) / 2
  // Twice what it takes where keys and places have nothing to do with each other.
  const scans = Math.ceil((2 * limit * boxes.count) / inside)
  const lists = source.index.parts.rows.level * 2
  const isWorth = blocks.length > 0 && (scans + lists) * 2 <= blocks.length
  if (!filter.isEmpty || !isWorth || scans + lists > left) return readInside(search)
  let reads = 0
  const read = async (path: string): Promise<Uint8Array> => {
    reads++
    return source.read(path)
  }
  const scanned = await scanRows({ ...search, source: { ...source, read } }, scans)
  return scanned.complete || reads > left ? scanned : readInside(search)
}

/** Looks through blocks of `rows`. */
async function scanRows(search: BoxSearch, blocks: number): Promise<Answer> {
  const { source, filter, boxes, limit } = search
  const firsts = search.blocks.map((block) => boxes.firsts()[block] ?? '')
  const from = firsts.reduce((least, first) => (first < least ? first : least))
  const rows = await readRowsFrom(source, from, blocks)
  const lines: string[] = []
  for await (const line of rows.lines) {
    const items = filter.read(line)
    if (items !== undefined && isInside(search, items)) lines.push(line)
    if (lines.length === limit) return { lines, complete: true }
    if (filter.parsed > MAX_PARSED) return { lines, complete: false }
  }
  return { lines, complete: rows.isAll }
}

function isInside({ source: { index }, box }: BoxSearch, items: readonly unknown[]): boolean {
  const cells = decodeCells(index, items)
  const [lat, lng] = (index.near ?? []).map(
    (name) => cells[index.columns.findIndex((column) => column.name === name)],
  )
  return typeof lat === 'number' && typeof lng === 'number' && isInBox({ lat, lng }, box)
}

/** Reads all blocks of places that can have a row in the box. */
async function readInside(search: BoxSearch): Promise<Answer> {
  const { source, boxes, blocks, filter, limit } = search
  const best: Inside[] = []
  for (let start = 0; start < blocks.length; start += CONNECTIONS) {
    const group = blocks.slice(start, start + CONNECTIONS)
    for (const places of await Promise.all(group.map((at) => readPlaces(source, boxes, at)))) {
      if (filter.canHave(places.text)) gather(search, places.rows(), best)
      if (!filter.isEmpty && filter.parsed > MAX_PARSED) return { lines: [], complete: false }
    }
  }
  return { lines: best.slice(0, limit).map(({ line }) => line), complete: true }
}

/** Puts the rows of a block that are in the box among the first by key. */
function gather({ box, limit, filter }: BoxSearch, places: PlaceRows, best: Inside[]): void {
  for (let row = 0; row < places.count; row++) {
    const lat = places.degrees[row * 2] ?? 0
    const lng = places.degrees[row * 2 + 1] ?? 0
    if (!isInBox({ lat, lng }, box)) continue
    const line = places.line(row)
    if (!filter.isEmpty && filter.read(line) === undefined) continue
    const inside = { key: parseKey(line), line }
    let at = best.length
    while (at > 0 && isBefore(inside, best[at - 1])) at--
    // The lines of a block are in order: the others of it come later still.
    if (at >= limit) return
    best.splice(at, 0, inside)
    if (best.length > limit) best.pop()
  }
}

function isBefore(inside: Inside, other: Inside | undefined): boolean {
  if (other === undefined) return false
  return inside.key === other.key ? inside.line < other.line : inside.key < other.key
}
