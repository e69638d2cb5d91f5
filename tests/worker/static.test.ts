/** A page view costs nothing: what starts the Worker, and what never does. */
import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { listFiles } from '../../toolkit/site/build-files.ts'
import { ROOT, startSite, type RunningSite } from './site.ts'

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

describe('a file of the search index', () => {
  let site: RunningSite
  before(async () => {
    site = await startSite()
  })
  after(() => site.close())

  test('never changes, may be read by any site, and is of a type that the host compresses', async () => {
    const page = await (await site.fetch('/search/')).text()
    const [, root = ''] = /<link rel="leanto-search" href="([^"]+)"/.exec(page) ?? []
    const [file = ''] = (await listFiles(join(ROOT, 'dist', dirname(root)))).filter((name) =>
      name.startsWith('terms.'),
    )
    const response = await site.fetch(`${dirname(root)}/${file}`)
    await response.body?.cancel()
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'application/x-protobuf')
    assert.match(response.headers.get('cache-control') ?? '', /max-age=31536000, immutable/)
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
  })
})

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
