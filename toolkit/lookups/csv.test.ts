import assert from 'node:assert/strict'
import { it } from 'node:test'

import type { Cell } from './format.ts'
import { toCsv } from './csv.ts'

const field = (cell: Cell, isGuarded: boolean): string =>
  toCsv(['a'], [{ a: cell }], { isGuarded }).slice('a\r\n'.length, -2)

it('quotes what RFC 4180 says to quote', () => {
  const cases: readonly [Cell, string][] = [
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    [-1.5, '-1.5'],
    [true, 'true'],
    [null, ''],
    [['html', 'htm'], 'html; htm'],
    [[], ''],
  ]
  for (const [cell, text] of cases) assert.equal(field(cell, true), text)
})

it('guards texts that a spreadsheet would run, and never numbers', () => {
  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx']) {
    assert.equal(field(formula, true), `'${formula}`)
    assert.equal(field(formula, false), formula)
  }
  assert.equal(field('=a,b', true), `"'=a,b"`)
  assert.equal(field(['=1'], true), "'=1")
  assert.equal(field(-1, true), '-1')
})

it('writes a header and an empty field for what a row has not', () => {
  assert.equal(toCsv(['a', 'b'], [{ b: 1 }], { isGuarded: true }), 'a,b\r\n,1\r\n')
})
