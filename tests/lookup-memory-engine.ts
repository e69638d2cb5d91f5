/** The engine of a lookup by brute force over rows in memory: what every other engine must answer too; for tests. */
import { fold } from '../toolkit/core/fold.ts'
import { createRowFilter, itemsOf } from '../toolkit/lookups/filter.ts'
import type { LookupOptions } from '../toolkit/lookups/define.ts'
import {
  VERSION,
  type Cell,
  type Column,
  type LookupIndex,
  type LookupRow,
  type Scalar,
} from '../toolkit/lookups/format.ts'
import { rowKey } from '../toolkit/lookups/address.ts'
import {
  MAX_READS,
  MAX_RESULTS,
  QuestionError,
  type FacetCount,
  type Filter,
  type ListQuestion,
  type LookupEngine,
  type NearRow,
  type Point,
  type Sort,
} from '../toolkit/lookups/question.ts'

const RADIUS = 6_371_008.8

export interface MemoryLookup {
  readonly index: LookupIndex
  readonly engine: LookupEngine
  /** Sorted by key. */
  readonly rows: readonly LookupRow[]
}

/** A lookup of some rows; the columns of each are those of `columns`. One key is one read of a batch. */
export function createMemoryLookup(
  options: Partial<LookupOptions> & Pick<LookupOptions, 'key'>,
  columns: readonly Column[],
  objects: readonly Readonly<Record<string, Cell>>[],
): MemoryLookup {
  const index = toIndex(options, columns, objects.length)
  const rows = objects
    .map((object) => Object.fromEntries(columns.map(({ name }) => [name, object[name] ?? null])))
    .toSorted((a, b) => compare(rowKey(index, a), rowKey(index, b)))
  return { index, rows, engine: createMemoryEngine(index, rows) }
}

/** @param rows - sorted by key */
export function createMemoryEngine(index: LookupIndex, rows: readonly LookupRow[]): LookupEngine {
  const get = (key: string): LookupRow[] => rows.filter((row) => rowKey(index, row) === key)
  const filterBy = (filters: readonly Filter[] = []): readonly LookupRow[] =>
    rows.filter(createRowFilter(index.columns, filters))
  return {
    get: async (key) => get(key),
    async batch(keys) {
      const answered = keys.slice(0, MAX_READS)
      return {
        rows: answered.map(get),
        ...(answered.length < keys.length && { next: answered.length }),
      }
    },
    async find(text, { limit, offset, filters }) {
      const found = filterBy(filters).filter((row) => isFound(index, row, text))
      const best = found.toSorted((a, b) => rankOf(index, b) - rankOf(index, a))
      const reachable = best.slice(0, MAX_RESULTS)
      return {
        total: found.length,
        reachable: reachable.length,
        rows: reachable.slice(offset, offset + limit),
        complete: true,
      }
    },
    async near(point, { limit, radius = Infinity, filters }) {
      const placed = filterBy(filters).flatMap((row): Required<NearRow>[] => {
        const place = placeOf(index, row)
        return place === undefined ? [] : [{ row, distance: distanceBetween(point, place) }]
      })
      const within = placed.filter(({ distance }) => distance <= radius)
      const sorted = within.toSorted((a, b) => a.distance - b.distance)
      return { rows: sorted.slice(0, limit), complete: true }
    },
    async inBox({ south, west, north, east }, { limit, filters }) {
      const inside = filterBy(filters).filter((row) => {
        const { lat, lng } = placeOf(index, row) ?? { lat: Number.NaN, lng: Number.NaN }
        const isBetween = west <= east ? lng >= west && lng <= east : lng >= west || lng <= east
        return lat >= south && lat <= north && isBetween
      })
      return { rows: inside.slice(0, limit).map((row) => ({ row })), complete: true }
    },
    async contains(value) {
      const number = Number(value)
      const { range } = index
      if (range === undefined || !('from' in range))
        throw new Error('only from and to are known here')
      if (value === '' || Number.isNaN(number)) {
        throw new QuestionError(`contains: expected a number, got ${JSON.stringify(value)}`)
      }
      const row = rows.find(
        (one) => Number(one[range.from]) <= number && number <= Number(one[range.to]),
      )
      return row && { row, value: String(number) }
    },
    list: async (question) => listRows(index, filterBy(question.filters), question),
    random: async (random) => rows[Math.floor(random * rows.length)],
  }
}

/** Metres along the great circle, by the haversine formula. */
export function distanceBetween(a: Point, b: Point): number {
  const [from, to, turn] = [a.lat, b.lat, b.lng - a.lng].map((degrees) => (degrees * Math.PI) / 180)
  if (from === undefined || to === undefined || turn === undefined) throw new Error('no point')
  const half =
    Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(turn / 2) ** 2
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(half)))
}

function listRows(
  index: LookupIndex,
  met: readonly LookupRow[],
  { sort, limit, cursor = '0', facets }: ListQuestion,
): Awaited<ReturnType<LookupEngine['list']>> {
  const start = /^\d+$/.test(cursor) ? Number(cursor) : Number.NaN
  if (Number.isNaN(start)) throw new QuestionError('cursor: expected the cursor of an answer')
  const sorted = met.toSorted((a, b) => compareRows(index, sort, a, b))
  const counted = facets.map((name): [string, FacetCount[]] => [name, countValues(met, name)])
  return {
    rows: sorted.slice(start, start + limit),
    total: met.length,
    facets: Object.fromEntries(counted),
    ...(start + limit < met.length && { next: String(start + limit) }),
  }
}

function compareRows(
  index: LookupIndex,
  sort: readonly Sort[],
  a: LookupRow,
  b: LookupRow,
): number {
  for (const { column, descending } of sort) {
    const [one, other] = [a[column] ?? null, b[column] ?? null]
    if (one === null || other === null) {
      if (one !== other) return one === null ? 1 : -1
      continue
    }
    const order = typeof one === 'object' || typeof other === 'object' ? 0 : compare(one, other)
    if (order !== 0) return descending ? -order : order
  }
  return compare(rowKey(index, a), rowKey(index, b))
}

function countValues(rows: readonly LookupRow[], name: string): FacetCount[] {
  const counts = new Map<Scalar | null, number>()
  for (const row of rows) {
    const items = itemsOf(row[name] ?? null)
    for (const value of items.length === 0 ? [null] : items)
      counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || compare(String(a.value), String(b.value)))
    .slice(0, 200)
}

function isFound({ find }: LookupIndex, row: LookupRow, text: string): boolean {
  const typed = fold(text)
  const texts = find.flatMap((name) => itemsOf(row[name] ?? null)).map((item) => fold(String(item)))
  return texts.some((value) => value.startsWith(typed) || value.includes(` ${typed}`))
}

function rankOf({ rank }: LookupIndex, row: LookupRow): number {
  return rank === undefined ? 0 : Number(row[rank] ?? 0)
}

function placeOf({ near }: LookupIndex, row: LookupRow): Point | undefined {
  const [lat, lng] = near === undefined ? [] : [row[near[0]], row[near[1]]]
  return typeof lat === 'number' && typeof lng === 'number' ? { lat, lng } : undefined
}

function compare(a: Scalar, b: Scalar): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function toIndex(
  options: Partial<LookupOptions> & Pick<LookupOptions, 'key'>,
  columns: readonly Column[],
  rows: number,
): LookupIndex {
  const {
    name = 'things',
    title = name,
    find = [],
    filter = [],
    sort = [],
    key,
    duplicates,
  } = options
  const {
    description,
    rank,
    near,
    range,
    source,
    licence = 'CC0-1.0',
    attribution = 'nobody',
  } = options
  return {
    version: VERSION,
    name,
    title,
    columns,
    key: [key].flat(),
    duplicates: duplicates === 'keep',
    find,
    filter,
    sort,
    licence,
    attribution,
    rows,
    ...(description !== undefined && { description }),
    ...(rank !== undefined && { rank }),
    ...(near !== undefined && { near }),
    ...(range !== undefined && { range }),
    ...(source !== undefined && { source }),
    updated: '2026-11-27',
    store: 'files',
    hash: '0123456789',
    folder: `/_leanto/lookups/${name}/`,
    parts: { rows: { level: 0, blocks: [] } },
    downloads: {
      csv: [`/_leanto/lookups/${name}/all.1.csv`],
      ndjson: [`/_leanto/lookups/${name}/all.1.ndjson`, `/_leanto/lookups/${name}/all.2.ndjson`],
      json: [`/_leanto/lookups/${name}/all.1.json`],
      ...(near !== undefined && { geojson: [`/_leanto/lookups/${name}/all.1.geojson`] }),
    },
    about: '',
  }
}
