import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'

import { parsePage } from '../page/build-page.ts'
import { extractPage } from './build-extract.ts'

const PAGEFIND = join(import.meta.dirname, '../../node_modules/pagefind/lib/runner/bin.cjs')
/** What a fragment of Pagefind's index begins with. */
const SIGNATURE = 'pagefind_dcd'

/** One page for each rule of Pagefind's attributes, by the rule. */
const PAGES: Readonly<Record<string, string>> = {
  'a body': '<nav>menu</nav><h1>Title</h1><div>out</div><div data-pagefind-body>in</div><p>out',
  'two bodies': '<p data-pagefind-body>one</p><p>out</p><p data-pagefind-body>two</p>',
  'a title in the header': '<title>tab</title><header><h1>T</h1></header><p data-pagefind-body>x',
  'a title in the tab': '<title>tab</title><p data-pagefind-body>x',
  'a title that is marked': '<h1>H</h1><b data-pagefind-meta="title">M</b><p data-pagefind-body>x',
  'a title that is ignored':
    '<title>tab</title><div data-pagefind-ignore><h1>H</h1></div><p data-pagefind-body>x',
  'a title that is ignored with all':
    '<title>tab</title><div data-pagefind-ignore="all"><h1>H</h1></div><p data-pagefind-body>x',
  'parts that are ignored': `<main data-pagefind-body>in <p data-pagefind-ignore>a</p>
    <p data-pagefind-ignore="index">b</p><p data-pagefind-ignore="all">c</p> too</main>`,
  'what is captured in ignored parts': `<main data-pagefind-body>in
    <p data-pagefind-ignore><b data-pagefind-meta="a">A</b><i data-pagefind-filter="f">F</i></p>
    <p data-pagefind-ignore="all"><b data-pagefind-meta="b">B</b></p></main>`,
  'what is captured in the head and in navigation': `<head>
    <meta data-pagefind-filter="author[content]" data-pagefind-meta="by[content]" content="Ann"></head>
    <nav data-pagefind-filter="place:menu">menu</nav><main data-pagefind-body>in</main>`,
  'all forms of a value': `<main data-pagefind-body><a href="/" title="Home"
    data-pagefind-meta="link_text, link_title[title], other:Free, to: the end">Hello <b>there</b></a></main>`,
  'several values of a filter': `<main data-pagefind-body><b data-pagefind-filter="tag">x</b>
    <b data-pagefind-filter="tag">y</b> <b data-pagefind-filter="tag, kind:post">z</b></main>`,
  'the last of several values': `<main data-pagefind-body><b data-pagefind-meta="a">x</b>
    <b data-pagefind-meta="a">y</b></main>`,
  'values for want of others': `<main data-pagefind-default-meta="a:none, or so" data-pagefind-body>in</main>`,
  'values for want of others, which there are': `<main data-pagefind-body><i
    data-pagefind-default-meta="a:none"></i><b data-pagefind-meta="a">some</b></main>`,
  'empty values': `<main data-pagefind-body>in <b data-pagefind-meta="a"></b><b data-pagefind-filter="f"></b></main>`,
  'attributes that are searched': `<main data-pagefind-body>in <img title="one" alt="two"
    data-pagefind-index-attrs="title,alt"> out</main>`,
  'the first image after the title': `<h1>T</h1><main data-pagefind-body>in <img src="/a.png" alt="A"
    data-pagefind-index-attrs="alt"></main>`,
  'an image that is marked': `<h1>T</h1><main data-pagefind-body>in <img src="/a.png"> <img src="/b.png" alt="b"
    data-pagefind-index-attrs="alt" data-pagefind-meta="image[src], image_alt[alt]"></main>`,
  'what is left out everywhere': `<main data-pagefind-body>in <script>a</script><style>b</style>
    <nav>c</nav><footer>d</footer><noscript>e</noscript><iframe>f</iframe> too</main>`,
  'words across inline elements': '<main data-pagefind-body>o<b>n</b>e<br>two<p>three</p></main>',
}

interface Found {
  readonly words: readonly string[]
  readonly title: string
  readonly meta: Readonly<Record<string, string>>
  readonly filters: Readonly<Record<string, readonly string[]>>
}

describe('Pagefind’s attributes mean what they mean for Pagefind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leanto-pagefind-'))
  after(() => rmSync(folder, { recursive: true }))
  let found: ReadonlyMap<string, Found>

  before(() => {
    Object.values(PAGES).forEach((html, at) => {
      mkdirSync(join(folder, `${at}`))
      writeFileSync(join(folder, `${at}/index.html`), document(html))
    })
    const run = spawnSync(process.execPath, [PAGEFIND, '--site', folder], { timeout: 60_000 })
    assert.equal(run.status, 0, String(run.stderr))
    found = readFragments(join(folder, 'pagefind/fragment'))
  })

  Object.entries(PAGES).forEach(([rule, html], at) => {
    test(rule, () => {
      const page = extractPage(parsePage(`${at}/index.html`, document(html)))
      assert.ok(page)
      const image = page.image && { image: page.image.src, image_alt: page.image.alt }
      const pieces = page.sections.flatMap((section) => section.pieces)
      const ours: Found = {
        words: wordsOf(pieces.map(({ text }) => text).join(' ')),
        title: page.title,
        meta: { ...page.meta, ...image },
        filters: page.filters,
      }
      assert.deepEqual(ours, found.get(page.url))
    })
  })

  test('and ours mean the same', () => {
    for (const html of Object.values(PAGES)) {
      const own = html
        .replaceAll('data-pagefind-body', 'data-leanto-search')
        .replaceAll('data-pagefind-', 'data-leanto-')
      assert.notEqual(own, html)
      assert.deepEqual(
        extractPage(parsePage('a.html', document(own))),
        extractPage(parsePage('a.html', document(html))),
      )
    }
  })
})

function document(html: string): string {
  return `<!doctype html><html lang="en">${html}`
}

function readFragments(folder: string): Map<string, Found> {
  return new Map(
    readdirSync(folder).map((file) => {
      const text = gunzipSync(readFileSync(join(folder, file))).toString()
      const { url, content, meta, filters } = JSON.parse(text.slice(SIGNATURE.length))
      // Without any title, ours is the path.
      const { title = url, ...rest } = meta
      return [url, { words: wordsOf(content), title, meta: rest, filters }]
    }),
  )
}

/** The words of a text without the full stops that Pagefind puts after blocks. */
function wordsOf(text: string): string[] {
  return text.match(/\w+/g) ?? []
}
