import assert from 'node:assert/strict'
import { test } from 'node:test'

import { parsePage } from './build-page.ts'
import { assertStreamable } from './build-streamable.ts'

const cases: readonly (readonly [source: string, isStreamable: boolean])[] = [
  ['<select><option>1<noscript><input></noscript></select>', false],
  ['<select><option>1<XMP>x</XMP></select>', false],
  ['<select><option>1</option></select><noscript><input></noscript>', true],
  ['<select><button><selectedcontent></selectedcontent></button><option>1</select>', true],
  ['<select><option>title</option></select>', true],
]

for (const [source, isStreamable] of cases)
  test(`${source} is ${isStreamable ? 'read' : 'refused'}`, () => {
    const page = parsePage('a.html', source)
    if (isStreamable) assertStreamable(page)
    else
      assert.throws(() => assertStreamable(page), /a\.html:1: expected no <\w+> inside a <select>/)
  })
