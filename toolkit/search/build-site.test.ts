import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { parsePage } from '../page/build-page.ts'
import { extractPage, type SearchPage } from './build-extract.ts'
import { selectPages, type IndexPages } from './build-site.ts'

/** The indexes of a site, from the HTML of its pages by their files. */
function select(files: Readonly<Record<string, string>>): IndexPages[] {
  return selectPages(
    Object.entries(files).flatMap(([file, html]) => extractPage(parsePage(file, html)) ?? []),
  )
}

function urlsOf(files: Readonly<Record<string, string>>): string[] {
  return select(files).flatMap(({ pages }) => pages.map(({ url }) => url))
}

function titlesOf(files: Readonly<Record<string, string>>): string[] {
  return select(files).flatMap(({ pages }) => pages.map(({ title }) => title))
}

function textOf({ sections }: SearchPage): string {
  return sections
    .flatMap(({ title, pieces }) => [title, ...pieces.map(({ text }) => text)])
    .filter((text) => text !== '')
    .join(' ')
}

/** A site of so many pages, each with the same markup around a text of its own. */
function repeat(count: number, pageOf: (number: number) => string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`p${at}.html`, pageOf(at)] as const),
  )
}

describe('the indexes of a site', () => {
  test('are one for each language, private pages apart, in a fixed order', () => {
    const files = {
      'a.html': '<html lang="de"><main>a',
      'b.html': '<html lang="EN"><main>b',
      'c.html': '<html lang="de"><main>c',
      'd.html': '<html lang="pt-BR"><main>d',
      'e.html': '<html lang="de" data-leanto-search="private"><main>e',
      'f.html': '<main>without a language',
      'g.html': '<html lang="und"><main>of an unknown one',
    }
    const expected = [
      { name: 'de', language: 'de', private: false, urls: ['/a', '/c', '/f', '/g'] },
      { name: 'en', language: 'en', private: false, urls: ['/b'] },
      { name: 'pt-br', language: 'pt-br', private: false, urls: ['/d'] },
      { name: 'de-private', language: 'de', private: true, urls: ['/e'] },
    ]
    const reversed = Object.fromEntries(Object.entries(files).toReversed())
    for (const site of [files, reversed])
      assert.deepEqual(
        select(site).map(({ pages, ...index }) => ({
          ...index,
          urls: pages.map(({ url }) => url),
        })),
        expected,
      )
  })

  test('are an empty one for a site without pages', () => {
    assert.deepEqual(selectPages([]), [{ name: 'en', language: 'en', private: false, pages: [] }])
  })

  test('keep to the pages that mark their searched part, once one does', () => {
    assert.deepEqual(urlsOf({ 'a.html': 'out', 'b.html': '<p data-leanto-search>in' }), ['/b'])
  })
})

describe('titles', () => {
  test('lose the site’s name at the end, where it is that of several tabs', () => {
    const named = repeat(3, (at) => `<title>Page ${at} - My site</title>text ${at}`)
    assert.deepEqual(titlesOf({ ...named, 'q.html': '<title>A - B</title>text' }), [
      'Page 0',
      'Page 1',
      'Page 2',
      'A - B',
    ])
  })

  test('lose it in brackets, too, where most pages have it', () => {
    const named = repeat(4, (at) => `<title>Page ${at} (Manual (version 7))</title>text ${at}`)
    assert.deepEqual(titlesOf(named), ['Page 0', 'Page 1', 'Page 2', 'Page 3'])
    const kinds = repeat(9, (at) => `<title>Page ${at}${at < 3 ? ' (part)' : ''}</title>text ${at}`)
    assert.equal(titlesOf(kinds)[0], 'Page 0 (part)')
  })

  test('are never the name that most pages have', () => {
    const logo = repeat(4, (at) => `<title>Page ${at}</title><h1>My site</h1><p>text ${at}`)
    assert.deepEqual(titlesOf(logo), ['Page 0', 'Page 1', 'Page 2', 'Page 3'])
    const shared = repeat(
      4,
      (at) =>
        `<title>Page ${at} · My site</title><meta property="og:title" content="My site">${at}`,
    )
    assert.deepEqual(titlesOf(shared), ['Page 0', 'Page 1', 'Page 2', 'Page 3'])
  })

  test('lose it also where it was the first heading of every page', () => {
    const both = repeat(
      4,
      (at) => `<title>Page ${at} - My site</title><h1>My site</h1><p>text ${at}`,
    )
    assert.deepEqual(titlesOf(both), ['Page 0', 'Page 1', 'Page 2', 'Page 3'])
  })

  test('are what is left where there is no other', () => {
    assert.deepEqual(
      titlesOf(repeat(4, (at) => `<h1>My site</h1><p>text ${at}`)),
      Array.from({ length: 4 }, () => 'My site'),
    )
  })
})

test('what all pages share is no description and no image of one', () => {
  const pages = repeat(
    4,
    (
      at,
    ) => `<meta name="description" content="A site."><meta property="og:image" content="/all.png">
      <main><p>text ${at}</p><img src="/${at}.png"></main>`,
  )
  const found = select(pages)[0]?.pages.map(({ description, image }) => [description, image?.src])
  assert.deepEqual(
    found,
    [0, 1, 2, 3].map((at) => ['', `/${at}.png`]),
  )
})

describe('duplicates', () => {
  const CASES: readonly (readonly [
    why: string,
    files: Readonly<Record<string, string>>,
    urls: readonly string[],
  ])[] = [
    [
      'give way to the shortest path',
      { 'aa/b.html': '<h1>T</h1>x', 'a/b.html': '<h1>T</h1>x', 'c/b.html': '<h1>T</h1>x' },
      ['/a/b'],
    ],
    [
      'give way to the canonical one',
      {
        'a.html': '<h1>T</h1>x',
        'long.html': '<link rel="canonical" href="/long"><h1>T</h1>x',
      },
      ['/long'],
    ],
    [
      'are none with another title, text or filter',
      {
        'a.html': '<h1>T</h1>x',
        'b.html': '<h1>T2</h1>x',
        'c.html': '<h1>T</h1>y',
        'd.html': '<h1 data-leanto-filter="version:2">T</h1>x',
      },
      ['/a', '/b', '/c', '/d'],
    ],
    [
      'are those that name another page, however it is written',
      {
        'a/index.html': '<link rel="canonical" href="https://example.org/a/">one',
        'b.html': '<link rel="canonical" href="https://example.org/a/index.html">two',
        'c.html': '<link rel="canonical" href="/a">three',
        'd.html': '<p>four',
        'e.html': '<p>five',
        'f.html': '<p>six',
      },
      ['/a/', '/d', '/e', '/f'],
    ],
    [
      'are none of a page of another site, or of none',
      {
        'index.html': '<link rel="canonical" href="https://example.org/">home',
        'a.html': '<link rel="canonical" href="https://example.org/a">one',
        'b.html': '<link rel="canonical" href="https://other.example/a">two',
        'c.html': '<link rel="canonical" href="/gone">three',
      },
      ['/', '/a', '/b', '/c'],
    ],
    [
      'are none where two pages name each other',
      {
        'a.html': '<link rel="canonical" href="/b">one',
        'b.html': '<link rel="canonical" href="/a">two',
      },
      ['/a', '/b'],
    ],
    [
      'are none where a template names one page for all',
      {
        'index.html': '<link rel="canonical" href="/">home',
        'a.html': '<link rel="canonical" href="/">one',
        'b.html': '<link rel="canonical" href="/">two',
      },
      ['/', '/a', '/b'],
    ],
  ]
  for (const [why, files, urls] of CASES)
    test(why, () => {
      assert.deepEqual(urlsOf(files), urls)
    })
})

test('text keeps its weight in an index, and its blocks are parted by blanks', () => {
  const [index] = select({ 'a.html': '<p>a</p><p>b <b data-leanto-weight="2">c</b></p><p>d</p>' })
  assert.deepEqual(index?.pages[0]?.sections[0]?.pieces, [
    { text: 'a b', weight: 1 },
    { text: 'c', weight: 2 },
    { text: 'd', weight: 1 },
  ])
})

describe('what repeats on many pages', () => {
  const furniture = (at: number): string => `<div><b>Our shop</b><ul><li><a href="/">Start</a>
    <li><a href="/x">Contact us</a></ul></div><h1>Page ${at}</h1><h2>Ingredients</h2>
    <p>Mix them.</p><pre>npm i</pre><table><tr><td>salt<td>1 g</table><p>Only here: ${at}</p>`

  test('is left out where it is made of links or short, and never code, rows, sentences and headings', () => {
    const pages = select(repeat(8, furniture))[0]?.pages ?? []
    const kept = 'Ingredients Mix them. npm i salt 1 g Only here:'
    assert.deepEqual(pages.map(textOf), [
      `Our shop ${kept} 0`,
      ...[1, 2, 3, 4, 5, 6, 7].map((at) => `${kept} ${at}`),
    ])
  })

  test('stays on a site of few pages', () => {
    for (const { pages } of select(repeat(7, furniture)))
      for (const page of pages) assert.match(textOf(page), /^Our shop Start Contact us/)
  })

  test('stays where it is on fewer pages than a third', () => {
    const some = (at: number): string =>
      `<p>${at < 5 ? 'Now and then' : 'word'}</p>Only here: ${at}`
    const pages = select(repeat(15, some))[0]?.pages ?? []
    assert.equal(pages.filter((page) => textOf(page).startsWith('Now and then')).length, 5)
  })

  test('is kept by the page with the shortest path', () => {
    const files = { ...repeat(8, (at) => `<p>Our shop</p>${at}`), 'q.html': '<p>Our shop</p>q' }
    const pages = select(files)[0]?.pages ?? []
    assert.deepEqual(
      pages.filter((page) => textOf(page).includes('Our shop')).map(({ url }) => url),
      ['/q'],
    )
  })

  test('is counted by pages', () => {
    const some = (at: number): string =>
      `${'<p>Again</p>'.repeat(at < 2 ? 4 : 0)}<p>Only here: ${at}</p>`
    const pages = select(repeat(9, some))[0]?.pages ?? []
    assert.equal(pages.filter((page) => textOf(page).startsWith('Again Again Again')).length, 2)
  })

  test('is found in one folder of a large site, too', () => {
    const files = repeat(100, (at) => `<p>Only here: ${at}</p>`)
    for (let at = 0; at < 20; at++)
      files[`docs/${at}.html`] = `<p>Guide of the day</p><p>Chapter ${at}</p>`
    const pages = select(files)[0]?.pages ?? []
    const named = pages.filter((page) => textOf(page).startsWith('Guide of the day'))
    assert.deepEqual(
      named.map(({ url }) => url),
      ['/docs/0'],
    )
  })

  test('loses no word of the site, whatever the pages say', () => {
    const block = fc.oneof(
      fc.constantFrom('Share this', 'Read more', 'Note', 'A whole sentence.'),
      fc.stringMatching(/^[a-f]{1,3}$/),
    )
    const site = fc.array(fc.array(block, { maxLength: 6 }), { minLength: 6, maxLength: 14 })
    fc.assert(
      fc.property(site, (texts) => {
        const pages = texts.map(
          (blocks, at) => blocks.map((text) => `<p>${text}</p>`).join('') + `<p>n${at}</p>`,
        )
        const found = select(repeat(pages.length, (at) => pages[at] ?? ''))[0]?.pages ?? []
        const words = found.flatMap((page) => textOf(page).split(' '))
        const all = texts.flat().flatMap((text) => text.split(' '))
        assert.deepEqual(new Set(all).difference(new Set(words)), new Set())
        assert.equal(found.length, pages.length)
      }),
    )
  })
})
