import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { after, before, beforeEach, describe, it } from 'node:test'

import { createSourceScene, type SourceScene } from '../../tests/build-source-scene.ts'

let scene: SourceScene
before(async () => {
  scene = await createSourceScene()
})
beforeEach(async () => {
  await scene.remove()
})
after(() => scene.remove())

const LOCK = 'things.lock.json'
const readLock = (): Promise<string> => readFile(scene.path(LOCK), 'utf8')

/** CSV of some rows, of which one can be another. */
function csv(rows: number, header = 'id,size,name', last = ''): string {
  const lines = Array.from({ length: rows }, (_, at) => `${at},${at * 2},n${at}\n`)
  return `${header}\n${lines.join('')}${last}`
}

async function readCsv(
  content: string,
  today = '2026-11-27',
  options = {},
): ReturnType<SourceScene['read']> {
  await scene.write({ 'things.csv': content })
  return scene.read(options, today)
}

describe('the lock file of a lookup', () => {
  it('is written by the first build', async () => {
    const { hash, updated } = await readCsv(csv(2))
    assert.equal(updated, '2026-11-27')
    assert.equal(
      await readLock(),
      `${JSON.stringify(
        {
          version: 1,
          columns: [
            { name: 'id', type: 'integer', optional: false },
            { name: 'size', type: 'integer', optional: false },
            { name: 'name', type: 'string', optional: false },
          ],
          rows: 2,
          hash,
          updated: '2026-11-27',
        },
        null,
        2,
      )}\n`,
    )
  })

  it('is left alone, and keeps its day, while the data is the same', async () => {
    await readCsv(csv(2))
    const first = await stat(scene.path(LOCK), { bigint: true })
    const { updated } = await readCsv(csv(2), '2027-01-01')
    assert.equal(updated, '2026-11-27')
    const later = await stat(scene.path(LOCK), { bigint: true })
    assert.deepEqual([later.ino, later.mtimeNs], [first.ino, first.mtimeNs])
  })

  it('notes data that is newer', async () => {
    const first = await readCsv(csv(20))
    const second = await readCsv(csv(19, undefined, '99,,\n'), '2027-01-01')
    assert.equal(second.updated, '2027-01-01')
    assert.notEqual(second.hash, first.hash)
    const text = await readLock()
    assert.match(text, /"updated": "2027-01-01"/)
    assert.match(text, /"name": "size",\n\s+"type": "integer",\n\s+"optional": true/)
  })

  it('keeps types that are wider than the data is now', async () => {
    await readCsv(csv(2, undefined, '3,1.5,x\n'))
    const { columns } = await readCsv(csv(3))
    assert.equal(columns[1]?.type, 'number')
  })

  for (const [title, content, message] of [
    [
      'gone',
      'id,size\n0,1\n1,2\n',
      /columns of the lookup "things" are others than before: "name" is gone; delete this file to accept that/,
    ],
    ['new', 'id,size,name,more\n0,1,a,b\n1,2,c,d\n', /before: "more" is new; delete/],
    ['called otherwise', csv(2, 'id,area,name'), /before: "size" is called "area" now; delete/],
    [
      'of another type',
      csv(2, undefined, '7,n/a,x\n'),
      /before: "size" was integer and is string by "n\/a"; delete/,
    ],
  ] as const) {
    it(`stops the build where a column is ${title}, and stays as it is`, async () => {
      await readCsv(csv(2))
      const first = await readLock()
      await assert.rejects(readCsv(content), { name: 'BuildError', message })
      await assert.rejects(readCsv(content), { message: /things\.lock\.json: / })
      assert.equal(await readLock(), first)
    })
  }

  it('stops the build where too many rows are lost', async () => {
    await readCsv(csv(20))
    await readCsv(csv(18))
    await readCsv(csv(20))
    await assert.rejects(readCsv(csv(17)), {
      message:
        /the lookup "things" has 17 rows, had 20: it has lost 3, 15 %, expected at most 10 % \(`maxLoss`\); delete this file to accept that/,
    })
    assert.equal((await readCsv(csv(17), undefined, { maxLoss: 0.15 })).rows, 17)
  })

  for (const [title, text, message] of [
    [
      'that is no JSON',
      '<<<<<<< HEAD',
      /things\.lock\.json: expected JSON .*: mend the lock file, or delete it/,
    ],
    ['of another version', '{"version":2}', /expected a lock file of the version 1, got 2/],
    ['that is no object', '[]', /expected an object, got \[\]/],
    [
      'without rows',
      '{"version":1,"columns":[],"rows":-1}',
      /expected a number under "rows", got -1/,
    ],
    [
      'without a hash',
      '{"version":1,"columns":[],"rows":1}',
      /expected 64 hexadecimal digits under "hash", got nothing/,
    ],
    [
      'with a column that is none',
      `{"version":1,"columns":[{"name":"a","type":"text","optional":true}],"rows":1,"hash":"${'0'.repeat(64)}","updated":"2026-11-27"}`,
      /expected columns with a name, a type and optional, got \{"name":"a"/,
    ],
    [
      'of a day that is none',
      `{"version":1,"columns":[],"rows":1,"hash":"${'0'.repeat(64)}","updated":"2026-02-30"}`,
      /expected a day as 2026-11-27 under "updated", got "2026-02-30"/,
    ],
  ] as const) {
    it(`stops the build as one ${title}`, async () => {
      await scene.write({ [LOCK]: text })
      await assert.rejects(readCsv(csv(1)), { name: 'BuildError', message })
    })
  }
})
