import assert from 'node:assert/strict'
import { afterEach, before, beforeEach, describe, mock, test } from 'node:test'

import { compileLookup, type CompiledLookup } from '../../tests/lookups.ts'
import { openLookup, type OpenLookup } from './browser-engine.ts'

const PATH = '/_leanto/lookups/things/index.json'

let old: CompiledLookup
let latest: CompiledLookup
before(async () => {
  old = await compileLookup({ key: 'id' }, [{ id: 'a', name: 'old' }])
  latest = await compileLookup({ key: 'id' }, [{ id: 'a', name: 'new' }])
})

/** What the site has now. */
let live: CompiledLookup
/** Paths whose absence a cache of the browser remembers. */
const missed = new Set<string>()
/** What was asked, without the address of the site. */
let asked: string[] = []

let sites = 0
let site = ''

beforeEach(() => {
  // A lookup is opened once for all of a page.
  site = `https://site-${sites++}.example`
  live = old
  asked = []
  missed.clear()
  mock.method(globalThis, 'setTimeout', () => 0)
  mock.method(globalThis, 'fetch', async (url: string, { cache }: RequestInit) => {
    const path = url.slice(site.length)
    asked.push(`${cache} ${path}`)
    if (path === PATH) return Response.json(live.index)
    const file = live.output.files.get(path)
    const isThere = file !== undefined && !(cache === 'force-cache' && missed.has(path))
    return isThere ? new Response(Buffer.from(file)) : new Response(null, { status: 404 })
  })
})
afterEach(() => mock.restoreAll())

const open = (): Promise<OpenLookup> => openLookup({ name: 'things', site })
const askName = (lookup: OpenLookup): Promise<unknown> =>
  lookup.answer(async (engine, { hash }) => [hash, (await engine.get('a'))[0]?.['name']])
const countIndexes = (): number => asked.filter((one) => one.endsWith(PATH)).length

describe('a lookup that is open in a browser', () => {
  test('answers from the files of a later deploy where its own are gone', async () => {
    const lookup = await open()
    live = latest
    assert.deepEqual(await askName(lookup), [latest.index.hash, 'new'])
    assert.equal(countIndexes(), 2)
    // From now on these are its own.
    assert.deepEqual(await askName(lookup), [latest.index.hash, 'new'])
    assert.equal(countIndexes(), 2)
  })

  test('reads its index once as long as its files are there', async () => {
    const lookup = await open()
    assert.deepEqual(await askName(lookup), [old.index.hash, 'old'])
    assert.equal(await open(), lookup)
    assert.deepEqual(await askName(lookup), [old.index.hash, 'old'])
    assert.equal(countIndexes(), 1)
  })

  test('fails where a file is gone and the site has no other, and asks no further', async () => {
    const lookup = await open()
    live = { ...old, output: { ...old.output, files: new Map() } }
    await assert.rejects(askName(lookup), { name: 'GoneError' })
    assert.equal(asked.length, 4)
    live = old
    assert.deepEqual(await askName(lookup), [old.index.hash, 'old'])
  })

  test('asks anew for a file that a cache says is missing', async () => {
    for (const path of old.output.files.keys()) missed.add(path)
    assert.deepEqual(await askName(await open()), [old.index.hash, 'old'])
    assert.equal(countIndexes(), 1)
  })

  test('does not read its index for a question that is wrong', async () => {
    const lookup = await open()
    await assert.rejects(
      lookup.answer(async () => {
        throw new RangeError('wrong')
      }),
      { name: 'RangeError' },
    )
    assert.equal(countIndexes(), 1)
  })
})
