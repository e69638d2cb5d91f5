import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { buildIndex } from '../../tests/search-index.ts'
import { createMemoryOutput } from '../../tests/memory-output.ts'
import { parsePage } from '../page/build-page.ts'
import { extractPage, type SearchPage } from './build-extract.ts'
import { createSearchBuild, linkSearchIndex } from './build.ts'
import { openFilter, openSort } from './column.ts'
import { filterPath, placesPath, shardOf, shardPath, sortPath } from './format.ts'
import { readPlaces } from './places.ts'
import { readPostings } from './postings.ts'
import { findTerm, MAX_SHARD_BYTES, openShard, scanTerms, splitKey, titleKey } from './shard.ts'

const PAGES = {
  'a.html': '<title>A one - My site</title><p>apple</p>',
  'b.html': '<title>B two - My site</title><p>banana</p>',
  'c.html': '<title>C three - My site</title><p>cherry</p>',
}

const PAGE: SearchPage = {
  url: '/',
  language: 'en',
  title: 'Page',
  isTabTitle: false,
  description: '',
  marksBody: false,
  private: false,
  image: undefined,
  meta: {},
  filters: {},
  sorts: {},
  sections: [{ anchor: '', title: '', pieces: [] }],
}

/** Builds from pages as they are extracted, each with what the rest lack. */
async function buildPages(pages: readonly Partial<SearchPage>[]) {
  const build = createSearchBuild()
  for (const page of pages) build.add({ ...PAGE, ...page })
  const output = createMemoryOutput()
  const { indexes } = await build.finish(output)
  const [index] = indexes
  assert.ok(index)
  return { index, output }
}

function withText(number: number, text: string): Partial<SearchPage> {
  const url = `/${String(number).padStart(6, '0')}`
  return { url, title: '', sections: [{ anchor: '', title: '', pieces: [{ text, weight: 1 }] }] }
}

describe('a search build', () => {
  test('gives the same bytes whatever order the pages come in', async () => {
    const one = await buildIndex(PAGES)
    const other = await buildIndex(Object.fromEntries(Object.entries(PAGES).toReversed()))
    assert.deepEqual(one.files, other.files)
    assert.deepEqual(one.indexes, other.indexes)
  })

  test('takes extracted pages like parsed ones', async () => {
    const { files } = await buildIndex(PAGES)
    const build = createSearchBuild()
    for (const [file, html] of Object.entries(PAGES)) build.add(extractPage(parsePage(file, html)))
    const output = createMemoryOutput()
    await build.finish(output)
    assert.deepEqual(output.files, files)
  })

  test('writes the root as a file, too', async () => {
    const { files, paths, index } = await buildIndex(PAGES)
    const [path = ''] = paths
    assert.match(path, /^\/_leanto\/search\/en\/root\.[0-9a-f]{10}\.json$/)
    assert.deepEqual(JSON.parse(new TextDecoder().decode(files.get(path))), index)
  })

  test('makes an index for each language, and one that is apart for private pages', async () => {
    const { indexes, paths, files } = await buildIndex({
      'a.html': '<html lang="de"><p>Äpfel und Birnen</p>',
      'b.html': '<html lang="de"><p>Kirschen</p>',
      'c.html': '<html lang="fr"><p>les pommes</p>',
      'd.html': '<html lang="de"><meta name="leanto-search" content="private"><p>Quitten</p>',
    })
    const described = indexes.map(({ name, language, pages }, at) => [
      name,
      language,
      pages,
      paths[at]?.replace(/root.*/, ''),
    ])
    assert.deepEqual(described, [
      ['de', 'de', 2, '/_leanto/search/de/'],
      ['fr', 'fr', 1, '/_leanto/search/fr/'],
      ['de-private', 'de', 1, '/_leanto/private/search/de-private/'],
    ])
    for (const path of files.keys()) {
      if (path.startsWith('/_leanto/search/')) {
        assert.ok(!Buffer.from(files.get(path) ?? '').includes('quitt'), path)
      }
    }
  })

  test('of a site without pages gives an empty index', async () => {
    const { index } = await buildIndex({})
    assert.equal(index.pages, 0)
  })

  test('reports what it wrote', async () => {
    const { report, files } = await buildIndex({ ...PAGES, '404.html': '<p>Not here.</p>' })
    assert.deepEqual([report.pages, report.skipped], [3, 1])
    assert.equal(report.files, files.size)
    assert.equal(
      report.bytes,
      files.values().reduce((sum, { length }) => sum + length, 0),
    )
  })

  test('finds each title under its word that fewest titles have', async () => {
    const { index, output } = await buildPages([
      { url: '/a', title: 'Create index' },
      { url: '/b', title: 'Create table' },
      { url: '/c', title: 'Create Table' },
    ])
    const key = titleKey('tabl', ['create', 'table'])
    const shard = openShard(await output.read(shardPath(index, shardOf(index.shards, key))))
    const pages: number[] = []
    readPostings(findTerm(shard, key)?.postings ?? new Uint8Array(), Infinity, (page) =>
      pages.push(page),
    )
    assert.deepEqual(pages, [1, 2])
  })
})

describe('places', () => {
  async function placesOf(pages: readonly Partial<SearchPage>[], form: string) {
    const { index, output } = await buildPages(pages)
    const shard = openShard(await output.read(placesPath(index, shardOf(index.places, form))))
    const term = findTerm(shard, form)
    const found: (readonly [page: number, section: number, positions: readonly number[]])[] = []
    readPlaces(term?.postings ?? new Uint8Array(), (page, section, positions) =>
      found.push([page, section, positions]),
    )
    return { found, count: term?.count }
  }

  test('count from the title on, with a gap before each text', async () => {
    const page: Partial<SearchPage> = {
      title: 'Two rooms',
      description: 'Some rooms.',
      sections: [
        {
          anchor: '',
          title: '',
          pieces: [
            { text: 'Rooms here', weight: 1 },
            { text: 'and rooms there', weight: 2 },
          ],
        },
        { anchor: 'more', title: 'More rooms', pieces: [{ text: 'rooms', weight: 1 }] },
      ],
    }
    const { found, count } = await placesOf([page], 'rooms')
    assert.deepEqual(found, [
      [0, 0, [1, 19, 36, 39]],
      [0, 1, [1, 18]],
    ])
    assert.equal(count, 2)
  })

  test('of a form keep to 255 in a section', async () => {
    const { found } = await placesOf([withText(0, 'word '.repeat(300))], 'word')
    assert.equal(found[0]?.[2].length, 255)
  })

  test('of a very common form are those of its best sections', async () => {
    const pages = Array.from({ length: 1200 }, (_, at) => ({
      ...withText(at, `n${at} ${'word and '.repeat(40)}`),
      ...(at % 10 === 0 ? { title: `Word ${at}` } : {}),
    }))
    const { found, count } = await placesOf(pages, 'word')
    assert.equal(count, 1200)
    assert.ok(found.length < 1200)
    assert.equal(found.filter(([page]) => page % 10 === 0).length, 120)
  })
})

describe('columns', () => {
  test('have the values of each page', async () => {
    const { index, output } = await buildPages([
      { url: '/a', filters: { tag: ['x', 'b'], constructor: ['c'] } },
      { url: '/b' },
      { url: '/c', filters: { tag: ['b', 'b'] } },
    ])
    assert.deepEqual(
      index.filters.map(({ name }) => name),
      ['constructor', 'tag'],
    )
    const { values, of } = openFilter(await output.read(filterPath(index, 'tag') ?? ''))
    assert.deepEqual(
      [0, 1, 2, 3].map((page) => of(page).map((value) => values[value])),
      [['b', 'x'], [], ['b'], []],
    )
    assert.equal(filterPath(index, 'other'), undefined)
  })

  const SORTS: readonly (readonly [why: string, values: readonly string[], ranks: number[]])[] = [
    ['numbers by what they are worth', ['10', '9', '-1.5', '9'], [3, 2, 1, 2]],
    ['texts by their code units', ['10', '9', 'b', 'B'], [1, 2, 4, 3]],
    ['pages without a value as 0', ['2', '', '1'], [2, 0, 1]],
  ]
  for (const [why, values, ranks] of SORTS) {
    test(`rank ${why}`, async () => {
      const { index, output } = await buildPages(
        values.map((value, at) => ({
          url: `/${at}`,
          title: `Page ${at}`,
          sorts: value === '' ? {} : { by: value },
        })),
      )
      assert.deepEqual([...openSort(await output.read(sortPath(index, 'by') ?? ''))], ranks)
    })
  }
})

describe('files', () => {
  test('are few and within their limit however many words a site has', async () => {
    // Every page has words of its own, and all have some.
    const pages = Array.from({ length: 300 }, (_, at) => {
      const own = Array.from({ length: 60 }, (__, word) => `w${(at * 60 + word).toString(36)}`)
      return withText(at, `${own.join(' ')} common words of all pages`)
    })
    const { output } = await buildPages(pages)
    const sizes = [...output.files].map(([path, { length }]) => ({ path, length }))
    assert.ok(sizes.length < 60, `${sizes.length} files`)
    for (const { path, length } of sizes) assert.ok(length <= MAX_SHARD_BYTES, `${path}: ${length}`)
  })

  test('keep the terms of a stem together, with all its forms and titles', async () => {
    const pages = Array.from({ length: 900 }, (_, at) => {
      const stem = `room${String.fromCharCode(97 + (at % 26), 97 + at / 26)}`
      return { ...withText(at, `${stem} ${stem}s ${stem}ing ${stem}ed`), title: `The ${stem}` }
    })
    const { index, output } = await buildPages(pages)
    assert.ok(index.shards.bounds.length > 2)
    const shards = new Map<string, Set<number>>()
    for (const shard of index.shards.bounds.keys()) {
      scanTerms(openShard(await output.read(shardPath(index, shard))), '', ({ key }) => {
        const { stem } = splitKey(key)
        const found = shards.get(stem) ?? new Set()
        shards.set(stem, found.add(shard))
        assert.equal(shardOf(index.shards, key), shard)
        assert.equal(shardOf(index.shards, stem), shard)
        return true
      })
    }
    assert.ok(shards.values().every(({ size }) => size === 1))
  })
})

describe('linkSearchIndex', () => {
  const LINK = '<link rel="leanto-search" href="/r" hreflang="de">'
  const HEADS: readonly (readonly [html: string, linked: string])[] = [
    ['<head><title>x</title></head><p>', `<head>${LINK}<title>x</title></head><p>`],
    ['<head><title>x</title><body><p>', `<head>${LINK}<title>x</title><body><p>`],
    ['<title>x</title><p>', `${LINK}<title>x</title><p>`],
  ]
  for (const [html, linked] of HEADS) {
    test(`names the index in ${html}`, () => {
      const page = parsePage('a.html', html)
      linkSearchIndex(page, '/r', 'de')
      assert.equal(page.edits.toString(), linked)
    })
  }
})
