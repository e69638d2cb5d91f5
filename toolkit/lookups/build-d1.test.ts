import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import { compileForTest, openTestDatabase, type TestDatabase } from '../../tests/lookup-d1.ts'
import { createMemoryOutput } from '../../tests/memory-output.ts'
import { countWrites, toBatches } from './build-d1-batches.ts'
import { loadVersion, type SqlTarget } from './build-d1-load.ts'
import { RowWriter, toLiteral, toPieces } from './build-d1-sql.ts'
import { compileForD1, type D1Version } from './build-d1.ts'
import { readDeclarations } from './build-declarations.ts'
import { buildLookups } from './build.ts'
import { tablesOf } from './d1-tables.ts'
import { createFileCache } from './file-cache.ts'
import type { Column } from './format.ts'
import { openD1Lookup } from './serve-d1-open.ts'
import { createD1Lookup } from './serve-d1.ts'

const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'string', optional: false },
  { name: 'name', type: 'string', optional: true },
  { name: 'size', type: 'integer', optional: true },
]
const OPTIONS = { key: 'id', find: ['name'], filter: ['size'] } as const

const rowsOf = (count: number, more = ''): { id: string; name: string; size: number }[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `k${at}`,
    name: `Name ${at} ${'x'.repeat(400)}${more}`,
    size: at % 10,
  }))

/** A target that fails before its nth run of statements, and keeps what it ran. */
function cutAt(target: SqlTarget, runs: number): SqlTarget {
  let left = runs
  return {
    query: target.query,
    async run(statements) {
      if (left-- === 0) throw new Error('the connection is cut')
      await target.run(statements)
    },
  }
}

async function stateOf({ target }: TestDatabase): Promise<unknown[]> {
  const rows = await target.query('SELECT hash, state FROM leanto_lookups ORDER BY state')
  return rows.map(({ hash, state }) => [state, hash])
}

describe('a load', () => {
  const versions: D1Version[] = []
  const closes: (() => Promise<void>)[] = []
  before(async () => {
    for (const [more, count] of [
      ['', 5000],
      ['b', 500],
      ['c', 500],
    ] as const) {
      const scene = await compileForTest(OPTIONS, COLUMNS, rowsOf(count, more))
      versions.push(scene.version)
      closes.push(scene.close)
    }
  })
  after(async () => {
    for (const close of closes) await close()
  })

  it('goes on where it was cut, and is then as if it had not been', async () => {
    const [version] = versions
    assert.ok(version)
    const whole = openTestDatabase()
    const { batches } = await loadVersion(version, whole.target)
    const cut = openTestDatabase()
    // Tables, the beginning, and two batches.
    await assert.rejects(loadVersion(version, cutAt(cut.target, 4)), /is cut/)
    const database = cut.database
    const early = openD1Lookup(version.index, database, createFileCache())
    await assert.rejects(early.get('k1'), {
      name: 'UnavailableError',
      message: /leanto load things/,
    })
    const report = await loadVersion(version, cut.target)
    assert.deepEqual(report, { isKnown: false, resumed: 2, batches })
    for (const { target, database: db } of [whole, cut]) {
      const { rows } = tablesOf(version.index)
      assert.deepEqual(
        { ...(await target.query(`SELECT count(*) AS count, sum(n) AS sum FROM ${rows}`))[0] },
        { count: 5000, sum: 12_497_500 },
      )
      const engine = openD1Lookup(version.index, db, createFileCache())
      assert.equal((await engine.get('k4999'))[0]?.['size'], 9)
      assert.equal((await engine.find('name 77', { limit: 5, offset: 0 })).total, 11)
    }
  })

  it('changes nothing the second time', async () => {
    const [version] = versions
    assert.ok(version)
    const { target } = openTestDatabase()
    await loadVersion(version, target)
    const ran: string[] = []
    const report = await loadVersion(version, {
      query: target.query,
      async run(statements) {
        ran.push(...statements)
        await target.run(statements)
      },
    })
    assert.deepEqual(report, { isKnown: true, resumed: 0, batches: 0 })
    assert.match(ran.join(), /^CREATE TABLE IF NOT EXISTS leanto_lookups [^;]*$/)
  })

  it('switches at once, keeps the version before, and drops what is older', async () => {
    const [first, second, third] = versions
    assert.ok(first && second && third)
    const opened = openTestDatabase()
    const engineOf = ({ index }: D1Version) =>
      openD1Lookup(index, opened.database, createFileCache())
    const nameOf = async (version: D1Version): Promise<unknown> =>
      String((await engineOf(version).get('k5'))[0]?.['name']).at(-1)
    await loadVersion(first, opened.target)
    await assert.rejects(loadVersion(second, cutAt(opened.target, 3)))
    assert.equal(await nameOf(first), 'x')
    await loadVersion(second, opened.target)
    assert.deepEqual(await stateOf(opened), [
      ['live', second.index.hash],
      ['old', first.index.hash],
    ])
    assert.deepEqual([await nameOf(first), await nameOf(second)], ['x', 'b'])
    await loadVersion(third, opened.target)
    await assert.rejects(nameOf(first), /not in the database yet/)
    assert.deepEqual([await nameOf(second), await nameOf(third)], ['b', 'c'])
    // Back to the one before: it is there.
    assert.equal((await loadVersion(second, opened.target)).batches > 0, true)
    assert.deepEqual(await stateOf(opened), [
      ['live', second.index.hash],
      ['old', third.index.hash],
    ])
    const tables = await opened.target.query(
      "SELECT count(*) AS count FROM sqlite_master WHERE type = 'table' AND name LIKE 'lookup_%'",
    )
    assert.equal(tables[0]?.['count'], 8)
  })

  it('is the same batches each time, none larger than D1 takes', async () => {
    const [version] = versions
    assert.ok(version)
    const seen: string[] = []
    for await (const batch of toBatches(version)) {
      assert.ok(batch.join(';').length < 5_000_000)
      for (const statement of batch) assert.ok(Buffer.byteLength(statement) < 100_000)
      seen.push(batch.join(';'))
    }
    let at = 0
    for await (const batch of toBatches(version)) assert.equal(batch.join(';'), seen[at++])
    assert.equal(at, seen.length)
    assert.ok((await countWrites(version)) > 15_000)
  })
})

describe('a row for D1', () => {
  it('is whole however long it is', async () => {
    const long = `${"it's; 😀\n".repeat(60_000)}BEGIN TRANSACTION;COMMIT;`
    const columns: readonly Column[] = [
      ...COLUMNS.slice(0, 1),
      { name: 'text', type: 'string', optional: false },
    ]
    const row = { id: 'a', text: long }
    const options = { key: 'id', find: ['id'] }
    const scene = await compileForTest(options, columns, [row, { id: 'b', text: 'b' }])
    const { target, database } = openTestDatabase()
    const ran: string[] = []
    await loadVersion(scene.version, {
      query: target.query,
      async run(statements) {
        ran.push(...statements)
        await target.run(statements)
      },
    })
    await scene.close()
    assert.deepEqual(await createD1Lookup(scene.version.index, database).get('a'), [row])
    // Wrangler would take these words out.
    assert.doesNotMatch(ran.join(), /BEGIN TRANSACTION|COMMIT;/)
  })

  it('is refused where it is longer than D1 takes', () => {
    const writer = new RowWriter('t', ['n', 'key', 'line'], 1)
    assert.throws(
      () => writer.add([0, 'the key', 'x'.repeat(2_000_000)]),
      /the key: expected a row of at most/,
    )
  })

  it('is made of literals that are what they stand for', async () => {
    const { target } = openTestDatabase()
    for (const value of [
      "it's",
      '--;',
      5,
      -3,
      null,
      'COMMIT;'.repeat(300),
      'COMMIT;\u{10fff0}',
      '\n',
    ]) {
      const [row] = await target.query(`SELECT ${toLiteral(value)} AS value`)
      assert.equal(row?.['value'], value)
    }
    const text = '😀'.repeat(30_001)
    assert.equal(toPieces(text).join(''), text)
    assert.ok(toPieces(text).every((piece) => piece.isWellFormed()))
  })
})

describe('a build of a lookup in D1', () => {
  it('makes the index of the version that a load brings, and says that it is to be loaded', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leanto-d1-'))
    try {
      const lookup = {
        kind: 'lookup',
        name: 'things',
        from: './things.json',
        key: 'id',
        find: ['name'],
        filter: ['size'],
        store: 'd1',
        licence: 'CC0-1.0',
        attribution: 'nobody',
      }
      await writeFile(join(folder, 'things.json'), JSON.stringify(rowsOf(300)))
      await writeFile(
        join(folder, 'things.ts'),
        `export const things = ${JSON.stringify(lookup)}\n`,
      )
      const cache = join(folder, 'cache')
      const output = createMemoryOutput()
      const { indexes, report } = await buildLookups({ folder, output, cache })
      const [declaration] = await readDeclarations(folder)
      assert.ok(declaration)
      const version = await compileForD1(declaration, { cache, folder: join(folder, 'out') })
      const { parts, ...index } = version.index
      const { parts: none, ...built } = indexes['things'] ?? { parts: undefined }
      assert.deepEqual(index, built)
      assert.deepEqual(none, { rows: { level: 0, blocks: [] } })
      assert.ok(parts.find)
      assert.match(report[0]?.warnings.join() ?? '', /run "leanto load things"/)
      assert.equal((await readFile(join(folder, 'out', index.about))).length > 0, true)
      assert.ok(![...output.files.keys()].some((path) => /\/(?:rows|find)\./.test(path)))
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
