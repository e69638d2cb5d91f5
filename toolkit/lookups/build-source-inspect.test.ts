import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { createSourceScene, type SourceScene } from '../../tests/build-source-scene.ts'
import { inspectSource } from './build-source-inspect.ts'

let scene: SourceScene
before(async () => {
  scene = await createSourceScene()
})
after(() => scene.remove())

describe('a source without a declaration', () => {
  it('tells what its columns hold', async () => {
    await scene.write({
      'a.csv': 'Code,Country name,size,open\nb,France,10,true\na,France,9.5,\n,,,\nc,Chad,,true\n',
    })
    const { names, columns, rows } = await inspectSource(scene.path('a.csv'))
    assert.equal(rows, 3)
    assert.deepEqual(names, ['Code', 'country_name', 'size', 'open'])
    const share = 2 / 3
    assert.deepEqual(columns, [
      {
        name: 'Code',
        type: 'string',
        optional: false,
        filled: 1,
        distinct: 3,
        isUnique: true,
        maxLength: 1,
        min: 'a',
        max: 'c',
      },
      {
        name: 'country_name',
        type: 'string',
        optional: false,
        title: 'Country name',
        filled: 1,
        distinct: 2,
        isUnique: false,
        maxLength: 6,
        min: 'Chad',
        max: 'France',
      },
      {
        name: 'size',
        type: 'number',
        optional: true,
        filled: share,
        distinct: 2,
        isUnique: true,
        maxLength: 3,
        min: 9.5,
        max: 10,
      },
      {
        name: 'open',
        type: 'boolean',
        optional: true,
        filled: share,
        distinct: 1,
        isUnique: false,
        maxLength: 4,
      },
    ])
  })

  it('counts different values up to a limit, and knows of all whether one repeats', async () => {
    const lines = Array.from(
      { length: 20_001 },
      (_, at) => `${at},${at % 15_000},${at % 10_000},x\n`,
    )
    await scene.write({ 'a.csv': `a,b,c,d\n${lines.join('')}20001,1,1,1\n` })
    const { columns } = await inspectSource(scene.path('a.csv'))
    assert.deepEqual(
      columns.map(({ distinct, isUnique }) => [distinct, isUnique]),
      [
        [undefined, true],
        [undefined, false],
        [10_000, false],
        [2, false],
      ],
    )
  })

  it('is one of any kind, and writes no lock', async () => {
    await scene.write({
      'rows/a.json': '[{"id":1,"tags":["a","b"]}]',
      'a.rows.mjs': 'export default [{ id: 1 }]',
    })
    const { columns } = await inspectSource(scene.path('rows'))
    assert.deepEqual(
      columns.map(({ type, maxLength }) => [type, maxLength]),
      [
        ['integer', 1],
        ['list', 3],
      ],
    )
    assert.equal((await inspectSource(scene.path('a.rows.mjs'))).rows, 1)
    await assert.rejects(inspectSource(scene.path('none.csv')), { name: 'BuildError' })
  })
})
