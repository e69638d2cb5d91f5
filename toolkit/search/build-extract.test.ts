import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { extract, searched } from '../../tests/search-extract.ts'
import { parsePage } from '../page/build-page.ts'
import { extractPage } from './build-extract.ts'

describe('the title of a page', () => {
  const CASES: readonly (readonly [why: string, html: string, title: string])[] = [
    ['the first heading', '<title>T</title><main><h1>A <em>b</em></h1><h1>C</h1></main>', 'A b'],
    [
      'no heading of a list of pages',
      '<title>T</title><main><h1><a href="/a">A</a></h1><h1><a href="/b">B</a></h1></main>',
      'T',
    ],
    [
      'that of the tab where every section has a first heading',
      '<title>T</title><main><h1>1. A</h1><h1>2. B</h1><h1>3. C</h1></main>',
      'T',
    ],
    [
      'a heading with links in it',
      '<main><h1>Struct <a href="/std">std</a>::<a href="#">File</a></h1><h1>B</h1></main>',
      'Struct std::File',
    ],
    [
      'the one that the author marks',
      '<meta data-leanto-meta="title[content]" content="M"><main><h1>A</h1></main>',
      'M',
    ],
    [
      'a heading outside the marked part',
      '<title>T</title><h1>A</h1><div data-pagefind-body>text</div>',
      'A',
    ],
    [
      'a heading that is left out',
      '<title>T</title><main><h1 data-pagefind-ignore>A</h1></main>',
      'A',
    ],
    [
      'no heading that is left out of all',
      '<title>T</title><main><h1 data-pagefind-ignore="all">A</h1></main>',
      'T',
    ],
    ['no heading of the navigation', '<title>T</title><nav><h1>A</h1></nav><main>text</main>', 'T'],
    [
      'the opening heading that is in the tab, whatever its level',
      '<title>Use - Book</title><main><h2 id="use">Use</h2>text</main>',
      'Use',
    ],
    [
      'what the page is shared with',
      '<title>T - S</title><meta property="og:title" content="O"><main>text</main>',
      'O',
    ],
    [
      'that of the tab without the name of the site',
      '<title>S | T</title><meta property="og:site_name" content="S"><main>text</main>',
      'T',
    ],
    [
      'that of the tab where the page is shared with the name of the site',
      '<title>T · S</title><meta property="og:title" content="S"><meta property="og:site_name" content="S"><main>text</main>',
      'T',
    ],
    [
      'a heading of the header, beside a marked part',
      '<title>T</title><header><h1>A</h1></header><div data-pagefind-body>text</div>',
      'A',
    ],
    [
      'a heading of the header, if there is no other',
      '<header><h1>A</h1></header><p>text</p>',
      'A',
    ],
    [
      'no title of a drawing',
      '<body><svg aria-hidden="true"><title>X</title></svg><p>text</p>',
      '/a/',
    ],
    ['a name that ends with a sign', '<title>T</title><main><h1>Why C#</h1>text</main>', 'Why C#'],
    [
      'without the signs of links to itself',
      '<main><h1>A<a href="#a">#</a> <a href="#b"><b>¶</b></a> # §</h1>text</main>',
      'A',
    ],
    ['all of a link to itself', '<main><h1><a href="#a">A</a></h1>text</main>', 'A'],
    ['the path where there is nothing else', '<p>text</p>', '/a/'],
  ]
  for (const [why, html, title] of CASES)
    test(`is ${why}`, () => {
      assert.equal(extract(html).title, title)
    })
})

test('a page stays that asks search engines for something else', () => {
  for (const robots of ['index, max-image-preview:none', 'max-image-preview: none', 'all'])
    assert.equal(searched(`<meta name="robots" content="${robots}"><main>text</main>`), 'text')
})

test('a short page stays, whatever its scripts do about other addresses', () => {
  const html =
    '<script>if (old) location.href = "/in"</script><p>Ask at the <a href="/desk">desk</a>.</p>'
  assert.equal(searched(html), 'Ask at the desk.')
})

describe('a page is left out', () => {
  const CASES: readonly (readonly [why: string, html: string, file?: string])[] = [
    ['if it leads to another one', '<meta http-equiv="Refresh" content="0; url=/b"><p>text</p>'],
    [
      'if it asks search engines not to index it',
      '<meta name="robots" content="NoIndex, follow"><p>text</p>',
    ],
    ['if it asks for nothing', '<meta name="robots" content="none"><p>text</p>'],
    ['if its author leaves it out', '<body data-leanto-ignore><p>text</p>'],
    ['for an error', '<p>Not here.</p>', '404.html'],
    ['for an error in a language', '<p>Nicht hier.</p>', 'de/404/index.html'],
    [
      'if all it says beside furniture is a link',
      '<div class="toc"><a href="/a">a</a></div><p><a href="/new">/new</a></p>',
    ],
    ['if all it says is a link', '<p><a href="/new">/new</a>.</p>'],
    [
      'if it says little more, and a script goes there',
      '<script>location.replace("/new")</script><p>This page has moved. <a href="/new">Go on</a></p>',
    ],
  ]
  for (const [why, html, file = 'a.html'] of CASES)
    test(why, () => {
      assert.equal(extractPage(parsePage(file, html)), undefined)
    })

  const KEPT: readonly (readonly [why: string, html: string, file?: string])[] = [
    ['because it loads itself anew', '<meta http-equiv="refresh" content="30"><p>text</p>'],
    ['because it says little beside a link', '<h1>Files</h1><p>Get <a href="/a.zip">all</a></p>'],
    ['because it is about an error', '<p>Not found.</p>', 'errors/404.html'],
    ['because its link leads nowhere else', '<p><a href="#a">Up</a></p>'],
    [
      'because only members find it anyway',
      '<meta name="robots" content="noindex"><meta name="leanto-search" content="private"><p>text</p>',
    ],
  ]
  for (const [why, html, file = 'a.html'] of KEPT)
    test(`but not ${why}`, () => {
      assert.ok(extractPage(parsePage(file, html)))
    })
})

describe('what a page is marked with', () => {
  test('is taken in all of Pagefind’s forms, by either name', () => {
    const page = extract(`<head><meta data-pagefind-filter="author[content]" content="Ann">
      <link data-pagefind-default-meta="kind:page, or so"></head>
      <main><h1>T</h1><p data-leanto-sort="date">2026-01-02</p>
      <a href="/" title="Home" data-pagefind-meta="link_text, link_title[title], other:Free, to the end">Hello  world</a>
      <nav data-leanto-filter="author:Bob, the second"></nav>
      <div data-pagefind-ignore><b data-leanto-filter="author">Ann</b></div>
      <div data-pagefind-ignore="all"><b data-leanto-filter="author">Nobody</b></div>
      <i data-pagefind-meta="empty"></i></main>`)
    assert.deepEqual(page.filters, { author: ['Ann', 'Bob, the second'] })
    assert.deepEqual(page.sorts, { date: '2026-01-02' })
    assert.deepEqual(page.meta, {
      kind: 'page, or so',
      link_text: 'Hello world',
      link_title: 'Home',
      other: 'Free, to the end',
    })
  })

  test('weighs text', () => {
    const html =
      '<main data-leanto-weight="3">a<p data-pagefind-weight="0.5">b</p><p data-leanto-weight="99">c</p><p data-leanto-weight="x">d</p>e <b data-leanto-weight="2">f</b></main>'
    assert.deepEqual(
      extract(html).sections[0]?.pieces.map(({ text, weight }) => `${text} ${weight}`),
      ['a 3', 'b 0.5', 'c 10', 'd\ne 3', 'f 2'],
    )
  })

  test('makes it private', () => {
    for (const html of [
      '<meta name="leanto-search" content="private"><main>text</main>',
      '<meta name="leanto-search" content="noindex"><meta name="leanto-search" content="Private, x"><main>text</main>',
      '<html data-leanto-search="private"><main>text</main>',
      '<body data-leanto-search="private"><main>text</main>',
      '<body data-leanto-search="private noindex"><main>text</main>',
    ]) {
      const page = extract(html)
      assert.deepEqual([page.private, page.marksBody, searched(html)], [true, false, 'text'])
    }
    const part = '<p>no</p><div data-leanto-search="private">yes</div>'
    assert.deepEqual([extract(part).private, searched(part)], [true, 'yes'])
    assert.equal(extract('<main>text</main>').private, false)
  })

  const IMAGES: readonly (readonly [why: string, html: string, src: string | undefined])[] = [
    [
      'the one that the author marks',
      '<img data-leanto-meta="image[src], image_alt[alt]" src="a.png" alt="A"><meta property="og:image" content="/b.png"><main>x</main>',
      '/a/a.png',
    ],
    [
      'the one that the page is shared with',
      '<meta property="og:image" content="/b.png"><main><img src="a.png"></main>',
      '/b.png',
    ],
    [
      'the first of the text',
      '<img src="logo.png"><main><img src="../a.png" alt="A"><img src="b.png"></main>',
      '/a.png',
    ],
    [
      'no sign and no data',
      '<main><img src="i.png" width="16"><img src="data:image/png,"></main>',
      undefined,
    ],
    [
      'one of another site as a whole address',
      '<main><img src="//cdn.example/a.png"></main>',
      'https://cdn.example/a.png',
    ],
  ]
  for (const [why, html, src] of IMAGES)
    test(`shows as its image ${why}`, () => {
      assert.equal(extract(html).image?.src, src)
    })

  test('has a description, a language and a canonical address', () => {
    const page = extract(
      '<html lang="pt_BR"><meta name="Description" content=" About\n it. "><link rel="canonical" href="/b/"><main>x</main>',
    )
    assert.equal(page.description, 'About it.')
    assert.equal(page.language, 'pt-BR')
    // What no browser takes for a tag would stop the search page from naming its language.
    for (const lang of ['zh-CHS', 'zh-cmn-Hans', 'zh_utf8'])
      assert.equal(extract(`<html lang="${lang}"><main>x</main>`).language, 'zh')
    assert.equal(page.canonical, 'https://site.invalid/b/')
    for (const lang of ['', 'und', 'not a tag', 'x'])
      assert.equal(extract(`<html lang="${lang}"><main>x</main>`).language, '')
  })

  test('passes through JSON unchanged', () => {
    const page = extract('<html lang="de"><main><h1>T</h1><p>a</p><h2 id="b">B</h2>c</main>')
    const { image, ...rest } = page
    assert.equal(image, undefined)
    assert.deepEqual(JSON.parse(JSON.stringify(page)), rest)
  })
})
