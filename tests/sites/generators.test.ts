/** Sites of other generators are searched as they are: nothing of their pages was written for it. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { openSearch } from '../../toolkit/cli/search-folder.ts'
import type { SearchEngine, SearchHit } from '../../toolkit/search/engine.ts'
import { buildSite } from '../../toolkit/site/build.ts'
import { GENERATORS } from './generators.ts'

/** What is asked, the page that must come first, and the section that must be shown of it. */
const ASKED: readonly (readonly [query: string, page: RegExp, section?: string])[] = [
  ['autolyse', /^\/country-loaf/, 'Mixing and autolyse'],
  ['hooch', /^\/starter/, 'Storing it cold'],
  ['pink streaks', /^\/starter/, 'Reviving a neglected starter'],
  ['kinds of flour', /^\/flour/],
  ['spelt', /^\/flour/, 'Spelt'],
  ['thermometers', /^\/oven/],
  ['--preheat', /^\/oven/, 'Baking stones'],
  ['thermomter', /^\/oven/],
  ['"rye has little gluten"', /^\/flour/, 'Rye'],
  ['over-proofed', /^\/troubles/, 'The loaf is flat'],
  ['when it goes wrong', /^\/troubles/],
]

/** Words that only the theme says, on every page or beside the text. */
const FURNITURE = ['Eleventy', 'VitePress', 'Hexo', 'Doe', 'Menu', 'Previous', 'Archives', 'RSS']

for (const { name, build } of GENERATORS) {
  describe(`a site of ${name}`, () => {
    let project = ''
    let folder = ''
    let engine: SearchEngine | undefined

    before(async () => {
      project = await mkdtemp(join(tmpdir(), 'leanto-generator-'))
      folder = await build(project)
      const paths = { project, lookups: join(project, 'lookups'), module: join(project, 'site.js') }
      await buildSite({ folder, paths })
      const opened = await openSearch(folder)
      engine = opened.engines[0]
    })
    after(() => rm(project, { recursive: true }))

    const search = async (query: string): Promise<readonly SearchHit[]> =>
      (await engine?.search(query))?.results ?? []

    for (const [query, page, section] of ASKED) {
      test(`finds ${query}`, async () => {
        const [first] = await search(query)
        assert.match(first?.url ?? 'nothing', page)
        if (section !== undefined)
          assert.ok(
            first?.sections.some(({ title }) => title === section),
            JSON.stringify(first),
          )
      })
    }

    test('calls pages by their own names', async () => {
      const [first] = await search('hooch')
      assert.equal(first?.title, 'Keeping a sourdough starter')
    })

    test('leads to sections that are on the page', async () => {
      for (const [query] of ASKED) {
        for (const { url } of (await search(query)).flatMap(({ sections }) => sections)) {
          const [path = '', anchor = ''] = url.split('#')
          assert.match(await readPage(path), new RegExp(`id="${decodeURIComponent(anchor)}"`))
        }
      }
    })

    test('finds nothing by what surrounds the text', async () => {
      for (const word of FURNITURE) assert.deepEqual(await search(`"${word}"`), [], word)
    })

    async function readPage(path: string): Promise<string> {
      const file = join(folder, path)
      return readFile(path.endsWith('/') ? join(file, 'index.html') : `${file}.html`, 'utf8')
    }
  })
}
