/** Asks the site for what is kept in its database: the answers that its API gives, and an engine made of them. */
import { distanceField } from './api-row.ts'
import type { LookupAddress } from './browser-index.ts'
import type { LookupIndex, LookupRow, Scalar } from './format.ts'
import {
  MAX_RESULTS,
  QuestionError,
  type FacetCount,
  type Filter,
  type FindOptions,
  type Found,
  type Listed,
  type ListQuestion,
  type LookupEngine,
  type Nearby,
} from './question.ts'

/** The members of an answer in JSON. */
type Body = Readonly<Record<string, unknown>>

/** Parameters with their values; what has none is not asked. */
type Given = Readonly<Record<string, Scalar | undefined>>

/**
 * Asks a question by its parameters. Gives `undefined` where no row is what was asked for.
 * @throws {QuestionError} for a question that is wrong
 */
export async function askApi(
  { site, name }: LookupAddress,
  parameters: URLSearchParams,
): Promise<Body | undefined> {
  const response = await fetch(`${site}/api/lookups/${name}?${parameters}`, {
    headers: { accept: 'application/json' },
  })
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const body: unknown = isJson ? await response.json() : undefined
  if (isBody(body)) {
    if (response.ok) return body
    if (response.status === 404) return undefined
    const { detail } = body
    if (response.status === 400 && typeof detail === 'string') throw new QuestionError(detail)
  }
  throw new Error(`${response.status} ${response.url}`)
}

/** Opens a lookup whose rows no file has. */
export function createApiLookup(address: LookupAddress, index: LookupIndex): LookupEngine {
  const remote: Remote = {
    index,
    ask: async (given, filters = []) => {
      const pairs = Object.entries(given).flatMap(([name, value]) =>
        value === undefined || value === '' ? [] : toPairs(name, [value]),
      )
      const parameters = new URLSearchParams([...pairs, ...filters.flatMap(filterPairs)])
      return (await askApi(address, parameters)) ?? {}
    },
  }
  return {
    async get(key) {
      const { row, rows } = await remote.ask({ key })
      return toRows(index, rows ?? [row])
    },
    async batch(keys) {
      const body = await askApi(address, new URLSearchParams(listPairs('keys', keys)))
      const rows = toList(body?.['results']).map((result) =>
        isBody(result) ? toRows(index, result['rows'] ?? [result['row']]) : [],
      )
      return { rows, ...(rows.length < keys.length && { next: rows.length }) }
    },
    find: (text, options) => askFind(remote, text, options),
    near: ({ lat, lng }, { limit, radius, filters }) => {
      const given = { near: `${lat},${lng}`, limit, radius: radius && `${radius}m` }
      return askPlaces(remote, given, filters)
    },
    inBox: ({ west, south, east, north }, { limit, filters }) =>
      askPlaces(remote, { box: `${west},${south},${east},${north}`, limit }, filters),
    async contains(asked) {
      const { row, value } = await remote.ask({ contains: asked })
      const [only] = toRows(index, [row])
      return only && { row: only, value: typeof value === 'string' ? value : asked }
    },
    list: (question) => askList(remote, question),
    async random() {
      const { row } = await remote.ask({ random: 1 })
      return toRows(index, [row])[0]
    },
  }
}

interface Remote {
  readonly index: LookupIndex
  readonly ask: (given: Given, filters?: readonly Filter[]) => Promise<Body>
}

async function askFind(
  { index, ask }: Remote,
  find: string,
  { limit, offset, filters }: FindOptions,
): Promise<Found> {
  const body = await ask({ find, limit, offset: offset || undefined }, filters)
  const { corrected } = body
  const rows = toRows(index, body['results'])
  const total = Number(body['total'] ?? 0)
  return {
    total,
    reachable: body['next'] === undefined ? offset + rows.length : Math.min(total, MAX_RESULTS),
    rows,
    ...(typeof corrected === 'string' && { corrected }),
    complete: body['complete'] !== false,
  }
}

async function askPlaces(
  { index, ask }: Remote,
  given: Given,
  filters: readonly Filter[] | undefined,
): Promise<Nearby> {
  const { results, complete } = await ask(given, filters)
  const field = distanceField(index)
  const rows = toList(results)
    .filter(isBody)
    .map((result) => {
      const distance = result[field]
      return { row: toRow(index, result), ...(typeof distance === 'number' && { distance }) }
    })
  return { rows, complete: complete !== false }
}

async function askList(
  { index, ask }: Remote,
  { filters, sort, limit, cursor, facets }: ListQuestion,
): Promise<Listed> {
  const order = sort.map(({ column, descending }) => (descending ? `-${column}` : column))
  const given = { limit, sort: order.join(','), cursor, facets: facets.join(',') }
  const { results, total, next, facets: counts } = await ask(given, filters)
  const after =
    typeof next === 'string' ? new URL(next, location.href).searchParams.get('cursor') : null
  return {
    rows: toRows(index, results),
    ...(typeof total === 'number' && { total }),
    ...(isBody(counts) && { facets: toFacets(counts) }),
    ...(after !== null && { next: after }),
  }
}

function toPairs(name: string, values: readonly Scalar[]): [string, string][] {
  return values.map((value) => [name, String(value)])
}

/** Several parameters of one name are the items of a list; one alone would be parted by its commas. */
function listPairs(name: string, values: readonly Scalar[]): [string, string][] {
  return toPairs(name, values.length === 1 ? [...values, ''] : values)
}

function filterPairs({ column, operator, values }: Filter): [string, string][] {
  // An item that is empty is none; several values of `eq` are any of them, and may be empty.
  if (operator === 'in' && values.includes('')) return toPairs(`${column}.eq`, values)
  const isList = operator === 'in' || operator === 'between'
  return (isList ? listPairs : toPairs)(`${column}.${operator}`, values)
}

function toRows(index: LookupIndex, list: unknown): LookupRow[] {
  return toList(list)
    .filter(isBody)
    .map((value) => toRow(index, value))
}

/** A row of an answer, without what an answer adds. */
function toRow({ columns }: LookupIndex, value: Body): LookupRow {
  const cells = columns.map(({ name }) => {
    const cell = value[name]
    const items = Array.isArray(cell) ? cell.filter(isItem) : null
    return [name, isScalar(cell) ? cell : items] as const
  })
  return Object.fromEntries(cells)
}

function toFacets(counts: Body): Record<string, FacetCount[]> {
  const facets = Object.entries(counts).map(([column, list]) => {
    const items = toList(list)
      .filter(isBody)
      .map(({ value, count }) => ({ value: isScalar(value) ? value : null, count: Number(count) }))
    return [column, items] as const
  })
  return Object.fromEntries(facets)
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isScalar(value: unknown): value is Scalar {
  return isItem(value) || typeof value === 'boolean'
}

function isItem(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
