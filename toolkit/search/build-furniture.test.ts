/** What names like those of furniture does not make text of the page into it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { extract, searched } from '../../tests/search-extract.ts'

describe('text of the page', () => {
  const CASES: readonly (readonly [what: string, html: string, text: string])[] = [
    [
      'is a heading whose anchor is called like furniture',
      '<main>a<h2 id="pagination">Pagination</h2>b<h2 id="menu"><a href="/menu/">Menu</a></h2>c</main>',
      'a\n#pagination Pagination: b\n#menu Menu: c',
    ],
    [
      'is a term whose anchor is called so',
      '<main><dl><dt id="breadcrumb">breadcrumb<dd>The way back.</dl></main>',
      '#breadcrumb breadcrumb: The way back.',
    ],
    ...['<section id="pagination">', '<div class="section" id="pagination">'].map(
      (start): [string, string, string] => [
        `is ${start}, which has the anchor of its heading`,
        `<main>${start}<h2>Pagination</h2>Short.</main>`,
        '#pagination Pagination: Short.',
      ],
    ),
    [
      'is code whose lines are numbered',
      '<main><pre class="line-numbers language-css"><code>p { top: 1px }</code></pre></main>',
      'p { top: 1px }',
    ],
    [
      'is what stands in columns',
      '<main><div class="row gutter"><p>Left</p><div class="rightside">Right</div></div></main>',
      'Left / Right',
    ],
    [
      'is a page of links, whatever its body is called',
      '<body class="has-sidebar"><a href="/a/">One</a> <a href="/b/">Two</a></body>',
      'One Two',
    ],
    ...['hidden', 'aria-hidden="true"', 'class="skip-nav"'].map(
      (attributes): [string, string, string] => [
        `is a page with <body ${attributes}>, which a script takes away`,
        `<body ${attributes}><main>text</main>`,
        'text',
      ],
    ),
    [
      'is the heading of an accordion',
      '<main>a<h2 id="q"><button>How do I pay?</button></h2>By card.</main>',
      'a\n#q How do I pay?: By card.',
    ],
    [
      'is a heading that is an image',
      '<main>a<h2 id="q"><img src="q.png" alt="Our prices"></h2>b</main>',
      'a\n#q Our prices: b',
    ],
  ]
  for (const [what, html, text] of CASES)
    test(what, () => {
      assert.equal(searched(html), text)
    })

  test('is not what stands beside it', () => {
    const html = `<main>text<div class="pagination"><a href="/2">2</a></div><section id="related"><a href="/x">Other</a></section>
      <div id="cookie-notice">We use cookies.</div><h2 id="h">H <button>Copy</button></h2>
      <table><td class="gutter"><pre>1\n2</pre><td><pre>code</pre></table><span class="rightside">[src]</span></main>`
    assert.equal(searched(html), 'text\n#h H: code')
  })
})

describe('markup of any size', () => {
  const MANY = 200_000
  const CASES: readonly (readonly [what: string, html: string])[] = [
    ['signs in a heading', `<main><h1>T</h1><h2>${'#'.repeat(MANY)}x</h2></main>`],
    ['a class', `<main><h1>T</h1><div class="${'_'.repeat(MANY)}">x</div></main>`],
    [
      'an address to go to',
      `<meta http-equiv="refresh" content="${' '.repeat(MANY)}"><main><h1>T</h1></main>`,
    ],
    ['values', `<main><h1>T</h1>${'<i data-leanto-filter="a:b"></i>'.repeat(MANY / 10)}</main>`],
  ]
  for (const [what, html] of CASES)
    test(`is read in the time that its length takes: ${what}`, { timeout: 10_000 }, () => {
      assert.equal(extract(html).title, 'T')
    })
})
