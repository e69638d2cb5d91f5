import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { compileForTest, openD1, openTestDatabase } from '../../tests/lookup-d1.ts'
import { loadVersion } from './build-d1-load.ts'
import { openSource } from './files.ts'
import type { Column, LookupRow } from './format.ts'
import type { Listed, ListQuestion } from './question.ts'
import { createD1Reader } from './serve-d1-files.ts'
import { listD1Rows } from './serve-d1-list.ts'
import { createD1Lookup } from './serve-d1.ts'

const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'string', optional: false },
  { name: 'name', type: 'string', optional: true },
  { name: 'size', type: 'integer', optional: true },
]
const OPTIONS = { key: 'id', filter: ['name', 'size'] } as const
const ROWS = Array.from({ length: 60 }, (_, at) => ({
  id: `k${String(at).padStart(2, '0')}`,
  name: at % 20 === 0 ? 'Rare' : 'often',
  size: at % 4 === 3 ? null : at % 7,
}))
const ALL: ListQuestion = { filters: [], sort: [], facets: [], limit: 5 }
const RARE = { column: 'name', operator: 'contains', values: ['rar'] } as const
const OFTEN = { column: 'name', operator: 'eq', values: ['often'] } as const

/** All pages. */
async function walk(
  list: (question: ListQuestion) => Promise<Listed>,
  question: ListQuestion,
): Promise<{ readonly rows: readonly LookupRow[]; readonly pages: readonly Listed[] }> {
  const pages: Listed[] = []
  let cursor: string | undefined
  do {
    const page = await list({ ...question, ...(cursor === undefined ? {} : { cursor }) })
    pages.push(page)
    cursor = page.next
  } while (cursor !== undefined)
  return { pages, rows: pages.flatMap(({ rows }) => rows) }
}

describe('a list of more rows than one question looks at', () => {
  it('has short pages, and all rows on them', async () => {
    const { version, database } = await openD1(OPTIONS, COLUMNS, ROWS)
    const source = openSource(version.index, createD1Reader(version.index, database))
    const few = (question: ListQuestion): Promise<Listed> =>
      listD1Rows(source, database, question, 8)
    const all = (question: ListQuestion): Promise<Listed> => listD1Rows(source, database, question)
    const question = { ...ALL, filters: [RARE] }
    const { rows, pages } = await walk(few, question)
    assert.deepEqual(rows, (await walk(all, question)).rows)
    assert.equal(rows.length, 3)
    assert.ok(pages.length > 3)
    assert.equal(pages[0]?.total, undefined)
    assert.equal(pages[0]?.facets, undefined)
  })

  it('is in order where the filters leave many, and is refused where they may leave few', async () => {
    const { version, database, asked } = await openD1(OPTIONS, COLUMNS, ROWS)
    const source = openSource(version.index, createD1Reader(version.index, database))
    const few = (question: ListQuestion): Promise<Listed> =>
      listD1Rows(source, database, question, 8)
    for (const descending of [false, true]) {
      const question = { ...ALL, filters: [OFTEN], sort: [{ column: 'size', descending }] }
      const { rows } = await walk(few, question)
      assert.deepEqual(
        rows,
        (await walk((one) => listD1Rows(source, database, one), question)).rows,
      )
      assert.equal(rows.length, 57)
      assert.ok(asked.some((sql) => sql.includes('INDEXED BY')))
      await assert.rejects(few({ ...question, filters: [OFTEN, RARE] }), {
        name: 'QuestionError',
        message: /more than 8 of 60 rows/,
      })
    }
  })
})

describe('a cursor of a list', () => {
  it('goes on behind its row when the data has changed', async () => {
    const { target, database } = openTestDatabase()
    const open = async (
      rows: typeof ROWS,
    ): Promise<(question: ListQuestion) => Promise<Listed>> => {
      const { version, close } = await compileForTest(OPTIONS, COLUMNS, rows)
      await loadVersion(version, target)
      await close()
      return (question) => createD1Lookup(version.index, database).list(question)
    }
    const before = await open(ROWS)
    const after = await open(ROWS.filter(({ id }) => id !== 'k04' && id !== 'k01'))
    const plain = await before(ALL)
    assert.equal(plain.rows.at(-1)?.['id'], 'k04')
    const next = await after({ ...ALL, cursor: plain.next ?? '' })
    assert.equal(next.rows[0]?.['id'], 'k05')
    const sorted = { ...ALL, sort: [{ column: 'size', descending: true }] }
    const first = await before(sorted)
    const second = await after({ ...sorted, cursor: first.next ?? '' })
    assert.deepEqual(second.rows, (await before({ ...sorted, cursor: first.next ?? '' })).rows)
    await assert.rejects(after({ ...ALL, cursor: first.next ?? '' }), { name: 'QuestionError' })
  })
})
