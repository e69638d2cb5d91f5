/** What becomes of a delivery whose receiver never answers. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'

import { createTestHarness } from 'wrangler'

import { ROOT, toRunningSite } from './site.ts'

test('who does not answer within half a minute has failed, and holds nobody else', async (t) => {
  const server = createTestHarness({
    root: ROOT,
    workers: [
      {
        config: {
          name: 'silent',
          main: join(ROOT, 'tests/worker/deliver-silent-worker.edge.ts'),
          compatibility_date: '2026-10-01',
          d1_databases: [{ binding: 'DB', database_name: 'silent', database_id: 'silent' }],
        },
      },
    ],
  })
  const worker = await toRunningSite(server)
  t.after(() => worker.close())
  const answer = await worker.fetch('/')
  const told: unknown = JSON.parse(await answer.text())
  assert.deepEqual(told, { sent: 1, waited: [30_000, 30_000, 30_000], cleared: 3 })
  const error = 'the receiver did not answer within 30 seconds'
  assert.deepEqual(
    await worker.query('SELECT target, state, error FROM leanto_outbox ORDER BY target'),
    [
      { target: 'prompt', state: 'done', error: null },
      { target: 'silent', state: 'new', error },
      { target: 'thanks', state: 'new', error },
    ],
  )
})
