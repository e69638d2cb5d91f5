/** What `wrangler deploy` would upload: the dry run before the tests wrote it. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'

import { listFiles } from '../../toolkit/site/build-files.ts'
import { ROOT } from './site.ts'

// Of everything at once: forms, inbox, search, seven lookups. Parsed when it starts: 600 KB of minified text takes a few
// milliseconds.
const MAX_WORKER_GZIP = 170_000

describe('the deployed project', () => {
  test('has a Worker of less than 170 KB, gzipped', async () => {
    const bundle = await readFile(join(ROOT, '.leanto', 'worker', 'worker.js'))
    const { length } = gzipSync(bundle)
    assert.ok(length < MAX_WORKER_GZIP, `${length} bytes`)
  })

  test('serves no dotfile, source map or server code', async () => {
    const files = await listFiles(join(ROOT, 'dist'))
    const wrong = files.filter((file) => /(^|\/)\.|\.map$|\.mjs$|\.ts$|node_modules/.test(file))
    assert.deepEqual(wrong, ['.assetsignore'])
  })

  test('has a policy without unsafe-inline on every page', async () => {
    for (const file of await listFiles(join(ROOT, 'dist'))) {
      if (!file.endsWith('.html')) continue
      const html = await readFile(join(ROOT, 'dist', file), 'utf8')
      const [, policy] = /http-equiv="content-security-policy" content="([^"]+)"/.exec(html) ?? []
      assert.match(policy ?? '', /default-src 'none'/, file)
      assert.doesNotMatch(policy ?? '', /unsafe-inline|unsafe-eval/, file)
    }
  })
})
