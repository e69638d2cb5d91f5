import assert from 'node:assert/strict'
import { closeSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'

import { compileLookup, type CompileScene, type TestRow } from '../../tests/lookups.ts'
import type { ColumnAbout, LookupAbout } from './about.ts'
import { createAbout } from './build-about.ts'
import type { Column } from './format.ts'

async function about(
  rows: Iterable<TestRow>,
  scene: CompileScene = {},
): Promise<Record<string, ColumnAbout>> {
  const { index, output } = await compileLookup({ key: 'id' }, rows, scene)
  const { version, columns }: LookupAbout = JSON.parse(output.text(index.about))
  assert.equal(version, 2)
  return Object.fromEntries(columns.map((column) => [column.name, column]))
}

describe('what is told about a column', () => {
  it('counts the values of a small one', async () => {
    const { kind, tags, flag, none } = await about([
      { id: 3, kind: 'b', tags: ['x', 'y', 'x'], flag: true, none: null },
      { id: 1, kind: 'a', tags: ['y'], flag: true },
      { id: 2, kind: 'b', tags: [], flag: false },
      { id: 4, kind: null },
    ])
    assert.deepEqual(kind, {
      name: 'kind',
      filled: 3,
      distinct: 2,
      examples: ['a', 'b'],
      top: [
        { value: 'b', count: 2 },
        { value: 'a', count: 1 },
      ],
    })
    assert.deepEqual(tags, {
      name: 'tags',
      filled: 2,
      distinct: 2,
      examples: ['y', 'x; y; x'],
      top: [
        { value: 'y', count: 2 },
        { value: 'x', count: 1 },
      ],
    })
    assert.deepEqual(flag?.top, [
      { value: true, count: 2 },
      { value: false, count: 1 },
    ])
    assert.deepEqual(none, { name: 'none', filled: 0, distinct: 0, examples: [] })
  })

  it('has the first different examples by key, long ones cut', async () => {
    const { name } = await about(
      Array.from({ length: 40 }, (_, at) => ({
        id: 99 - at,
        name: `${at % 9}`.repeat(at === 1 ? 300 : 2),
      })),
    )
    assert.deepEqual(name?.examples, ['33', '22', '11', '00', '88'])
    const long = await about([{ id: 1, name: 'x'.repeat(300) }])
    assert.deepEqual(long['name']?.examples, [`${'x'.repeat(200)}…`])
  })

  it('spreads numbers over 24 equal steps', async () => {
    const values = Array.from({ length: 4801 }, (_, at) => (at * 17) % 4801)
    const { n, same } = await about(values.map((value, id) => ({ id, n: value, same: 7 })))
    assert.deepEqual([n?.min, n?.max, n?.distinct], [0, 4800, 4801])
    assert.deepEqual(
      n?.histogram,
      Array.from({ length: 24 }, (_, at) => (at < 23 ? 200 : 201)),
    )
    assert.equal(n?.top, undefined)
    assert.deepEqual([same?.min, same?.max, same?.histogram], [7, 7, undefined])
  })

  it('spreads the largest numbers there are', async () => {
    const max = Number.MAX_VALUE
    const { n } = await about([-max, 0, max].map((value, id) => ({ id, n: value })))
    assert.deepEqual(
      n?.histogram?.flatMap((count, at) => (count > 0 ? [at] : [])),
      [0, 12, 23],
    )
  })

  it('has the first and the last of dates', async () => {
    const days = ['2026-03-01', '1999-12-31', '2026-11-27']
    const rows = days.map((day, id) => ({ id, day, text: day }))
    const { day, text } = await about(rows, { types: { day: 'date' } })
    assert.deepEqual([day?.min, day?.max], ['1999-12-31', '2026-11-27'])
    assert.deepEqual([text?.min, text?.max], [undefined, undefined])
  })

  it('counts what is written alike in a list once', async () => {
    const { list } = await about([
      { id: 1, list: ['1', 1] },
      { id: 2, list: [1] },
    ])
    assert.deepEqual(list?.top, [{ value: 1, count: 2 }])
  })

  it('does not count the values of a large one, but goes on with numbers, in memory or not', () => {
    const file = join(tmpdir(), `about-${process.pid}`)
    const columns = ['n', 'text'].map((name, at): Column => {
      return { name, type: at === 0 ? 'number' : 'string', optional: false }
    })
    const tell = (max: number): LookupAbout => {
      const opened: number[] = []
      const builder = createAbout(() => {
        const descriptor = openSync(file, 'w+')
        opened.push(descriptor)
        return descriptor
      }, max)
      for (let at = 0; at < 240_000; at++)
        builder.add([(at * 7919) % 240_000, `text ${at % 10_001}`])
      const told = builder.finish(columns)
      assert.equal(opened.length, max === 0 ? 1 : 0)
      for (const descriptor of opened) closeSync(descriptor)
      return told
    }
    const { columns: told } = tell(1e6)
    assert.deepEqual(tell(0).columns, told)
    rmSync(file)
    const [n, text] = told
    assert.deepEqual(
      n?.histogram,
      Array.from({ length: 24 }, () => 10_000),
    )
    assert.deepEqual(
      [n?.distinct, n?.filled, text?.distinct, text?.top],
      [undefined, 240_000, undefined, undefined],
    )
  })

  it('takes ten thousand different values, and no more', async () => {
    const many = (count: number): TestRow[] =>
      Array.from({ length: count }, (_, at) => ({ id: at, v: `v${at}` }))
    assert.equal((await about(many(10_000)))['v']?.distinct, 10_000)
    assert.equal((await about(many(10_001)))['v']?.distinct, undefined)
  })
})
