import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { parsePage } from '../page/build-page.ts'
import { extractPage } from './build-extract.ts'
import { buildIndex } from '../../tests/search-index.ts'
import { writeOpenSearch } from './build-opensearch.ts'
import { linkSearchIndex } from './build.ts'

const PAGE = `<!doctype html><html lang="en"><head><title>Site</title><meta name="description" content=" About
  it. "></head><body><header>banner</header><nav>menu</nav>
  <main><header>lead</header><h1>The <em>title</em> <a class="anchor-link" href="#">#</a></h1>
  <p>One<br>two <b>th</b>ree</p><script>code</script><p hidden>secret</p><p aria-hidden="true">icon</p>
  <h2 id="a">First <a aria-hidden="true">link</a>¶</h2><p>alpha</p><h3>No anchor</h3><p>beta</p>
  <section id="b"><h2>Second</h2><p data-pagefind-weight="3">gamma</p></section>
  <form><label>Name</label><input value="x"><button>Go</button><select><option>one</select></form>
  <p data-pagefind-ignore>no</p><p data-search-ignore>no</p><aside><nav>more</nav>delta</aside>
  <div role="navigation">crumbs</div>
  <footer>end</footer></main><footer>imprint</footer></body></html>`

describe('extractPage', () => {
  test('takes the main part, split at the headings with anchors', () => {
    const page = extractPage(parsePage('x/index.html', PAGE))
    assert.equal(page?.url, '/x/')
    assert.equal(page.title, 'The title')
    assert.equal(page.description, 'About it.')
    assert.deepEqual(
      page.sections.map(({ anchor, title, pieces }) => [
        anchor,
        title,
        pieces.map(({ text }) => text),
      ]),
      [
        ['', '', ['lead One two three']],
        ['a', 'First', ['alpha No anchor beta']],
        ['b', 'Second', ['gamma', 'Name delta']],
      ],
    )
    assert.equal(page.sections[2]?.pieces[0]?.weight, 3)
  })

  const HIDDEN: readonly (readonly [why: string, file: string, html: string])[] = [
    ['a redirect', 'a.html', '<meta http-equiv="Refresh" content="0; url=/b">'],
    [
      'a page that asks not to be indexed',
      'a.html',
      '<meta name="robots" content="NoIndex, follow">',
    ],
    ['the 404 page', '404.html', '<p>Not here.</p>'],
  ]
  for (const [why, file, html] of HIDDEN) {
    test(`leaves out ${why}`, () => {
      assert.equal(extractPage(parsePage(file, html)), undefined)
    })
  }

  test('takes the main part by its role, as older pages say it', () => {
    const html = '<div role="navigation">menu</div><div role="Main"><p>text</p></div><p>beside</p>'
    const page = extractPage(parsePage('a.html', html))
    assert.deepEqual(page?.sections[0]?.pieces, [{ text: 'text', weight: 1 }])
  })

  test('takes a page without a main part, title or heading', () => {
    const page = extractPage(parsePage('a.html', '<header>h</header><p>text</p>'))
    assert.equal(page?.title, '/a')
    assert.equal(page.sections[0]?.pieces[0]?.text, 'text')
  })

  test('does not take the results of the search page for its text', () => {
    const html = '<main><h1>Search</h1><div data-leanto="search">Nothing matches.</div></main>'
    assert.deepEqual(extractPage(parsePage('a.html', html))?.sections[0]?.pieces, [])
  })
})

describe('a search build', () => {
  const PAGES = {
    'a.html': '<title>A one - My site</title><p>apple</p>',
    'b.html': '<title>B two - My site</title><p>banana</p>',
    'c.html': '<title>C three - My site</title><p>cherry</p>',
  }

  test('gives the same bytes whatever order the pages come in', async () => {
    const one = await buildIndex(PAGES)
    const other = await buildIndex(Object.fromEntries(Object.entries(PAGES).toReversed()))
    assert.deepEqual(one.files, other.files)
    assert.deepEqual(one.index, other.index)
  })

  test('writes the root as a file, too', async () => {
    const { files, path, index } = await buildIndex(PAGES)
    assert.match(path, /^\/_leanto\/search\/root\.[0-9a-f]{10}\.json$/)
    assert.deepEqual(JSON.parse(new TextDecoder().decode(files.get(path))), index)
  })

  test('takes the site’s name from the end of titles that share it', async () => {
    const { engine } = await buildIndex(PAGES)
    assert.equal((await engine.search('banana')).results[0]?.title, 'B two')
  })

  test('keeps to the pages that mark their searched part, once one does', async () => {
    const { report, engine } = await buildIndex({
      ...PAGES,
      'd.html': '<p>out</p><div data-pagefind-body>damson</div>',
    })
    assert.deepEqual([report.pages, report.skipped], [1, 3])
    assert.equal((await engine.search('damson')).total, 1)
    assert.equal((await engine.search('out')).total, 0)
  })

  test('reports what it wrote', async () => {
    const { report, files } = await buildIndex(PAGES)
    assert.equal(report.files, files.size)
    assert.equal(
      report.bytes,
      files.values().reduce((sum, { length }) => sum + length, 0),
    )
  })
})

describe('linkSearchIndex', () => {
  const HEADS: readonly (readonly [html: string, linked: string])[] = [
    [
      '<head><title>x</title></head><p>',
      '<head><link rel="leanto-search" href="/r"><title>x</title></head><p>',
    ],
    [
      '<head><title>x</title><body><p>',
      '<head><link rel="leanto-search" href="/r"><title>x</title><body><p>',
    ],
    ['<title>x</title><p>', '<link rel="leanto-search" href="/r"><title>x</title><p>'],
  ]
  for (const [html, linked] of HEADS) {
    test(`names the index in ${html}`, () => {
      const page = parsePage('a.html', html)
      linkSearchIndex(page, '/r')
      assert.equal(page.edits.toString(), linked)
    })
  }
})

test('writeOpenSearch describes where the site searches', async () => {
  const written: [path: string, content: string | Uint8Array][] = []
  const output = {
    write: async (...file: [string, string | Uint8Array]) => void written.push(file),
  }
  const path = await writeOpenSearch(output, { siteUrl: 'https://example.org', name: 'Tom & Co' })
  assert.equal(path, '/opensearch.xml')
  assert.equal(written[0]?.[0], path)
  const xml = String(written[0][1])
  assert.match(xml, /<ShortName>Tom &amp; Co<\/ShortName>/)
  assert.match(xml, /template="https:\/\/example\.org\/search\?q=\{searchTerms\}"/)
})
