/** A page view costs nothing: what starts the Worker, and what never does. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { startSite, type RunningSite } from './site.ts'

const FREE = [
  '/',
  '/contact/',
  '/search/',
  '/lookups/',
  '/lookups/cities/',
  '/docs/',
  '/favicon.svg',
  '/opensearch.xml',
  '/404',
  '/no/such/page',
  '/wp-login.php',
  '/.env',
  '/.git/config',
  '/_leanto/nothing.bin',
]
const PAID = [
  '/search?q=a',
  '/forms/contact',
  '/lookups/cities/2988507',
  '/lookups/cities',
  '/api/search?q=a',
  '/api/junk',
]

describe('a request', () => {
  let site: RunningSite
  before(async () => {
    // The same Worker, which marks what it answers.
    site = await startSite({ main: 'tests/worker/marking-worker.edge.ts' })
  })
  after(() => site.close())

  const answeredByWorker = async (path: string): Promise<boolean> => {
    const response = await site.fetch(path)
    await response.body?.cancel()
    return response.headers.has('x-answered-by-worker')
  }

  for (const path of FREE)
    test(`for ${path} does not start the Worker`, async () => {
      assert.equal(await answeredByWorker(path), false)
    })
  for (const path of PAID)
    test(`for ${path} does`, async () => {
      assert.equal(await answeredByWorker(path), true)
    })
})
