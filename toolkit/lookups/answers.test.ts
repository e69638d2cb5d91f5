import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'

import fc from 'fast-check'

import { parseAddress, rowPath } from './address.ts'
import { answerApi, answerList } from './api-answer.ts'
import { splitSuffix } from './api-question.ts'
import { compileLookup } from './build-compile.ts'
import { createMemoryOutput } from '../../tests/memory-output.ts'
import { readTable } from './build-table.ts'
import { defineLookup } from './define.ts'
import { createLookup, type LookupEngine } from './engine.ts'
import type { LookupIndex } from './format.ts'
import { answerPage } from './page-answer.ts'

const lookup = defineLookup({
  name: 'types',
  from: './types.json',
  key: 'type',
  find: ['extensions', 'type'],
  licence: 'MIT',
  attribution: 'somebody',
  source: 'https://example.org/types',
})
const ROWS = [
  { type: 'text/html', extensions: ['html', 'htm'], note: '=1' },
  { type: 'text/x.csv', extensions: [] },
  { type: 'a//b', extensions: [] },
  { type: '..', extensions: [] },
  ...Array.from({ length: 130 }, (_, at) => ({ type: `many/${1000 + at}`, extensions: [] })),
]

let index: LookupIndex
let engine: LookupEngine
before(async () => {
  const file = 'types.json'
  const table = await readTable({ lookup, path: '', file }, { file, rows: ROWS })
  const output = createMemoryOutput()
  index = await compileLookup(lookup, table, output)
  engine = createLookup(index, output.read)
})

const toUrl = (path: string): string => `https://site.example${path}`

/** Asks the API as its handler does. */
async function ask(path: string, accept: string | null = null): Promise<Response> {
  const { pathname, searchParams } = new URL(`/api/lookups/${path}`, 'https://site.example')
  const address = parseAddress(pathname, '/api/lookups')
  assert.ok(address)
  const format = splitSuffix(address.name)?.format
  const request = { key: address.key, parameters: searchParams, accept, format }
  return answerApi(index, engine, request, toUrl)
}

describe('the address of a row', () => {
  it('comes back from its path', () => {
    for (const key of ['a', 'text/html', 'ä ö', '100%', 'a?b#c', 'a\\b', '%2F', 'a+b', '\n', '"']) {
      const { pathname } = new URL(rowPath('/lookups', 'types', key), 'https://site.example')
      assert.deepEqual(parseAddress(pathname, '/lookups'), { name: 'types', key })
    }
  })

  it('comes back whatever the key is', () => {
    const keys = fc
      .oneof(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: fc.constantFrom('.', '/', '%', '?', '#', '\\', ' ', 'a'), minLength: 1 }),
      )
      .filter((key) => key.isWellFormed())
    fc.assert(
      fc.property(keys, (key) => {
        const { pathname, searchParams } = new URL(
          rowPath('/lookups', 'types', key),
          'https://site.example',
        )
        const address = parseAddress(pathname, '/lookups')
        assert.equal(address?.name, 'types')
        assert.equal(address.key || searchParams.get('key'), key)
      }),
    )
  })

  it('is in the query for a key that a path would change', () => {
    for (const key of ['.', '..', 'a/../b', '/a', 'a/', 'a//b']) {
      const url = new URL(rowPath('/lookups', 'types', key), 'https://site.example')
      assert.equal(url.searchParams.get('key'), key)
    }
  })

  it('is none where the percent-encoding is malformed', () => {
    for (const path of ['/lookups/types/%', '/lookups/types/%ff', '/lookups/%zz']) {
      assert.equal(parseAddress(path, '/lookups'), undefined)
    }
  })

  it('names no lookup at the base itself', () => {
    for (const path of ['/lookups', '/lookups/']) {
      assert.deepEqual(parseAddress(path, '/lookups'), { name: '', key: '' })
    }
  })
})

describe('the page of a lookup', () => {
  const show = (key: string, query = ''): ReturnType<typeof answerPage> =>
    answerPage(index, engine, key, new URLSearchParams(query))

  it('shows a row', async () => {
    assert.deepEqual(await show('text/html'), {
      status: 200,
      data: {
        asked: true,
        name: 'types',
        title: 'types',
        licence: 'MIT',
        attribution: 'somebody',
        source: 'https://example.org/types',
        rows: 134,
        json: '/api/lookups/types/text/html',
        csv: '/api/lookups/types/text/html?format=csv',
        key: 'text/html',
        found: true,
        missing: false,
        heading: 'text/html',
        row: {
          type: 'text/html',
          extensions: 'html, htm',
          note: '=1',
          url: '/lookups/types/text/html',
        },
      },
    })
  })

  it('shows a row that a form asks for by its key', async () => {
    assert.equal((await show('', 'key=..'))?.data['found'], true)
    assert.equal((await show('', 'key=a//b'))?.data['json'], '/api/lookups/types?key=a%2F%2Fb')
  })

  it('says that a key is unknown', async () => {
    const answer = await show('text/nothing')
    assert.equal(answer?.status, 404)
    assert.deepEqual(
      [answer.data['found'], answer.data['missing'], answer.data['key'], answer.data['row']],
      [false, true, 'text/nothing', undefined],
    )
  })

  it('shows what is found, with the way to more', async () => {
    const first = await show('', 'find=.HTM&colour=red')
    assert.equal(first?.data['total'], 1)
    assert.equal(first?.data['none'], false)
    const many = await show('', 'find=many&offset=20')
    assert.deepEqual(
      ['total', 'first', 'last', 'previous', 'next', 'json'].map((field) => many?.data[field]),
      [
        130,
        21,
        40,
        '/lookups/types?find=many',
        '/lookups/types?find=many&offset=40',
        '/api/lookups/types?find=many&offset=20',
      ],
    )
    assert.equal((await show('', 'find=many&offset=80'))?.data['next'], undefined)
  })

  it('says that nothing is found', async () => {
    const answer = await show('', 'find=zzz')
    assert.deepEqual([answer?.status, answer?.data['none'], answer?.data['total']], [200, true, 0])
  })

  it('is asked nothing without a key or a text', async () => {
    for (const query of ['', 'find=', 'find=%20', 'key=', 'offset=3', 'x=y']) {
      assert.equal(await show('', query), undefined)
    }
  })
})

describe('the API of a lookup', () => {
  it('gives a row with where it comes from', async () => {
    const response = await ask('types/text/html')
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    assert.match(response.headers.get('cache-control') ?? '', /^public, max-age=\d+$/)
    assert.deepEqual(await response.json(), {
      lookup: 'types',
      key: 'text/html',
      row: { type: 'text/html', extensions: ['html', 'htm'], note: '=1' },
      url: 'https://site.example/lookups/types/text/html',
      licence: 'MIT',
      attribution: 'somebody',
      source: 'https://example.org/types',
    })
  })

  it('gives CSV and NDJSON by parameter, suffix and Accept', async () => {
    const csv = "type,extensions,note\r\ntext/html,html; htm,'=1\r\n"
    const ndjson = `${JSON.stringify(ROWS[0])}\n`
    const cases: readonly [string, string | null, string][] = [
      ['types/text/html?format=csv', null, csv],
      ['types/text/html.csv', null, csv],
      ['types/text/html', 'text/csv', csv],
      ['types.csv?find=htm', null, csv],
      ['types?find=html&format=csv', 'application/json', csv],
      ['types/text/html?format=ndjson', null, ndjson],
      ['types/text/html.ndjson', null, ndjson],
      ['types?find=html', 'application/x-ndjson;q=0.9', ndjson],
    ]
    for (const [path, accept, body] of cases) {
      const response = await ask(path, accept)
      assert.equal(await response.text(), body, path)
      const link =
        '<https://spdx.org/licenses/MIT.html>; rel="license", <https://example.org/types>; rel="via"'
      assert.equal(response.headers.get('link'), link)
    }
  })

  it('takes a key that ends like a suffix for a key', async () => {
    assert.match(
      await (await ask('types/text/x.csv')).text(),
      /^\{"lookup":"types","key":"text\/x\.csv"/,
    )
    assert.match(await (await ask('types/text/x.csv.csv')).text(), /^type,/)
  })

  it('gives what is found with its number and the way to more', async () => {
    const body: unknown = await (await ask('types?find=many&limit=2')).json()
    const url = 'https://site.example/lookups/types/many/'
    assert.deepEqual(body, {
      lookup: 'types',
      find: 'many',
      total: 130,
      offset: 0,
      limit: 2,
      results: ['1000', '1001'].map((id) => {
        return { type: `many/${id}`, extensions: [], note: null, url: `${url}${id}` }
      }),
      next: 'https://site.example/api/lookups/types?find=many&offset=2&limit=2&format=json',
      licence: 'MIT',
      attribution: 'somebody',
      source: 'https://example.org/types',
    })
  })

  it('says what a lookup is, and sends for the whole of it as a file', async () => {
    const about = await (await ask('types')).text()
    assert.match(about, /"rows":134,"columns":\[\{"name":"type","type":"string","optional":false\}/)
    const { status, headers } = await ask('types.csv')
    assert.equal(status, 303)
    assert.equal(headers.get('location'), index.downloads.csv[0])
  })

  it('lists the lookups', async () => {
    const list = await answerList([index], toUrl).text()
    assert.match(list, /^\{"lookups":\[\{"name":"types"/)
  })

  it('answers mistakes with problem details', async () => {
    const cases: readonly [string, number, RegExp][] = [
      ['types/nothing', 404, /no row with the type "nothing"/],
      ['types/nothing.csv', 404, /"nothing"/],
      ['types?colour=red', 400, /Unknown parameter "colour", expected key, find/],
      ['types?find=a&format=xml', 400, /Unknown format "xml", expected json, csv, ndjson/],
      ['types?find=a&limit=0', 400, /limit is "0", expected a whole number from 1 to 100/],
      ['types?find=a&limit=ten', 400, /limit is "ten"/],
      ['types?find=a&offset=100', 400, /from 0 to 99/],
      [`types?find=${'a'.repeat(201)}`, 400, /201 characters, expected at most 200/],
      ['types/a?find=b', 400, /expected one of them/],
    ]
    for (const [path, status, detail] of cases) {
      const response = await ask(path)
      assert.equal(response.status, status, path)
      assert.equal(response.headers.get('content-type'), 'application/problem+json')
      assert.equal(response.headers.get('access-control-allow-origin'), '*')
      assert.match((await response.text()).replaceAll('\\"', '"'), detail)
    }
  })

  it('says that a lookup without find columns is asked by key alone', async () => {
    const request = { key: '', accept: null, format: undefined }
    const parameters = new URLSearchParams('find=a')
    const response = await answerApi(
      { ...index, find: [] },
      engine,
      { ...request, parameters },
      toUrl,
    )
    assert.equal(response.status, 400)
  })
})
