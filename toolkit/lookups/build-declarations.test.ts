import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { findMistake } from './build-declarations-check.ts'

const GOOD = {
  kind: 'lookup',
  name: 'towns',
  from: './towns.csv',
  key: 'id',
  licence: 'CC0-1.0',
  attribution: 'nobody',
}

describe('a declaration', () => {
  it('may have every option', () => {
    const options: readonly object[] = [
      {},
      { title: 'Towns', description: 'All of them.', source: 'https://example.org/' },
      { from: ['./a.csv', './b.csv'], format: 'csv' },
      { from: { url: 'https://example.org/a.csv', integrity: 'sha256-x' }, format: 'csv' },
      { from: { url: 'https://example.org/a.csv' } },
      { from: { command: ['node', 'rows.js', 'rows.js', ''] }, format: 'ndjson' },
      { csv: { delimiter: ';', quote: "'", header: ['id', 'name'], encoding: 'windows-1252' } },
      { columns: { size: { type: 'number', title: 'Size', description: 'Of it', unit: 'km²' } } },
      { key: ['country', 'id'], duplicates: 'keep' },
      { find: ['name'], rank: 'size' },
      { near: ['lat', 'lng'], filter: ['country'], sort: ['name'] },
      { range: { kind: 'ip', from: 'a', to: 'b' } },
      { range: { kind: 'ip', cidr: 'block' } },
      { range: { kind: 'hex', prefix: 'mac' } },
      { sitemap: true, maxLoss: 0, store: 'd1', title: undefined },
      { licence: 'MIT OR Apache-2.0' },
      { licence: 'https://example.org/licence' },
    ]
    for (const option of options) assert.equal(findMistake({ ...GOOD, ...option }), undefined)
  })

  const mistakes: readonly [object, RegExp][] = [
    [{ name: 'Towns!' }, /^needs `name`, expected lower-case letters, .*, got "Towns!"$/],
    [{ key: undefined }, /^needs `key`, expected a value, got nothing$/],
    [{ licence: '' }, /^needs `licence`, expected a text, got ""$/],
    [{ licence: '<none>' }, /expected an SPDX identifier/],
    [{ attribution: 7 }, /^needs `attribution`, expected a text, got 7$/],
    [{ source: 'javascript:1' }, /^has `source`, expected an http or https address/],
    [{ colour: 'red' }, /^has a field `colour`, expected one of kind, name, title/],
    [{ from: {} }, /expected a path, a list of paths, an object with `url`/],
    [{ from: [] }, /expected a list of one text or more/],
    [{ from: { url: 'ftp://x', integrity: '' } }, /under `url` an http or https address/],
    [{ from: { command: [] }, format: 'csv' }, /under `command` a program and its arguments/],
    [{ from: { command: ['node'] } }, /needs `format` for what a program prints/],
    [{ format: 'xlsx' }, /expected one of "csv", "tsv", "json", "ndjson", "parquet", got "xlsx"/],
    [{ csv: { delimiter: ';;' } }, /under `delimiter` one character/],
    [{ csv: { encoding: 'klingon' } }, /under `encoding` a label of the Encoding Standard/],
    [{ csv: { sep: ';' } }, /expected no other fields than delimiter, quote, header, encoding/],
    [{ csv: {}, format: 'json' }, /has `csv`, but the format "json"/],
    [{ columns: { size: { type: 'float' } } }, /under `size` under `type` one of "string"/],
    [{ columns: [] }, /an object of columns by name/],
    [{ key: [] }, /^needs `key`, expected a text or a list of texts/],
    [{ key: ['a', 'a'] }, /each once/],
    [{ duplicates: true }, /expected one of "refuse", "keep", got true/],
    [{ find: 'name' }, /expected a list of texts, each once, got "name"/],
    [{ rank: 'size' }, /has `rank`, which orders what is found, but no `find`/],
    [{ near: ['lat'] }, /the names of two columns/],
    [{ range: { kind: 'ip', from: 'a' } }, /expected a field `to`/],
    [{ range: { kind: 'number', cidr: 'a' } }, /under `kind` one of "ip"/],
    [{ range: { kind: 'ip', prefix: 'a' } }, /under `kind` one of "text", "hex"/],
    [{ range: 'ip' }, /expected an object with kind, from, to/],
    [{ sitemap: 'yes' }, /expected true or false/],
    [{ maxLoss: 2 }, /a number from 0 to 1/],
    [{ store: 'kv' }, /one of "files", "d1"/],
    [{ constructor: 'x' }, /^has a field `constructor`/],
    [{ title: () => 'x' }, /expected a text, got function/],
  ]
  for (const [option, message] of mistakes) {
    it(`is refused with ${JSON.stringify(option)}`, () => {
      assert.match(findMistake({ ...GOOD, ...option }) ?? 'no mistake', message)
    })
  }
})
