/** The golden index of version 2: readers must go on reading it, and the writer must go on writing it. */
import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'

import { FormatError } from '../../toolkit/core/errors.ts'
import type { ReadFile } from '../../toolkit/core/read.ts'
import { createEngine, type SearchEngine } from '../../toolkit/search/engine.ts'
import { parseSearchIndex } from '../../toolkit/search/format.ts'
import { STEMS } from '../../toolkit/search/build-stems.ts'
import { stemFor } from '../../toolkit/search/stem.ts'
import { buildIndex } from '../search-index.ts'
import { OWNER, PAGES, QUERIES } from './search-2.pages.ts'

const FOLDER = join(import.meta.dirname, 'search-2')
const COMPILED = '/_leanto/'
const ANSWERS = 'answers.json'
const FILTERED = { query: '', options: { filters: { kind: ['animal', 'document'] }, facets: true } }
const SORTED = { query: 'the', options: { sort: { by: 'year', descending: false } } }

const read: ReadFile = async (path) => readFile(join(FOLDER, path.slice(COMPILED.length)))

async function openGolden(): Promise<SearchEngine> {
  const files = await readdir(join(FOLDER, 'search/en'))
  const name = files.find((file) => file.startsWith('root.')) ?? ''
  const root: unknown = JSON.parse(await readFile(join(FOLDER, 'search/en', name), 'utf8'))
  const index = parseSearchIndex(root)
  return createEngine(index, read, stemFor(STEMS, index.language))
}

async function ask(engine: SearchEngine): Promise<unknown> {
  const asked = [...QUERIES.map((query) => ({ query, options: {} })), FILTERED, SORTED]
  const answers = await Promise.all(
    asked.map(({ query, options }) => engine.search(query, options)),
  )
  return JSON.parse(JSON.stringify(answers))
}

/** Writes what the present code makes, when asked to: a version's golden is written once. */
async function writeGolden(): Promise<void> {
  const { files, engine } = await buildIndex(PAGES, { owner: OWNER })
  await rm(FOLDER, { recursive: true, force: true })
  for (const [path, bytes] of files) {
    const file = join(FOLDER, path.slice(COMPILED.length))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
  }
  await writeFile(join(FOLDER, ANSWERS), `${JSON.stringify(await ask(engine), undefined, 2)}\n`)
}

describe('a search index of version 2', async () => {
  if (process.env['WRITE_GOLDEN'] === 'search-2') await writeGolden()
  const answers: unknown = JSON.parse(await readFile(join(FOLDER, ANSWERS), 'utf8'))
  const golden = await openGolden()

  test('is read as it was when it was published', async () => {
    assert.deepEqual(await ask(golden), answers)
  })

  test('is written with the same bytes', async () => {
    const { files } = await buildIndex(PAGES, { owner: OWNER })
    const entries = await readdir(FOLDER, { recursive: true, withFileTypes: true })
    const kept = entries
      .filter((entry) => entry.isFile() && entry.name !== ANSWERS)
      .map((entry) => join(entry.parentPath, entry.name).replace(`${FOLDER}/`, COMPILED))
    assert.deepEqual([...files.keys()].toSorted(), kept.toSorted())
    for (const [path, bytes] of files) {
      assert.deepEqual(
        await readFile(join(FOLDER, path.slice(COMPILED.length))),
        Buffer.from(bytes),
      )
    }
  })

  test('has files of every kind', () => {
    const { codes, filters, sorts, places, synonyms, pins } = golden.index
    assert.ok(
      codes.length > 0 && filters.length > 0 && sorts.length > 0 && places.bounds.length > 0,
    )
    assert.deepEqual(
      [Object.keys(synonyms), Object.keys(pins)],
      [['ship', 'vessel'], ['opening hours']],
    )
  })
})

test('a search index of version 1 is refused', () => {
  const root = {
    version: 1,
    language: 'en',
    pages: 1,
    shards: { bounds: ['\u0002'], hashes: '0ab0430e60' },
    reversed: { bounds: ['a'], hashes: '28ec6bdbc3' },
    packs: { counts: [1], hashes: '382dbca8ec' },
  }
  assert.throws(
    () => parseSearchIndex(root),
    (error) =>
      error instanceof FormatError &&
      error.message === 'expected a search index of version 2, got 1',
  )
})
