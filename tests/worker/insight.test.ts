/** Searches are counted by day and words, in batches, and shown to the owner. */
import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { startFixture, until, type Fixture } from './fixture.ts'
import { searchPage } from './search-pages.ts'
import type { SiteResponse } from './site.ts'

const PAGES = { 'index.html': '<!doctype html><html lang="en"><title>Site</title>' }
const KEY = 'a-key-of-more-than-thirty-two-characters'
/** So many different queries are written at once. */
const FULL = 50

let site: Fixture

before(async () => {
  site = await startFixture(PAGES, {
    main: 'tests/worker/insight-worker.edge.ts',
    paths: ['/search', '/api/*'],
    vars: { INBOX_KEY: KEY },
  })
  // The first request installs the tables.
  await readSearches()
})
after(() => site.close())

interface Searches {
  readonly asked: number
  readonly failed: number
  readonly missed: readonly { readonly query: string; readonly failed: number }[]
  readonly top: readonly { readonly query: string; readonly asked: number }[]
}

async function readSearches(days = 30): Promise<Searches> {
  const response = await site.fetch(`/api/inbox/searches?days=${days}`, {
    headers: { authorization: `Bearer ${KEY}` },
  })
  assert.equal(response.status, 200)
  const searches: Searches = JSON.parse(await response.text())
  return searches
}

function search(query: string, total: number): Promise<SiteResponse> {
  return site.fetch(`/search?q=${encodeURIComponent(query)}&total=${total}`)
}

function tell(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<SiteResponse> {
  return site.fetch('/api/search/asked', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Asks for as many different things as are written at once. */
async function fill(name: string): Promise<void> {
  for (let at = 0; at < FULL; at += 1) await search(`${name} ${at}`, 1)
}

async function count(sql: string): Promise<number> {
  const [row] = await site.query(sql)
  return Number(Object.values(row ?? {})[0])
}

const counted = (query: string): Promise<number> =>
  count(`SELECT coalesce(sum(asked), 0) FROM leanto_queries WHERE query = '${query}'`)

describe('a search', () => {
  test('is counted with others of its words, whatever their case', async () => {
    await search('Create Index', 4)
    await search('create  index', 0)
    assert.equal((await tell({ query: 'CREATE INDEX', total: 2, language: 'en' })).status, 204)
    await fill('case')
    await until(async () => (await counted('create index')) === 3)
    const { missed } = await readSearches()
    assert.deepEqual(
      missed.map(({ query, failed }) => [query, failed]),
      [['create index', 1]],
    )
  })

  test('is written soon, also where no others come', async () => {
    await search('alone', 1)
    for (let tries = 0; tries < 3 && (await counted('alone')) === 0; tries += 1) {
      await until(async () => (await counted('alone')) === 1).catch(() => undefined)
    }
    assert.equal(await counted('alone'), 1)
  })

  test('is not kept when it could name a person', async () => {
    const asked = await count('SELECT sum(asked) FROM leanto_query_days')
    await search('ada@example.org', 0)
    await search('+44 20 7946 0958', 0)
    await fill('private')
    await until(
      async () => (await count('SELECT sum(asked) FROM leanto_query_days')) >= asked + FULL,
    )
    assert.equal(
      await count(`SELECT count(*) FROM leanto_queries WHERE query LIKE '%@%' OR query LIKE '+%'`),
      0,
    )
  })

  test('of a flood is counted by the day alone', async () => {
    await site.query('UPDATE leanto_query_days SET queries = 2000')
    const asked = await count('SELECT sum(asked) FROM leanto_query_days')
    const rows = await count('SELECT count(*) FROM leanto_queries')
    await search('create index', 1)
    await fill('flood')
    await until(
      async () => (await count('SELECT sum(asked) FROM leanto_query_days')) >= asked + FULL,
    )
    assert.equal(await count('SELECT count(*) FROM leanto_queries'), rows)
    assert.equal(await counted('create index'), 4)
  })
})

describe('a search page', () => {
  const SEARCHED = { ...PAGES, 'search/index.html': searchPage('en', 'search') }
  let searched: Fixture
  before(async () => {
    searched = await startFixture(SEARCHED, {
      main: 'tests/worker/search-worker.edge.ts',
      paths: ['/search', '/api/*'],
    })
  })
  after(() => searched.close())

  /** Asks for as many different things as are written at once, and the page tells of as many. */
  const askAll = async (name: string): Promise<void> => {
    for (let at = 0; at < FULL; at += 1) {
      await (await searched.fetch(`/search?q=${name}+${at}`)).body?.cancel()
      const { status } = await searched.fetch('/api/search/asked', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `${name} told ${at}`, total: 1, language: 'en' }),
      })
      assert.equal(status, 204)
    }
  }
  const countOf = async (name: string): Promise<number> => {
    const rows = await searched.query(
      `SELECT count(*) AS n FROM leanto_queries WHERE query LIKE '${name}%'`,
    )
    return Number(rows[0]?.['n'])
  }

  test('counts what is asked, until the owner switches it off', async () => {
    await askAll('roof')
    await until(async () => (await countOf('roof').catch(() => 0)) === 2 * FULL)
    await mkdir(join(searched.project, 'functions'))
    await writeFile(join(searched.project, 'functions/search.toml'), 'insight = false\n')
    await searched.deploy(SEARCHED)
    await askAll('gutter')
    assert.equal(await countOf('gutter'), 0)
  })
})

describe('what a page tells', () => {
  const cases: readonly (readonly [body: unknown, status: number, detail: RegExp])[] = [
    [{ query: 1, total: 0, language: 'en' }, 400, /"query"/],
    [{ query: 'a', total: -1, language: 'en' }, 400, /"total"/],
    [{ query: 'a', total: 1.5, language: 'en' }, 400, /"total"/],
    [{ query: 'a', total: 0, language: '<b>' }, 400, /"language"/],
    [{ query: 'a', total: 0, language: 'en', who: 'me' }, 400, /"who"/],
    [[], 400, /JSON object/],
    [{ query: 'x'.repeat(70_000), total: 0, language: 'en' }, 413, /65536/],
  ]
  for (const [body, status, detail] of cases) {
    test(`is refused: ${JSON.stringify(body).slice(0, 60)}`, async () => {
      const response = await tell(body)
      assert.equal(response.status, status)
      // In JSON quotes are escaped.
      assert.match((await response.text()).replaceAll('\\"', '"'), detail)
    })
  }

  test('is refused from a page of another site', async () => {
    const asked = { query: 'a', total: 0, language: 'en' }
    assert.equal((await tell(asked, { 'sec-fetch-site': 'cross-site' })).status, 403)
  })
})

describe('the list', () => {
  test('has the days that are asked for', async () => {
    await site.query(
      `INSERT INTO leanto_query_days (day, asked, failed) VALUES ('${daysAgo(8)}', 7, 7)`,
    )
    await site.query(
      `INSERT INTO leanto_queries VALUES ('${daysAgo(8)}', 'de', 'alte frage', 7, 7)`,
    )
    const has = async (days: number): Promise<boolean> =>
      (await readSearches(days)).missed.some(({ query }) => query === 'alte frage')
    assert.deepEqual([await has(7), await has(30)], [false, true])
    assert.equal((await readSearches(30)).asked - (await readSearches(7)).asked, 7)
  })

  test('refuses another period', async () => {
    const response = await site.fetch('/api/inbox/searches?days=8', {
      headers: { authorization: `Bearer ${KEY}` },
    })
    assert.equal(response.status, 400)
    assert.match(await response.text(), /7, 30, 90.*got \\"8\\"/)
  })
})

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}
