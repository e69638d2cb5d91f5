import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { elements, parsePage } from '../page/build-page.ts'
import { readAnchor } from './build-anchor.ts'

function anchorOf(markup: string): string | undefined {
  const { document } = parsePage('a.html', `<main><p>before</p>${markup}</main>`)
  const heading = elements(document).find(({ tagName }) => tagName === 'h2')
  assert.ok(heading)
  return readAnchor(heading)
}

describe('the anchor of a heading', () => {
  const cases: readonly (readonly [made: string, markup: string, anchor: string | undefined])[] = [
    ['its own id', '<h2 id="use">Use</h2>', 'use'],
    ['an anchor within', '<h2><a name="use">Use</a></h2>', 'use'],
    ['an id within', '<h2><span id="use"></span>Use</h2>', 'use'],
    ['an empty anchor before', '<p>x</p><a id="use"></a>\n<h2>Use</h2>', 'use'],
    ['the section it opens', '<section id="use"><h2>Use</h2></section>', 'use'],
    [
      'the block it opens, as DocBook writes',
      '<div class="sect" id="use"><div class="titlepage"><div><h2>Use</h2></div></div></div>',
      'use',
    ],
    [
      'no block in which something comes first',
      '<div id="use"><p>x</p><h2>Use</h2></div>',
      undefined,
    ],
    ['no anchor before other text', '<a id="use"></a><p>x</p><h2>Use</h2>', undefined],
    ['nothing', '<h2>Use</h2>', undefined],
  ]
  for (const [made, markup, anchor] of cases)
    test(`is ${made}`, () => {
      assert.equal(anchorOf(markup), anchor)
    })

  test('is never the part of the page that holds it all', () => {
    const { document } = parsePage('a.html', '<main id="main"><h2>Use</h2></main>')
    const heading = elements(document).find(({ tagName }) => tagName === 'h2')
    assert.equal(heading && readAnchor(heading), undefined)
  })
})
