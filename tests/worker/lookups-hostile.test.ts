/** Lookups under questions that nobody should ask: each is refused with a reason, and none is the site's own fault. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import fc from 'fast-check'

import type { Fixture } from './fixture.ts'
import { startLookups } from './lookups-site.ts'

let site: Fixture
before(async () => {
  site = await startLookups()
})
after(() => site.close())

interface Answered {
  readonly status: number
  readonly text: string
  readonly type: string
}

async function ask(path: string, request: Parameters<Fixture['fetch']>[1] = {}): Promise<Answered> {
  const response = await site.fetch(path, request)
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, text: await response.text(), type }
}

/** Asserts an answer to a program that says what was wrong. */
function assertRefused({ status, text, type }: Answered, expected: number, path: string): void {
  assert.equal(status, expected, `${path}: ${text}`)
  assert.equal(type, 'application/problem+json', path)
  const { detail } = JSON.parse(text)
  assert.ok(
    typeof detail === 'string' && detail.length > 20 && detail.length < 1500,
    `${path}: ${text}`,
  )
}

const post = (
  body: string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Promise<Answered> => ask('/api/lookups/places', { method: 'POST', headers, body })

describe('a question that is wrong', () => {
  const refused: readonly (readonly [query: string, status: number])[] = [
    ['limit=-1', 400],
    ['limit=1e9', 400],
    ['limit=99999999999999999999', 400],
    ['find=a&offset=-1', 400],
    ['find=a&find=b', 400],
    ['find=a&near=1,2', 400],
    ['colour=red', 400],
    ['__proto__=1', 400],
    ['__proto__.eq=1', 400],
    ['constructor=1', 400],
    ['toString.in=1', 400],
    ['country.toString=1', 400],
    ['sort=__proto__', 400],
    ['columns=__proto__', 400],
    ['facets=constructor', 400],
    ['format=exe', 400],
    ['near=NaN,NaN', 400],
    ['near=1e400,0', 400],
    ['near=1,2&radius=-1', 400],
    ['box=0,0,0', 400],
    ['contains=1.2.3.4', 400],
    ['population=1%20OR%201=1', 400],
    ['population.between=1', 400],
    ['cursor=%00', 400],
    ['cursor=eyJhIjoxfQ', 400],
    ['cursor=' + 'A'.repeat(4000), 400],
    ['country.in=' + 'a,'.repeat(101), 400],
    ['keys=' + '1,'.repeat(1001), 400],
    [`find=${'a'.repeat(201)}`, 400],
    ['key=%00', 404],
    ['key=' + 'k'.repeat(600), 404],
    [`key=${encodeURIComponent("' OR 1=1 --")}`, 404],
  ]
  for (const [query, status] of refused)
    test(`is refused: ${query.slice(0, 40)}`, async () => {
      const path = `/api/lookups/places?${query}`
      assertRefused(await ask(path), status, path)
    })

  test('is refused in the path', async () => {
    for (const [path, status] of [
      ['/api/lookups/places/%', 400],
      ['/api/lookups/places/%ff', 400],
      ['/api/lookups/places/%ED%A0%80', 400],
      ['/api/lookups/places/%00', 404],
      ['/api/lookups/places//', 404],
      ['/api/lookups/places/' + 'k'.repeat(4000), 404],
      ['/api/lookups/__proto__', 404],
      ['/api/lookups/constructor/a', 404],
      ['/api/lookups/places.exe', 404],
      ['/api/lookups/parts/a/b/c/d', 404],
      ['/api/lookups/parts/FR', 404],
      ['/api/lookups/parts/%2F/%2F', 404],
    ] as const)
      assertRefused(await ask(path), status, path)
  })

  test('is refused in a body', async () => {
    for (const [body, status] of [
      ['', 400],
      ['{', 400],
      ['null', 400],
      ['[]', 400],
      ['{"keys":{}}', 400],
      ['{"keys":[]}', 400],
      ['{"keys":[[]]}', 400],
      ['{"keys":[{"a":1}]}', 400],
      ['{"keys":["a"],"offset":-1}', 400],
      ['{"keys":["a"],"__proto__":1}', 400],
      [`{"keys":${'['.repeat(40_000)}}`, 400],
      [`{"keys":[${'"a",'.repeat(1001)}"a"]}`, 400],
      [`{"keys":["${'a'.repeat(100_000)}"]}`, 413],
    ] as const)
      assertRefused(await post(body), status, body.slice(0, 60))
    assertRefused(await post('{"keys":["a"]}', { 'content-type': 'text/plain' }), 415, 'text/plain')
    assertRefused(await post('{"keys":["a"]}', {}), 415, 'no type')
    assertRefused(
      await post('keys=a', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'a form',
    )
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('{"keys":["'),
      0xff,
      ...new TextEncoder().encode('"]}'),
    ])
    assertRefused(
      await ask('/api/lookups/places', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bytes,
      }),
      400,
      'bytes',
    )
  })
})

describe('an odd question that is none the less one', () => {
  test('is answered', async () => {
    for (const query of [
      'find=%00',
      'find=%F0%9F%98%80',
      'find=%EF%BB%BF',
      "find=');DROP TABLE rows;--",
      'find=..%2F..%2Fetc%2Fpasswd',
      'find=__proto__',
      `find=${encodeURIComponent('\u0301'.repeat(100))}`,
      'country=__proto__',
      'country=%00',
      'country.prefix=%F0%9F',
      'near=90,180',
      'near=-90,-180&radius=20000km',
      'near=0,0&population.gte=9999999999999999',
      'box=-180,-90,180,90',
      'box=179,-1,-179,1',
      'keys=,,,',
      'keys=__proto__,constructor',
      'limit.eq=3',
      'find=&country=&near=&box=&limit=&cursor=&sort=&keys=&key=',
      'population.null=true&country.null=true',
    ]) {
      const { status, text } = await ask(`/api/lookups/places?${query}`)
      assert.equal(status, 200, `${query}: ${text}`)
    }
    assert.equal((await post(String.raw`{"keys":["\ud800","__proto__",1e300,-0,""]}`)).status, 200)
  })

  test('gives no row for a number that is written otherwise', async () => {
    const { text } = await post('{"keys":["__proto__","constructor"]}')
    const { results } = JSON.parse(text)
    assert.deepEqual(
      results.map(({ row }: { row: object | null }) => row !== null),
      [true, false],
    )
  })
})

describe('anything', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'find',
      'keys',
      'key',
      'near',
      'box',
      'sort',
      'limit',
      'country',
      'population.gte',
      'names.contains',
      'cursor',
      '=',
      '&',
      '=',
      '&',
      ',',
      '1',
      '-1',
      '%00',
      '%ff',
      'p1',
      '.csv',
      '/',
      '..',
      "'",
    ),
    fc
      .string({ unit: 'binary', maxLength: 4 })
      .map((text) => encodeURIComponent(text.toWellFormed())),
  )
  const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

  test('is never an error of the site, for programs and for people', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('places', 'parts', 'nets'),
        texts,
        texts,
        async (name, path, query) => {
          for (const base of ['/api/lookups', '/lookups']) {
            const url = `${base}/${name}/${path.replaceAll('&', '')}?${query}`
            const { status } = await ask(url, {
              headers: { accept: base === '/lookups' ? 'text/html' : '*/*' },
            })
            assert.ok(status < 500, `${status} for ${url}`)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})
