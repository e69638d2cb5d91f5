/** Asks the lookups of a site from any program: browsers, Node, Workers. */
import type { ClientRow, LookupClient, RowList } from './client-answer.ts'
import { createAsk, LookupError, type Ask, type ClientOptions } from './client-ask.ts'
import { toListQuery, toQuery } from './client-query.ts'
import { toKey } from './key.ts'

export type {
  ClientRow,
  FoundOptions,
  ListOptions,
  LookupClient,
  NearbyOptions,
  NearbyRow,
  RowList,
  Where,
} from './client-answer.ts'
export { LookupError, type ClientOptions } from './client-ask.ts'

/** The rows of this site's lookups, by name: `.leanto/lookups.d.ts`, which the build writes, adds to it. */
// oxlint-disable-next-line typescript/no-empty-interface -- what a declaration adds to cannot be a type alias
export interface LookupRows {}

/** A body has 100,000 bytes at most, and a UTF-16 code unit up to three. */
const MAX_BODY_LENGTH = 30_000
const MAX_KEYS = 1000

/**
 * A client of one lookup. Its rows have the type that the build knows by the name, or the one that is given.
 * @param origin - of the site: `https://example.org`; `''` on its own pages
 */
export function createLookupClient<Name extends keyof LookupRows>(
  origin: string | URL,
  name: Name,
  options?: ClientOptions,
): LookupClient<LookupRows[Name]>
export function createLookupClient<Row extends object = ClientRow>(
  origin: string | URL,
  name: string,
  options?: ClientOptions,
): LookupClient<Row>
export function createLookupClient(
  origin: string | URL,
  name: string,
  options: ClientOptions = {},
): LookupClient<ClientRow> {
  return createClient(`${toBase(origin)}/api/lookups/${encodeURIComponent(name)}`, options)
}

function toBase(origin: string | URL): string {
  return String(origin).replace(/\/+$/, '')
}

interface OneRow {
  readonly row: ClientRow
}

interface Many {
  readonly results: readonly { readonly row: ClientRow | null }[]
}

function createClient(url: string, options: ClientOptions): LookupClient<ClientRow> {
  const ask = createAsk(options)
  const list = <Row>(parameters: URLSearchParams): Promise<RowList<Row>> =>
    ask(`${url}?${parameters.toString()}`)
  const one = async (query: string): Promise<ClientRow | undefined> => {
    try {
      return (await ask<OneRow>(`${url}?${query}`)).row
    } catch (error) {
      // Only a row that is not there has a parameter to blame; a lookup that is not there is a mistake.
      if (error instanceof LookupError && error.status === 404 && error.parameter !== undefined)
        return undefined
      throw error
    }
  }
  return {
    get: (...key) => one(toQuery({ key: toKey(key) }).toString()),
    getMany: (keys) => getMany(ask, url, keys),
    find: (find, { where, ...more } = {}) => list(toQuery({ find, ...more }, where)),
    near: (lat, lng, { where, ...more } = {}) =>
      list(toQuery({ near: `${lat},${lng}`, ...more }, where)),
    inBox: ({ west, south, east, north }, { where, ...more } = {}) =>
      list(toQuery({ box: [west, south, east, north].join(','), ...more }, where)),
    contains: (value) => one(toQuery({ contains: value }).toString()),
    list: (given = {}) => list(toListQuery(given)),
    rows: (given = {}) => followRows(ask, url, toListQuery({ limit: 100, ...given }).toString()),
    async count(where) {
      const { total } = await ask<{ total: number | null }>(
        `${url}?${toQuery({ count: 1 }, where).toString()}`,
      )
      return total ?? undefined
    },
    random: () => one('random=1'),
  }
}

type Keys = readonly (string | number | readonly (string | number)[])[]

/** A body holds so many keys, and an answer as many as the site may read. */
async function getMany(ask: Ask, url: string, keys: Keys): Promise<(ClientRow | undefined)[]> {
  const rows: (ClientRow | undefined)[] = []
  while (rows.length < keys.length) {
    const { results } = await ask<Many>(url, { keys: takeKeys(keys, rows.length) })
    if (results.length === 0) throw new LookupError(200, 'The site answered without rows.')
    rows.push(...results.map(({ row }) => row ?? undefined))
  }
  return rows
}

/** The keys from a number on that one body holds; one at least. */
function takeKeys(keys: Keys, start: number): Keys {
  let end = start
  let length = 0
  for (const key of keys.slice(start, start + MAX_KEYS)) {
    length += JSON.stringify(key).length + 1
    if (length > MAX_BODY_LENGTH && end > start) break
    end++
  }
  return keys.slice(start, end)
}

async function* followRows(
  ask: Ask,
  url: string,
  query: string,
): AsyncGenerator<ClientRow, void, undefined> {
  let search: string | undefined = `?${query}`
  while (search !== undefined) {
    const { results, next }: RowList<ClientRow> = await ask(url + search)
    yield* results
    // The link leads to the configured address of the site, which may not be the one that is asked.
    search = next === undefined ? undefined : new URL(next, 'https://next.invalid').search
  }
}
