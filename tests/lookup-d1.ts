/** A database as D1 is one, in memory, and lookups that are loaded into it; for tests. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { loadVersion, type SqlTarget } from '../toolkit/lookups/build-d1-load.ts'
import { compileD1Rows, type D1Version } from '../toolkit/lookups/build-d1.ts'
import { gatherRows } from '../toolkit/lookups/build-compile.ts'
import { openSortSpace } from '../toolkit/lookups/build-sorter.ts'
import type { CutSizes } from '../toolkit/lookups/cut.ts'
import { CUT_SIZES } from '../toolkit/lookups/cut.ts'
import { defineLookup, type LookupOptions } from '../toolkit/lookups/define.ts'
import type { Cell, Column } from '../toolkit/lookups/format.ts'
import type { LookupEngine } from '../toolkit/lookups/question.ts'
import type { SqlDatabase, SqlRow } from '../toolkit/lookups/d1-database.ts'
import { createD1Lookup } from '../toolkit/lookups/serve-d1.ts'

/** What D1 refuses. */
const MAX_STATEMENT = 100_000
const MAX_BOUND = 100

export interface TestDatabase {
  readonly database: SqlDatabase
  readonly target: SqlTarget
  /** The statements that were asked with values, in order. */
  readonly asked: string[]
  /** How SQLite goes about a statement. */
  readonly plan: (sql: string) => string
}

export function openTestDatabase(): TestDatabase {
  const sqlite = new DatabaseSync(':memory:')
  const asked: string[] = []
  const query = (sql: string, values: readonly (string | number | null)[] = []): SqlRow[] => {
    if (values.length > MAX_BOUND) throw new Error(`too many values are bound: ${values.length}`)
    return sqlite.prepare(sql).all(...values)
  }
  const run = (statements: readonly string[]): void => {
    sqlite.exec('BEGIN')
    try {
      for (const statement of statements) {
        if (Buffer.byteLength(statement) > MAX_STATEMENT) throw new Error('statement too long')
        sqlite.exec(statement)
      }
      sqlite.exec('COMMIT')
    } catch (error) {
      sqlite.exec('ROLLBACK')
      throw error
    }
  }
  return {
    asked,
    database: {
      prepare: (sql) => ({
        bind: (...values) => ({
          all: async () => {
            asked.push(sql)
            return { results: query(sql, values) }
          },
        }),
      }),
    },
    target: { run: async (statements) => run(statements), query: async (sql) => query(sql) },
    plan: (sql) =>
      query(`EXPLAIN QUERY PLAN ${sql}`)
        .map(({ detail }) => String(detail))
        .join('\n'),
  }
}

type D1Options = Partial<LookupOptions> & Pick<LookupOptions, 'key'>

export interface D1Scene {
  readonly version: D1Version
  readonly close: () => Promise<void>
}

/** Compiles rows, objects with every column, for D1. */
export async function compileForTest(
  options: D1Options,
  columns: readonly Column[],
  rows: readonly Readonly<Record<string, Cell>>[],
  sizes: CutSizes = CUT_SIZES,
): Promise<D1Scene> {
  const lookup = defineLookup({
    name: 'things',
    from: './things.json',
    licence: 'CC0-1.0',
    attribution: 'nobody',
    store: 'd1',
    ...options,
  })
  const folder = await mkdtemp(join(tmpdir(), 'leanto-d1-'))
  const space = openSortSpace({ folder: join(folder, 'sort') })
  try {
    const names = columns.map(({ name }) => name)
    const gathered = await gatherRows({ lookup, space }, async (sink) => {
      const table = sink(() => names)
      for (const [at, row] of rows.entries()) {
        table.add(
          names.map((name) => row[name] ?? null),
          `row ${at + 1}`,
        )
      }
      return { columns, rows: rows.length }
    })
    const made = { lookup, file: 'things.ts', space, sizes }
    const version = await compileD1Rows(made, gathered, join(folder, 'files'))
    return { version, close: () => rm(folder, { recursive: true }) }
  } finally {
    space.close()
  }
}

/** Compiles and loads rows, and opens them. */
export async function openD1(
  options: D1Options,
  columns: readonly Column[],
  rows: readonly Readonly<Record<string, Cell>>[],
  sizes?: CutSizes,
): Promise<TestDatabase & { readonly engine: LookupEngine; readonly version: D1Version }> {
  const scene = await compileForTest(options, columns, rows, sizes)
  const opened = openTestDatabase()
  await loadVersion(scene.version, opened.target)
  await scene.close()
  const engine = createD1Lookup(scene.version.index, opened.database)
  return { ...opened, engine, version: scene.version }
}
