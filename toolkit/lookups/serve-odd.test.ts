/** Lookups under odd data and odd faults, through the handler for programs. */
import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'

import { compileLookup, type CompiledLookup } from '../../tests/lookups.ts'
import { parseAddress } from './address.ts'
import { splitSuffix } from './api-format.ts'
import { createLookup } from './engine.ts'
import { answerPage, type PageAnswer } from './page-answer.ts'
import { answerCall } from './serve-api.ts'

const SITE = 'https://site.example'

interface Asked {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** Asks for a path below `/api/lookups/`. @param damage - makes another file of each that is read */
async function ask(
  { index, output }: CompiledLookup,
  path: string,
  damage: (path: string, bytes: Uint8Array) => Uint8Array = (_path, bytes) => bytes,
): Promise<Asked> {
  const url = new URL(`/api/lookups/${path}`, SITE)
  const address = parseAddress(url.pathname, '/api/lookups')
  assert.ok(address)
  const read = async (file: string): Promise<Uint8Array> => damage(file, await output.read(file))
  const response = await answerCall({
    index,
    read,
    engine: createLookup(index, read),
    request: new Request(url),
    context: {
      site: { url: SITE, regions: {}, forms: {}, search: [], lookups: {}, stems: {} },
      url,
      settings: {},
      waitUntil: () => undefined,
    },
    parts: address.parts,
    suffix: splitSuffix(address.name)?.format,
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe('a file that is damaged', () => {
  const rows = Array.from({ length: 500 }, (_, at) => {
    return { id: `k${1000 + at}`, name: `Name ${at}`, size: at, lat: at % 90, lng: at % 180 }
  })
  const questions: readonly (readonly [file: RegExp, path: string])[] = [
    [/\/rows\./, 'things/k1400'],
    [/\/rows\./, 'things?keys=k1400,k1401'],
    [/\/find\.|\/tops\./, 'things?find=name+4'],
    [/\/near\./, 'things?near=10,20'],
    [/\/near-boxes\./, 'things?near=10,20'],
    [/\/range\./, 'things?contains=400'],
    [/\/columns-list\./, 'things?size.gte=5'],
    [/\/columns\./, 'things?size.gte=5&sort=-name'],
    [/\/about\./, 'things'],
    [/\/about\./, 'things/schema'],
  ]
  const damages: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
    'is empty': () => new Uint8Array(),
    'ends in the middle of a line': (bytes) => bytes.slice(0, bytes.length * 0.6 - 3),
    'has no last byte': (bytes) => bytes.slice(0, -1),
    'is a page': () => new TextEncoder().encode('<!doctype html><title>Not here</title>'),
    'is zeros': (bytes) => new Uint8Array(bytes.length),
  }

  it('is an answer that says so, and never a wrong one', async (context) => {
    context.mock.method(console, 'error', mock.fn())
    const compiled = await compileLookup(
      {
        key: 'id',
        find: ['name'],
        near: ['lat', 'lng'],
        range: { kind: 'number', from: 'size', to: 'size' },
        filter: ['size', 'name'],
      },
      rows,
    )
    for (const [file, path] of questions) {
      const whole = await ask(compiled, path)
      assert.equal(whole.status, 200, path)
      for (const [how, damage] of Object.entries(damages)) {
        let hits = 0
        const { status, headers, text } = await ask(compiled, path, (name, bytes) => {
          if (!file.test(name)) return bytes
          hits++
          return damage(bytes)
        })
        const what = `${path}: ${String(file)} ${how}: ${text.slice(0, 200)}`
        assert.ok(hits > 0, what)
        // What is missing may be nothing that the answer needs.
        if (text === whole.text) continue
        assert.equal(status, 503, what)
        assert.equal(headers.get('content-type'), 'application/problem+json', what)
      }
    }
  })
})

describe('the next page', () => {
  /** The ids of all rows, page by page. */
  async function follow(compiled: CompiledLookup, path: string): Promise<unknown[]> {
    const ids: unknown[] = []
    let next: string | undefined = path
    for (let pages = 0; next !== undefined && pages < 100; pages++) {
      const { status, text } = await ask(compiled, next)
      assert.equal(status, 200, text.slice(0, 200))
      const page: { results: { id: unknown }[]; next?: string } = JSON.parse(text)
      ids.push(...page.results.map(({ id }) => id))
      next = page.next?.slice(`${SITE}/api/lookups/`.length)
    }
    return ids
  }

  const texts = ['k', '漢'.repeat(490), '\u0001'.repeat(490), '😀'.repeat(240)]
  for (const key of texts) {
    it(`is reached however long its address is: ${JSON.stringify(key.slice(0, 2))}`, async () => {
      const rows = Array.from({ length: 30 }, (_, at) => {
        return { id: `${key}${10 + at}`, text: `${'字'.repeat(990)}${at % 3}` }
      })
      const compiled = await compileLookup({ key: 'id', sort: ['text'] }, rows)
      for (const path of ['things?limit=4', 'things?limit=4&sort=-text']) {
        const ids = await follow(compiled, path)
        assert.deepEqual([ids.length, new Set(ids)], [30, new Set(rows.map(({ id }) => id))])
      }
    })
  }
})

describe('the choices of a page', () => {
  interface Choice {
    readonly label: string
    readonly count: number
    readonly selected: boolean
    readonly url: string
  }

  async function show({ index, open }: CompiledLookup, path: string): Promise<PageAnswer> {
    const answer = await answerPage(index, open(), '', new URL(path, SITE).searchParams)
    assert.ok(answer !== undefined && 'data' in answer, `nothing is asked by ${path}`)
    return answer
  }

  function choicesOf({ data }: PageAnswer, name: string): Choice[] {
    const { facets }: { facets?: { name: string; values: Choice[] }[] } = JSON.parse(
      JSON.stringify(data),
    )
    return facets?.find((facet) => facet.name === name)?.values ?? []
  }

  it('lead to as many rows as they say, and away again, whatever the values are', async () => {
    const texts = [
      '',
      'a',
      'a,b',
      ',',
      ' x',
      '-x',
      'null',
      '1',
      'é',
      '&',
      'y'.repeat(1000),
      null,
      'z'.repeat(1001),
    ]
    const rows = Array.from({ length: 60 }, (_, at) => ({
      id: at,
      text: texts[at % texts.length],
      items: [at % 3, String(at % 4), `t${at % 2}`].slice(0, at % 4),
      any: [1, '1', 1.5, true, 'true', false, '', null][at % 8],
    }))
    const compiled = await compileLookup({ key: 'id', filter: ['text', 'items', 'any'] }, rows)
    for (const name of ['text', 'items', 'any']) {
      const choices = choicesOf(await show(compiled, '/lookups/things?limit=1'), name)
      assert.ok(choices.length > 3, name)
      for (const { label, count, url } of choices) {
        const chosen = await show(compiled, url)
        assert.equal(chosen.data['total'], count, `${name} ${label}: ${url}`)
        const same = choicesOf(chosen, name).find((choice) => choice.label === label)
        assert.equal(same?.selected, true, `${name} ${label}: ${url}`)
        assert.equal((await show(compiled, same.url)).data['total'], rows.length, same.url)
        for (const other of choicesOf(chosen, name)) {
          const expected = other.label === label ? rows.length : other.count
          assert.equal((await show(compiled, other.url)).data['total'], expected, other.url)
        }
      }
    }
  })
})

describe('a lookup with a thousand columns', () => {
  it('says what is wrong in few words', async () => {
    const names = Array.from({ length: 999 }, (_, at) => `column_with_a_long_name_${at}`)
    const row = Object.fromEntries([['id', 1], ...names.map((name): [string, number] => [name, 1])])
    const compiled = await compileLookup({ key: 'id', filter: names }, [row])
    for (const query of ['colour=1', 'columns=colour', 'sort=colour', 'facets=colour', 'id=5']) {
      const { status, text } = await ask(compiled, `things?${query}`)
      assert.equal(status, 400, text)
      assert.ok(text.length < 4000, `${query}: ${text.length}`)
      assert.match(text, /column_with_a_long_name_0, .* more/)
    }
  })
})
