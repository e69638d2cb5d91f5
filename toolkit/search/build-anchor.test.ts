import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { parsePage } from '../page/build-page.ts'
import { readBody } from './build-body.ts'

function anchorOf(markup: string): string | undefined {
  const { items } = readBody(parsePage('a.html', markup))
  const heading = items.find((item) => item.kind === 'heading')
  assert.ok(heading)
  return heading.anchor
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
    ['no anchor elsewhere', '<div><a id="use"></a></div><h2>Use</h2>', undefined],
    ['nothing', '<h2>Use</h2>', undefined],
  ]
  for (const [made, markup, anchor] of cases)
    test(`is ${made}`, () => {
      assert.equal(anchorOf(`<main><p>before</p>${markup}</main>`), anchor)
    })

  test('is never the part of the page that holds it all', () => {
    assert.equal(anchorOf('<main id="main"><h2>Use</h2></main>'), undefined)
    assert.equal(anchorOf('<div id="app"><main><h2>Use</h2></main></div>'), undefined)
  })

  test('counts nothing as said that is not searched', () => {
    const markup = '<section id="use"><script>x</script><nav>x</nav><h2>Use</h2></section>'
    assert.equal(anchorOf(markup), 'use')
    const listed =
      '<section id="use"><div class="toc"><a href="/x">x</a></div><h2>Use</h2></section>'
    assert.equal(anchorOf(listed), 'use')
  })
})
