/**
 * The format of a lookup, version 1, as published: what this folder holds was written once and is read for good.
 * Write a new version to a new folder; this one stays.
 */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'

import { compileLookup } from '../../toolkit/lookups/build-compile.ts'
import { createMemoryOutput } from '../memory-output.ts'
import { openRows } from '../../toolkit/lookups/build-rows.ts'
import { readTable } from '../../toolkit/lookups/build-table.ts'
import { defineLookup } from '../../toolkit/lookups/define.ts'
import { createLookup } from '../../toolkit/lookups/engine.ts'
import type { LookupIndex } from '../../toolkit/lookups/format.ts'

const GOLDEN = join(import.meta.dirname, 'lookups-1')

const lookup = defineLookup({
  name: 'golden',
  title: 'Golden towns',
  from: './source.json',
  key: 'id',
  find: ['name', 'also'],
  rank: 'size',
  licence: 'CC0-1.0',
  attribution: 'nobody',
  source: 'https://example.org/',
})
// Small blocks, so that a short file has several.
const SIZES = { min: 128, spread: 128, max: 512 }

const readGolden = (path: string): Promise<Uint8Array> => readFile(join(GOLDEN, path))
const readIndex = async (): Promise<LookupIndex> =>
  JSON.parse(await readFile(join(GOLDEN, 'index.json'), 'utf8'))

describe('lookups of version 1', () => {
  it('are written as they were', async () => {
    const file = join(GOLDEN, 'declaration.ts')
    const declaration = { lookup, path: file, file }
    const output = createMemoryOutput()
    const table = await readTable(declaration, await openRows(declaration))
    const index = await compileLookup(lookup, table, output, SIZES)
    assert.deepEqual(index, await readIndex())
    const names = await readdir(join(GOLDEN, '_leanto/lookups/golden'))
    assert.equal(names.length, output.files.size)
    for (const path of output.files.keys()) {
      assert.equal(output.text(path), new TextDecoder().decode(await readGolden(path)), path)
    }
  })

  it('are read as they were', async () => {
    const engine = createLookup(await readIndex(), readGolden)
    assert.deepEqual(await engine.get('12'), {
      id: 12,
      name: '東京',
      also: ['Tokyo'],
      size: 14180000,
      capital: true,
    })
    assert.deepEqual(await engine.get('-14'), {
      id: -14,
      name: '"Quoted"\n\\ 😀',
      also: null,
      size: 0.5,
      capital: false,
    })
    assert.equal(await engine.get('99'), undefined)
    const finds: readonly [string, number, readonly unknown[]][] = [
      ['s', 9, [2, 7, 10]],
      ['san', 8, [7, 10, 8]],
      ['san jose', 2, [4, 3]],
      ['ZURICH', 1, [11]],
      ['york', 2, [16, 15.5]],
      ['kristiania', 1, [1]],
      ['東', 1, [12]],
      ['q', 1, [-14]],
      ['none', 0, []],
    ]
    for (const [text, total, ids] of finds) {
      const found = await engine.find(text, { limit: 3, offset: 0 })
      assert.equal(found.total, total, text)
      assert.deepEqual(
        found.rows.map((row) => row['id']),
        ids,
        text,
      )
    }
  })
})
