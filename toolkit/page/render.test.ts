import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'
import { parseFragment, serialize } from 'parse5'

import { parseFills, type Data, type Part } from './format.ts'
import { holds, readField, render, toAttribute } from './render.ts'

describe('render', () => {
  const cases: readonly (readonly [parts: readonly Part[], data: Data, html: string])[] = [
    [['<b>', ['text', 'name'], '</b>'], { name: '<i>&"' }, '<b>&lt;i&gt;&amp;&quot;</b>'],
    [['<b>', ['text', 'name'], '</b>'], {}, '<b></b>'],
    [[['text', 'count']], { count: 0 }, '0'],
    [[['text', 'place.name']], { place: { name: 'Oslo' } }, 'Oslo'],
    [
      ['<a', ['attribute', 'href', 'url'], '>'],
      { url: '/a?b&c="' },
      '<a href="/a?b&amp;c=&quot;">',
    ],
    [['<a', ['attribute', 'href', 'url'], '>'], { url: ' java\tscript:alert(1)' }, '<a>'],
    [['<a', ['attribute', 'href', 'url'], '>'], {}, '<a>'],
    [['<i', ['attribute', 'disabled', 'off'], '>'], { off: true }, '<i disabled="">'],
    [[['when', 'more', ['x']]], { more: [] }, ''],
    [[['when', '!more', ['x']]], { more: [] }, 'x'],
    [[['each', 'items', [['text', 'n']]]], { items: [{ n: 1 }, { n: 2 }] }, '12'],
    [
      [['text', 'excerpt']],
      { excerpt: { text: 'a <b> c', marks: [[2, 5]] } },
      'a <mark>&lt;b&gt;</mark> c',
    ],
  ]
  for (const [parts, data, html] of cases)
    test(`gives ${html || 'nothing'} for ${JSON.stringify(parts)}`, () => {
      assert.equal(render(parts, data), html)
    })

  test('never lets data become markup', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const html = render(['<p', ['attribute', 'title', 'v'], '>', ['text', 'v'], '</p>'], {
          v: value,
        })
        const [p, ...rest] = parseFragment(html).childNodes
        assert.deepEqual(rest, [])
        assert.ok(p !== undefined && 'attrs' in p)
        assert.equal(p.attrs.length, 1)
        assert.ok(p.childNodes.every(({ nodeName }) => nodeName === '#text'))
        assert.equal(serialize(p).includes('<'), false)
      }),
    )
  })
})

describe('a field', () => {
  test('is never an inherited member', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'constructor.name'])
      assert.equal(readField({}, name), undefined)
  })

  test('says something unless it is missing, null, false, empty text or an empty list', () => {
    const quiet = [undefined, null, false, '', []]
    for (const value of quiet) assert.equal(holds({ value }, 'value'), false)
    for (const value of [0, '0', true, [{}], {}]) assert.equal(holds({ value }, 'value'), true)
  })
})

describe('toAttribute', () => {
  const urls: readonly (readonly [url: string, isSet: boolean])[] = [
    ['/path', true],
    ['?q=1', true],
    ['//other.example/', true],
    ['https://example.org/', true],
    ['mailto:a@example.org', true],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['\u0001javascript:alert(1)', false],
    ['java\nscript:alert(1)', false],
    ['data:text/html,x', false],
    ['vbscript:x', false],
    ['blob:https://example.org/x', false],
  ]
  for (const [url, isSet] of urls)
    test(`${isSet ? 'sets' : 'refuses'} href=${JSON.stringify(url)}`, () => {
      assert.equal(toAttribute('href', url), isSet ? url : undefined)
    })
})

describe('parseFills', () => {
  test('reads pairs, and nothing else', () => {
    assert.deepEqual(parseFills(' href:url  text:place.name '), [
      ['href', 'url'],
      ['text', 'place.name'],
    ])
    for (const value of ['text', 'text:', ':url', 'text=url', 'text:a b'])
      assert.equal(parseFills(value), undefined)
  })
})
