import assert from 'node:assert/strict'
import { before, describe, test, type TestContext } from 'node:test'
import { gzipSync } from 'node:zlib'

import { createMemoryOutput } from '../../tests/memory-output.ts'
import { parsePage } from '../page/build-page.ts'
import {
  buildLookupAssets,
  bundleLookups,
  EMBED_PATH,
  insertLookupScript,
  type LookupScript,
} from './build-assets.ts'

// What a page loads, and what it loads when a visitor comes to an element or to the site's own form, in bytes after gzip.
const MAX_ENTRY = 4_096
const MAX_PANEL = 10_500
const MAX_REGIONS = 18_400
// What only some lookups or some questions have.
const MAX_PART = 12_700

describe('the script of the lookups', () => {
  let script: LookupScript
  before(async () => {
    script = await bundleLookups()
  })

  const measure = (context: TestContext, name: string): number => {
    const bytes = gzipSync(script.files.get(name) ?? '', { level: 9 }).length
    context.diagnostic(`${name}: ${bytes} bytes after gzip`)
    return bytes
  }

  test('is small where nobody asks', (context) => {
    assert.ok(measure(context, script.entry) <= MAX_ENTRY)
  })

  test('is small where somebody asks an element', (context) => {
    assert.ok(measure(context, script.panel) <= MAX_PANEL)
  })

  test('is small where somebody asks on a page of the site', (context) => {
    assert.ok(measure(context, script.regions) <= MAX_REGIONS)
  })

  test('has what few questions need in files of their own', (context) => {
    const known = new Set([script.entry, script.panel, script.regions])
    const parts = [...script.files.keys()].filter((name) => !known.has(name))
    assert.ok(parts.length > 6)
    for (const name of parts) assert.ok(measure(context, name) <= MAX_PART, name)
  })

  test('loads only files that are there, from beside it', () => {
    const loaded = [...script.files.values()].flatMap((text) =>
      [...text.matchAll(/import\("([^"]+)"\)/g)].map(([, path = '']) => path),
    )
    assert.ok(loaded.length > 10)
    for (const path of loaded) assert.ok(script.files.has(path.replace(/^\.\//, '')), path)
  })

  test('writes no markup and runs no text, which strict policies of other sites forbid', () => {
    for (const name of [script.entry, script.panel])
      assert.doesNotMatch(
        script.files.get(name) ?? '',
        /innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
      )
  })

  test('is the same whenever it is made, and names its files by what they hold', async () => {
    const again = await bundleLookups()
    assert.deepEqual(again, script)
    for (const name of script.files.keys()) assert.match(name, /^(lookup|part)\.[0-9a-f]{8}\.js$/)
  })

  test('is written below the folder of the lookups, also under the name that other sites know', async () => {
    const output = createMemoryOutput()
    const { script: path } = await buildLookupAssets(output)
    assert.equal(path, `/_leanto/lookups/${script.entry}`)
    assert.equal(output.text(path), script.files.get(script.entry))
    assert.equal(output.text(EMBED_PATH), script.files.get(script.entry))
    assert.equal(EMBED_PATH, '/_leanto/lookups/embed.js')
    assert.equal(output.files.size, script.files.size + 1)
  })
})

describe('insertLookupScript', () => {
  const path = '/_leanto/lookups/lookup.0123abcd.js'
  const tag = `<script type="module" src="${path}"></script>`
  const cases: readonly (readonly [says: string, source: string, result: string])[] = [
    [
      'gives a page with the element its script',
      '<head><title>x</title></head><leanto-lookup src="/lookups/x"></leanto-lookup>',
      `<head>${tag}<title>x</title></head><leanto-lookup src="/lookups/x"></leanto-lookup>`,
    ],
    [
      'gives a page with a region its script',
      '<head><title>x</title></head><div data-leanto="lookup:x"></div>',
      `<head>${tag}<title>x</title></head><div data-leanto="lookup:x"></div>`,
    ],
    [
      'leaves other pages alone',
      '<p>leanto-lookup<div data-leanto="search"></div>',
      '<p>leanto-lookup<div data-leanto="search"></div>',
    ],
    [
      'leaves a page alone whose element is only in a template',
      '<template><leanto-lookup></leanto-lookup></template>',
      '<template><leanto-lookup></leanto-lookup></template>',
    ],
    [
      'adds no second script',
      `${tag}<leanto-lookup></leanto-lookup>`,
      `${tag}<leanto-lookup></leanto-lookup>`,
    ],
  ]
  for (const [says, source, result] of cases)
    test(says, () => {
      const page = parsePage('index.html', source)
      insertLookupScript(page, path)
      assert.equal(page.edits.toString(), result)
    })
})
