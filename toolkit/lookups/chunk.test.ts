import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { compileColumns } from '../../tests/lookup-columns.ts'
import { createPartScene } from '../../tests/lookup-parts.ts'
import { createCellSet } from './build-columns-part-cells.ts'
import { createFacet, MAX_COUNTED_VALUES } from './chunk-facet.ts'
import { encodeChunkFile } from './chunk-file.ts'
import { decodeChunkList, encodeChunkList } from './chunk-list.ts'
import { matchCodes } from './chunk-match.ts'
import { mayMeet } from './chunk-zone.ts'
import { decodeChunk, encodeChunk } from './chunk.ts'
import { createCellTest, createItemTest, isEmpty } from './filter.ts'
import type { Cell, Column, Scalar } from './format.ts'
import { QuestionError, type Filter, type Operator } from './question.ts'

const cells = fc.array(
  fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom('\ud800', '\udc00', '\ufeff', '\0'),
    fc.array(fc.oneof(fc.string({ maxLength: 2 }), fc.nat(5)), { maxLength: 3 }),
  ),
  { maxLength: 40 },
)

const operators = fc.constantFrom<Operator[]>(
  ...(['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'prefix', 'contains'] as const),
)

function encode(name: string, values: readonly Cell[]): Uint8Array {
  const set = createCellSet(name)
  for (const value of values) set.add(value)
  return encodeChunk(values.length, [set])
}

describe('a chunk', () => {
  it('gives back every cell, and empty ones as none', () => {
    const check = (values: readonly Cell[]): void => {
      const column = decodeChunk(encode('a', values)).column('a')
      assert.deepEqual(
        Array.from(column.codes, (code) => column.cell(code)),
        values.map((value) => (isEmpty(value) ? null : value)),
      )
    }
    fc.assert(fc.property(cells, check))
    check(Array.from({ length: 300 }, (_, at) => at))
    check(Array.from({ length: 300 }, (_, at) => at / 7))
    check(Array.from({ length: 70_000 }, (_, at) => `${at % 65_535}`))
  })

  it('is read wherever it lies in a larger buffer', () => {
    const bytes = encode('a', ['x', 1.5, ['y']])
    const larger = new Uint8Array(bytes.length + 16)
    for (const start of [0, 1, 3, 8]) {
      larger.set(bytes, start)
      const { codes, cell } = decodeChunk(larger.subarray(start, start + bytes.length)).column('a')
      assert.deepEqual(Array.from(codes, cell), ['x', 1.5, ['y']])
    }
  })

  it('is refused when it is cut, of another version, or has not the column', () => {
    const bytes = encode('a', ['x', 1.5, ['y']])
    const other = bytes.slice()
    other[14] = 0x33
    for (const length of [0, 10, 20, 40, bytes.length - 8]) {
      assert.throws(() => decodeChunk(bytes.subarray(0, length)), { name: 'FormatError' })
    }
    assert.throws(() => decodeChunk(other), /expected a file that begins with "leanto-column 2\\n"/)
    assert.throws(() => decodeChunk(bytes).column('b'), /expected a column "b"/)
    const empty = encodeChunkFile('leanto-column 2\n', { rows: 1, columns: [{ name: 'a' }] }, [])
    assert.throws(() => decodeChunk(empty).column('a'), { name: 'FormatError' })
  })

  it('never fails but with an error of its format, or of the data, whatever bytes are changed', () => {
    const bytes = encode('a', ['x', 1.5, ['y'], 'Zürich', null, true])
    const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 3 })
    const check = (changed: readonly (readonly [number, number])[]): void => {
      const damaged = bytes.slice()
      for (const [at, byte] of changed) damaged[at] = byte
      try {
        const { codes, cell } = decodeChunk(damaged).column('a')
        Array.from(codes, cell)
      } catch (error) {
        assert.ok(error instanceof Error && error.name === 'FormatError', String(error))
      }
    }
    fc.assert(fc.property(changes, check), { numRuns: 1000 })
  })
})

describe('a filter', () => {
  it('marks the codes of a chunk whose cells meet it', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'É'), maxLength: 4 })
    const some = fc.oneof(short, fc.array(short, { maxLength: 2 }), fc.constant(null))
    const check = (values: Cell[], operator: Operator, value: string): void => {
      const filter = { column: 'a', operator, values: [value] }
      const column = decodeChunk(encode('a', values)).column('a')
      const marks = matchCodes(column, 'list', filter)
      const test = createCellTest('list', filter)
      assert.deepEqual(
        Array.from(column.codes, (code) => marks[code] === 1),
        values.map(test),
      )
    }
    fc.assert(fc.property(fc.array(some), operators, short, check), { numRuns: 1000 })
  })
})

describe('a zone', () => {
  it('is of no chunk that has a row which meets the filter, if it says so', () => {
    const long = `${'a'.repeat(30)}\uffff`
    const odd = fc.constantFrom(long, `${long}b`, '\uffff'.repeat(40), '5', 5, 6, true)
    const scalars = fc.oneof(fc.string({ maxLength: 3 }), odd)
    const many = fc.array(scalars, { minLength: 1, maxLength: 60, size: 'max' })
    const check = (values: Scalar[], operator: Operator, value: Scalar): void => {
      for (const type of ['string', 'mixed'] as const) {
        const set = createCellSet('a')
        const given = type === 'mixed' ? values : values.map(String)
        for (const cell of given) set.add(cell)
        const filter = { column: 'a', operator, values: [type === 'mixed' ? value : String(value)] }
        const meets = given.some(createItemTest(type, filter))
        if (meets) assert.ok(mayMeet(set.toZone(), given.length, type, filter))
      }
    }
    fc.assert(fc.property(many, operators, scalars, check), { numRuns: 1000 })
  })

  it('bounds long texts by their beginning, and nothing by what is written alike', () => {
    const texts = createCellSet('a')
    const numbers = createCellSet('a')
    for (let at = 100; at < 200; at++) {
      texts.add(`${'a'.repeat(30)}${at}`)
      numbers.add(at)
    }
    const eq = (value: string): Filter => ({ column: 'a', operator: 'eq', values: [value] })
    assert.ok(mayMeet(texts.toZone(), 100, 'string', eq(`${'a'.repeat(30)}199`)))
    assert.ok(!mayMeet(texts.toZone(), 100, 'string', eq('b')))
    assert.ok(mayMeet(numbers.toZone(), 100, 'mixed', eq('150')))
  })

  it('leaves out what is before the least and after the greatest value', () => {
    const set = createCellSet('a')
    for (let at = 100; at < 200; at++) set.add(at)
    const may = (operator: Operator, ...values: number[]): boolean =>
      mayMeet(set.toZone(), 100, 'integer', { column: 'a', operator, values })
    assert.deepEqual(
      [may('eq', 99), may('eq', 100), may('eq', 199), may('eq', 200)],
      [false, true, true, false],
    )
    assert.deepEqual([may('lt', 99), may('gte', 200), may('between', 0, 99)], [false, false, false])
    assert.ok(
      !mayMeet(set.toZone(), 100, 'integer', { column: 'a', operator: 'null', values: [true] }),
    )
  })
})

describe('a facet', () => {
  it('is refused where there are more values than can be counted', () => {
    const values = Array.from({ length: MAX_COUNTED_VALUES + 1 }, (_, at) => at)
    const chunk = decodeChunk(encode('a', values))
    const rows = Uint32Array.from(values)
    const add = (count: number): void =>
      createFacet('a', 'integer').add(chunk.column('a'), rows.subarray(0, count))
    add(MAX_COUNTED_VALUES)
    assert.throws(() => add(values.length), QuestionError)
  })
})

describe('the list of chunks', () => {
  it('knows the block of every row', () => {
    const blocks = [3, 0, 1, 5].map((rows, at) => ({ hash: `00000000f${at}`, rows }))
    const list = decodeChunkList(
      encodeChunkList([{ first: '', hash: 'abc', rows: 9, zones: {} }], blocks),
    )
    const of = Array.from({ length: 9 }, (_, row) => list.blockOf(row))
    assert.deepEqual(of, [0, 0, 0, 2, 3, 3, 3, 3, 3])
    assert.deepEqual([list.blockHash(3), list.findBlock('00000000f2')], ['00000000f3', 2])
    assert.equal(list.findBlock('ffffffffff'), -1)
  })

  it('is refused where its numbers do not agree', () => {
    const bytes = encodeChunkList([{ first: '', hash: 'abc', rows: 8, zones: {} }], [])
    assert.throws(() => decodeChunkList(bytes), /as many rows in the blocks as in the chunks/)
  })
})

describe('the columns of a lookup', () => {
  const columns: Column[] = [
    { name: 'id', type: 'string', optional: false },
    { name: 'kind', type: 'integer', optional: false },
    { name: 'other', type: 'string', optional: false },
  ]
  const compile = async (
    things: readonly Record<string, Cell>[],
  ): Promise<{ readonly chunks: ReadonlySet<string>; readonly list: string }> => {
    const scene = createPartScene({ key: 'id', filter: ['kind'] }, columns, things, {
      min: 80,
      spread: 160,
      max: 480,
    })
    const parts = await compileColumns(scene, { min: 102, spread: 36, max: 164 })
    const path = parts.columns ?? ''
    const list = decodeChunkList(await scene.open(parts).read(path))
    return { chunks: new Set(list.chunks.map(({ hash }) => hash)), list: path }
  }
  const things = Array.from({ length: 10_000 }, (_, at) => ({
    id: `k${String((at * 7919) % 10_007).padStart(5, '0')}`,
    kind: (at * at) % 91,
    other: 'x',
  }))

  it('are the same for the same rows, and change little with them', async () => {
    const before = await compile(things)
    assert.deepEqual(await compile(things), before)
    assert.ok(before.chunks.size > 30 && before.chunks.size < 43, `${before.chunks.size} chunks`)
    const added = Array.from({ length: 10 }, (_, at) => ({
      id: `k${String(at * 977).padStart(5, '0')}x`,
      kind: 5,
      other: 'y',
    }))
    const after = await compile([...things, ...added])
    const changed = [...after.chunks].filter((hash) => !before.chunks.has(hash))
    assert.ok(changed.length >= 8 && changed.length <= 20, `${changed.length} changed`)
    // So many that no chunk after them would begin where it did, if sizes alone decided.
    const ahead = Array.from({ length: 100 }, (_, at) => ({ id: `a${at}`, kind: 5, other: 'y' }))
    const moved = await compile([...ahead, ...things])
    const others = [...moved.chunks].filter((hash) => !before.chunks.has(hash))
    assert.ok(others.length <= 6, `${others.length} of ${before.chunks.size} changed`)
  })

  it('do not change with columns that are not among them', async () => {
    const before = await compile(things)
    const after = await compile(things.map((thing) => ({ ...thing, other: 'y' })))
    assert.deepEqual(after.chunks, before.chunks)
    assert.notEqual(after.list, before.list)
  })
})
