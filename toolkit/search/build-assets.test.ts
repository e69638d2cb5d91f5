import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test, type TestContext } from 'node:test'
import { gzipSync } from 'node:zlib'

import { createMemoryOutput } from '../../tests/memory-output.ts'
import { parsePage } from '../page/build-page.ts'
import {
  buildSearchAssets,
  bundleSearch,
  insertSearchScript,
  type SearchScript,
} from './build-assets.ts'

// What a page loads, and what it loads when a visitor begins to search in English, in bytes after gzip.
const MAX_ENTRY = 3_110
const MAX_ANSWER = 13_000

describe('the script of the search', () => {
  let script: SearchScript
  before(async () => {
    script = await bundleSearch()
  })

  const measure = (context: TestContext, name: string): number => {
    const bytes = gzipSync(script.files.get(name) ?? '', { level: 9 }).length
    context.diagnostic(`${name}: ${bytes} bytes after gzip`)
    return bytes
  }

  test('is small where nobody searches', (context) => {
    assert.ok(measure(context, script.entry) <= MAX_ENTRY)
  })

  test('is small where somebody searches', (context) => {
    assert.ok(measure(context, script.answer) <= MAX_ANSWER)
  })

  test('has only the stemmers of the languages that it is made for', async () => {
    const { files } = await bundleSearch(['en', 'de-AT'])
    const stems = await readdir(join(import.meta.dirname, 'stems'))
    // One file stands for those of the other languages.
    assert.equal(files.size, script.files.size - stems.length + 2 + 1)
  })

  test('leaves what only text beyond plain words needs to one part', () => {
    const large = [...script.files].filter(([, text]) => text.includes('sc=Han'))
    assert.equal(large.length, 1)
    assert.notEqual(large[0]?.[0], script.answer)
  })

  test('loads only files that are there, from beside it', () => {
    const loaded = [...script.files.values()].flatMap((text) =>
      [...text.matchAll(/import\("([^"]+)"\)/g)].map(([, path = '']) => path),
    )
    assert.ok(loaded.length > 10)
    for (const path of loaded) assert.ok(script.files.has(path.replace(/^\.\//, '')), path)
  })

  test('is the same whenever it is made, and names its files by what they hold', async () => {
    const again = await bundleSearch()
    assert.deepEqual(again, script)
    for (const name of script.files.keys()) assert.match(name, /^(search|part)\.[0-9a-f]{8}\.js$/)
  })

  test('is written below the folder of the index', async () => {
    const output = createMemoryOutput()
    const { script: path } = await buildSearchAssets(output)
    assert.equal(path, `/_leanto/search/${script.entry}`)
    assert.equal(output.text(path), script.files.get(script.entry))
    assert.equal(output.files.size, script.files.size)
  })
})

describe('insertSearchScript', () => {
  const path = '/_leanto/search/search.0123abcd.js'
  const tag = `<script type="module" src="${path}"></script>`
  const cases: readonly (readonly [says: string, source: string, result: string])[] = [
    [
      'gives a page with the element its script',
      '<head><title>x</title></head><leanto-search></leanto-search>',
      `<head>${tag}<title>x</title></head><leanto-search></leanto-search>`,
    ],
    ['leaves other pages alone', '<p>leanto-search', '<p>leanto-search'],
    [
      'leaves a page alone whose element is only in a template',
      '<template><leanto-search></leanto-search></template>',
      '<template><leanto-search></leanto-search></template>',
    ],
    [
      'adds no second script',
      `${tag}<leanto-search></leanto-search>`,
      `${tag}<leanto-search></leanto-search>`,
    ],
  ]
  for (const [says, source, result] of cases)
    test(says, () => {
      const page = parsePage('index.html', source)
      insertSearchScript(page, path)
      assert.equal(page.edits.toString(), result)
    })
})
