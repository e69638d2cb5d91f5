/** An older database is updated while submissions come in, and while an older Worker still writes into it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { STEPS, VERSIONS_TABLE } from '../../toolkit/inbox/schema.ts'
import { startFixture, type Fixture } from './fixture.ts'

const PAGES = {
  'index.html': `<!doctype html><title>T</title>
    <form method="post" action="/forms/note" data-quarantine="never"><input name="name"></form>`,
}

// As the last version's Worker stores a submission.
const OLD_INSERT = `INSERT INTO leanto_submissions (
  id, form, revision, page, received_at, language, entries, extra, signs, score, sender, recent, state) VALUES`
const oldRow = (id: string): string =>
  `('${id}', 'note', 'r', '/', '2026-01-01T00:00:00.000Z', 'en', '[["name",["old ${id}"]]]', '[]', '[]', 0, '', 0, 'accepted')`

const OLD_ROWS = 2000
const POSTS = 60

let site: Fixture

describe('the schema', () => {
  before(async () => {
    site = await startFixture(PAGES)
    await site.query(VERSIONS_TABLE)
    for (const [at, statements] of STEPS.slice(0, 2).entries()) {
      for (const statement of statements) await site.query(statement)
      await site.query(`INSERT INTO leanto_schema (version) VALUES (${at + 1})`)
    }
    for (let at = 0; at < OLD_ROWS; at += 500) {
      const rows = Array.from({ length: 500 }, (_, n) => oldRow(`old${at + n}`))
      await site.query(`${OLD_INSERT} ${rows.join()}`)
    }
  })
  after(() => site.close())

  test('is updated under load, and nothing is lost', async () => {
    const post = async (at: number): Promise<number> => {
      const body = new URLSearchParams({ name: `new ${at}` })
      return (await site.fetch('/forms/note', { method: 'POST', body })).status
    }
    const answers = await Promise.all(
      Array.from({ length: POSTS }, async (_, at) => {
        // Both write at once, before, while and after the tables change.
        const [status] = await Promise.all([
          post(at),
          site.query(`${OLD_INSERT} ${oldRow(`late${at}`)}`),
        ])
        return status
      }),
    )
    assert.deepEqual(new Set(answers), new Set([303]))
    const [total] = await site.query('SELECT count(*) AS n FROM leanto_submissions')
    assert.equal(total?.['n'], OLD_ROWS + 2 * POSTS)
    const versions = await site.query('SELECT version FROM leanto_schema ORDER BY version')
    assert.deepEqual(
      versions.map(({ version }) => version),
      STEPS.map((_, at) => at + 1),
    )
  })

  test('counts what was there before, and what an older Worker adds', async () => {
    const [counted] = await site.query(
      `SELECT total, unread FROM leanto_counts WHERE form = 'note' AND state = 'accepted'`,
    )
    const there = OLD_ROWS + 2 * POSTS
    assert.deepEqual(counted, { total: there, unread: there })
  })

  test('indexes what was there before, and what an older Worker adds', async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      const [left] = await site.query(
        'SELECT count(*) AS n FROM leanto_submissions WHERE indexed = 0',
      )
      if (left?.['n'] === 0) break
      await site.sweep()
    }
    const found = async (word: string): Promise<number> =>
      (await site.query(`SELECT rowid FROM leanto_search WHERE leanto_search MATCH '"${word}"'`))
        .length
    assert.equal(await found('old1234'), 1)
    assert.equal(await found('late59'), 1)
    assert.equal(await found('new 59'), 1)
    const rows = await site.query(`SELECT author FROM leanto_submissions WHERE id = 'old7'`)
    assert.deepEqual(rows, [{ author: 'old old7' }])
  })
})
