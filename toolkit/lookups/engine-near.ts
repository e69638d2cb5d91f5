/** Answers which rows are nearest to a point: reads the blocks that can have one, the nearest first. */
import {
  createLineFilter,
  readBoxes,
  readLimit,
  readPlaces,
  MAX_PARSED,
  type LineFilter,
} from './engine-near-read.ts'
import type { Source } from './files.ts'
import { isPoint } from './geo.ts'
import { parseItems, parseKey, type PlaceRows } from './geo-blocks.ts'
import type { NearBoxes } from './geo-boxes.ts'
import { separation, toMetres, toVector, type Vector } from './geo-sphere.ts'
import { MAX_READS, QuestionError, type NearOptions, type Nearby, type Point } from './question.ts'
import { decodeRow } from './row.ts'

/** A row that may be among the nearest. */
interface Candidate {
  /** As {@link separation}. */
  readonly apart: number
  readonly line: string
  /** The first of the blocks whose rows at one distance are in the order of the key. */
  readonly series: number
}

/** A search on its way. */
interface Search {
  readonly origin: Vector
  readonly limit: number
  readonly radius: number
  readonly filter: LineFilter
  /** The nearest so far, in order. */
  readonly best: Candidate[]
}

/**
 * The nearest rows, exactly: by distance, then by key. Where the reads do not suffice, those that are proven to be the
 * nearest, which may be none.
 * @throws {QuestionError} for a point that is not on the globe, and for a lookup without places
 */
export async function nearRows(
  source: Source,
  point: Point,
  options: NearOptions,
): Promise<Nearby> {
  if (!isPoint(point)) {
    throw new QuestionError(
      `expected a latitude from -90 to 90 and a longitude from -180 to 180, got ${point.lat},${point.lng}`,
    )
  }
  const search: Search = {
    origin: toVector(point),
    limit: readLimit(options),
    radius: options.radius ?? Infinity,
    filter: createLineFilter(source.index, options.filters),
    best: [],
  }
  const boxes = await readBoxes(source)
  const unread = search.limit === 0 ? Infinity : await readNearest(source, boxes, search)
  const proven = search.best.filter(({ apart }) => apart < unread)
  return {
    rows: proven.map(({ apart, line }) => ({
      row: decodeRow(source.index, parseItems(line)),
      distance: toMetres(apart),
    })),
    complete: unread === Infinity,
  }
}

/** Reads blocks until none can have a nearer row. @returns how near one can be that was not read, else Infinity */
async function readNearest(source: Source, boxes: NearBoxes, search: Search): Promise<number> {
  const bounds = toBounds(boxes, search.origin)
  const series = toSeries(boxes)
  // The list of the boxes is a read too. What is cached counts as well, so that the same question has the same answer.
  for (let reads = 1; ;) {
    const block = nearest(bounds)
    const bound = bounds[block] ?? Infinity
    const worst = worstOf(search)
    const atLeast = worst?.apart ?? Infinity
    if (bound > atLeast || bound === Infinity || toMetres(bound) > search.radius) return Infinity
    bounds[block] = Infinity
    // Rows further on in a series come after its own row, which is as near.
    if (bound === worst?.apart && series[block] === worst.series) continue
    if (reads >= MAX_READS || search.filter.parsed > MAX_PARSED) return bound
    reads++
    const places = await readPlaces(source, boxes, block)
    if (search.filter.canHave(places.text)) scan(search, places.rows(), series[block] ?? block)
    if (boxes.continues[block + 1] === 1) bounds[block + 1] = apartOf(search, places.rows(), 0)
  }
}

/** Puts the rows of a block that are near enough among the best. */
function scan(search: Search, places: PlaceRows, series: number): void {
  const isBounded = search.radius < Infinity
  let worst = worstOf(search)
  for (let row = 0; row < places.count; row++) {
    const apart = apartOf(search, places, row)
    if (worst !== undefined && apart >= worst.apart) {
      if (apart > worst.apart || worst.series === series) continue
    }
    if (isBounded && toMetres(apart) > search.radius) continue
    const line = places.line(row)
    if (!search.filter.isEmpty && search.filter.read(line) === undefined) continue
    insert(search, { apart, line, series })
    worst = worstOf(search)
  }
}

function apartOf({ origin }: Search, places: PlaceRows, row: number): number {
  const vectors = places.vectors()
  const at = row * 3
  return separation(origin, [vectors[at] ?? 0, vectors[at + 1] ?? 0, vectors[at + 2] ?? 0])
}

/** The last of as many rows as are asked for. */
function worstOf({ best, limit }: Search): Candidate | undefined {
  return best[limit - 1]
}

function insert({ best, limit }: Search, candidate: Candidate): void {
  let at = best.length
  while (at > 0 && isBefore(candidate, best[at - 1])) at--
  if (at === limit) return
  best.splice(at, 0, candidate)
  if (best.length > limit) best.pop()
}

/** Whether a row comes before one that was found earlier. */
function isBefore(candidate: Candidate, other: Candidate | undefined): boolean {
  if (other === undefined) return false
  if (candidate.apart !== other.apart) return candidate.apart < other.apart
  if (candidate.series === other.series) return false
  const key = parseKey(candidate.line)
  const otherKey = parseKey(other.line)
  return key === otherKey ? candidate.line < other.line : key < otherKey
}

/** How near a row of each block can be. Blocks that continue another wait for it. */
function toBounds({ count, corners, continues }: NearBoxes, origin: Vector): Float64Array {
  const bounds = new Float64Array(count)
  for (let block = 0; block < count; block++) {
    let chord = 0
    for (let axis = 0; axis < 3; axis++) {
      const value = origin[axis] ?? 0
      const below = (corners[block * 6 + axis] ?? 0) - value
      const above = value - (corners[block * 6 + 3 + axis] ?? 0)
      chord += Math.max(below, above, 0) ** 2
    }
    // A little less than was worked out, for the roundings of it and of the rows' own.
    const safe = Math.min(chord, 4) * (1 - 1e-12)
    bounds[block] = continues[block] === 1 ? Infinity : safe / (4 - safe)
  }
  return bounds
}

function toSeries({ count, continues }: NearBoxes): Uint32Array {
  const series = new Uint32Array(count)
  for (let block = 0; block < count; block++) {
    series[block] = continues[block] === 1 ? (series[block - 1] ?? 0) : block
  }
  return series
}

/** The number of the smallest bound. */
function nearest(bounds: Float64Array): number {
  let best = 0
  for (let block = 1; block < bounds.length; block++) {
    if ((bounds[block] ?? 0) < (bounds[best] ?? 0)) best = block
  }
  return best
}
