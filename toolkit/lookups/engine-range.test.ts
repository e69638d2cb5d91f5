import assert from 'node:assert/strict'
import { it } from 'node:test'

import fc from 'fast-check'

import { createPartScene, type PartScene } from '../../tests/lookup-parts.ts'
import { FormatError } from '../core/errors.ts'
import { createRangePart } from './build-range.ts'
import type { CutSizes } from './cut.ts'
import { containingRow } from './engine-range.ts'
import { openSource, type Source } from './files.ts'
import { encodeBlock, type BlockList, type Column } from './format.ts'
import { QuestionError } from './question.ts'

const columns: readonly Column[] = [
  { name: 'id', type: 'integer', optional: false },
  { name: 'from', type: 'integer', optional: false },
  { name: 'to', type: 'integer', optional: false },
  { name: 'name', type: 'string', optional: false },
]

/** Ranges of eight numbers, each ten after the one before: the last two numbers are in none. */
function createScene(count: number, sizes?: CutSizes): PartScene {
  const rows = Array.from({ length: count }, (_, id) => {
    return { id, from: id * 10, to: id * 10 + 7, name: `Range "${id}"\n` }
  })
  return createPartScene(
    { key: 'id', range: { kind: 'number', from: 'from', to: 'to' } },
    columns,
    rows,
    sizes,
  )
}

async function compile({ context, rows }: PartScene): Promise<BlockList> {
  const part = createRangePart(context)
  // The build gives rows block by block.
  for (let at = 0; at < rows.length; at += 100) await part.add(rows.slice(at, at + 100), ['', ''])
  return part.finish()
}

async function idOf(source: Source, value: number): Promise<unknown> {
  return (await containingRow(source, String(value)))?.row['id']
}

const idAt = (value: number, count: number): number | undefined => {
  const id = Math.floor(value / 10)
  return id >= 0 && id < count && value - id * 10 <= 7 ? id : undefined
}

it('gives the whole row and the value as it was understood', async () => {
  const scene = createScene(3)
  const source = scene.open({ range: await compile(scene) })
  assert.deepEqual(await containingRow(source, ' +1.40e1 '), {
    row: { id: 1, from: 10, to: 17, name: 'Range "1"\n' },
    value: '14',
  })
  assert.equal(await containingRow(source, '18'), undefined)
})

it('answers at every edge of every block, wherever the blocks are cut', async () => {
  const count = 80
  const size = fc.integer({ min: 1, max: 400 })
  await fc.assert(
    fc.asyncProperty(size, size, size, async (min, spread, more) => {
      const scene = createScene(count, { min, spread, max: min + more })
      const source = scene.open({ range: await compile(scene) })
      for (let value = -1; value <= count * 10; value++) {
        assert.equal(await idOf(source, value), idAt(value, count), `${value}`)
      }
    }),
    { numRuns: 8 },
  )
})

it('reads one block, also for a value before its first line', async () => {
  const count = 4000
  const scene = createScene(count)
  const range = await compile(scene)
  assert.ok(range.level === 0 && range.blocks.length > 2)
  for (let value = 0; value < count * 10; value += 999) {
    const before = scene.reads()
    assert.equal(await idOf(scene.open({ range }), value), idAt(value, count))
    assert.equal(scene.reads(), before + 1)
  }
})

it('finds its way through lists of blocks', async () => {
  const count = 3000
  const scene = createScene(count, { min: 1, spread: 50, max: 100 })
  const range = await compile(scene)
  assert.ok(range.level > 0)
  const source = scene.open({ range })
  for (let value = -3; value < count * 10 + 3; value += 7) {
    assert.equal(await idOf(source, value), idAt(value, count), `${value}`)
  }
})

it('answers nothing where there are no ranges at all', async () => {
  const scene = createScene(0)
  assert.equal(await idOf(scene.open({ range: await compile(scene) }), 1), undefined)
})

it('refuses a value of another kind, and a lookup without ranges', async () => {
  const scene = createScene(2)
  const source = scene.open({ range: await compile(scene) })
  await assert.rejects(containingRow(source, 'twelve'), QuestionError)
  const { index, ...rest } = source
  const { range: _, ...other } = index
  await assert.rejects(
    containingRow({ ...rest, index: other }, '1'),
    new QuestionError('the lookup "things" has no ranges to look a value up in'),
  )
})

it('refuses a damaged file', async () => {
  const scene = createScene(1)
  const { index } = scene.open({ range: await compile(scene) })
  for (const text of [
    'leanto-lookup 1\n["0","1","0",0,7,"x"]\n',
    encodeBlock(['{"a":1}']),
    encodeBlock(['[1,2]']),
    encodeBlock(['["']),
    encodeBlock(['["",7,"0",0,7,"x"]']),
  ]) {
    const source = openSource(index, async () => new TextEncoder().encode(text))
    await assert.rejects(containingRow(source, '5'), FormatError, text)
  }
})
