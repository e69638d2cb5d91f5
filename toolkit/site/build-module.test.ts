import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'

import { createPartScene } from '../../tests/lookup-parts.ts'
import type { SearchIndex } from '../search/format.ts'
import { stemFor } from '../search/stem.ts'
import { writeSiteModule } from './build-module.ts'
import type { Site, SiteData } from './format.ts'

const INDEX: SearchIndex = {
  version: 2,
  name: 'en',
  language: 'en',
  private: false,
  pages: 0,
  sections: 0,
  shards: { bounds: [], hashes: '' },
  reversed: { bounds: [], hashes: '' },
  places: { bounds: [], hashes: '' },
  packs: { counts: [], hashes: '' },
  codes: '',
  bytes: 0,
  filters: [],
  sorts: [],
  synonyms: {},
  pins: {},
}

function siteOf(...languages: readonly string[]): SiteData {
  const search = languages.map((language) => ({ ...INDEX, language }))
  return { url: 'https://example.org/"', regions: {}, forms: {}, search, lookups: {} }
}

async function temporaryFile(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leanto-module-'))
  context.after(() => rm(folder, { recursive: true }))
  return join(folder, '.leanto', 'site.mjs')
}

async function load(file: string): Promise<Site> {
  const { site }: { site: Site } = await import(pathToFileURL(file).href)
  return site
}

describe('the module of a site', () => {
  test('says what the build found, with the stemmers of the languages that are searched', async (context) => {
    const file = await temporaryFile(context)
    const data = siteOf('de-AT', 'nb', 'nn', 'ja', 'de')
    await writeSiteModule(file, data)
    const { stems, ...rest } = await load(file)
    assert.deepEqual(rest, data)
    assert.deepEqual(Object.keys(stems), ['de', 'no'])
    assert.equal(stemFor(stems, 'de')('hausern'), 'haus')
    assert.equal(stemFor(stems, 'ja')('hausern'), 'hausern')
  })

  test('needs no stemmer where nothing is searched', async (context) => {
    const file = await temporaryFile(context)
    await writeSiteModule(file, siteOf())
    assert.deepEqual((await load(file)).stems, {})
  })

  test('brings the engine for D1 only where a lookup is kept there', async (context) => {
    const { open } = createPartScene({ key: 'id' }, [], [])
    const { index } = open({})
    for (const store of ['files', 'd1'] as const) {
      const file = await temporaryFile(context)
      await writeSiteModule(file, { ...siteOf(), lookups: { things: { ...index, store } } })
      assert.equal(typeof (await load(file)).openD1, store === 'd1' ? 'function' : 'undefined')
    }
  })

  test('stays untouched where it says the same', async (context) => {
    const file = await temporaryFile(context)
    await writeSiteModule(file, siteOf('en'))
    const before = await stat(file, { bigint: true })
    await writeSiteModule(file, siteOf('en'))
    assert.equal((await stat(file, { bigint: true })).mtimeNs, before.mtimeNs)
  })
})
