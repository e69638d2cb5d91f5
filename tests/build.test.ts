/** The build of this site says what it made, and makes the same bytes every time. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { promisify } from 'node:util'

import { listFiles } from '../toolkit/site/build-files.ts'

const ROOT = join(import.meta.dirname, '..')

/** The hash of each file that a build makes. */
async function hashes(): Promise<Map<string, string>> {
  const files = [
    ...(await listFiles(join(ROOT, 'dist'))).map((file) => `dist/${file}`),
    '.leanto/site.js',
  ]
  const found = new Map<string, string>()
  for (const file of files)
    found.set(
      file,
      createHash('sha256')
        .update(await readFile(join(ROOT, file)))
        .digest('hex'),
    )
  return found
}

describe('a second build', () => {
  let first: Map<string, string>
  let said = ''
  before(async () => {
    first = await hashes()
    const build = await promisify(execFile)('npm', ['run', 'build'], { cwd: ROOT })
    said = build.stdout
  })

  test('gives the same bytes', async () => {
    assert.deepEqual(await hashes(), first)
  })

  const lines: readonly RegExp[] = [
    /pages: \d+; regions: .*search at \/search\//,
    /form contact on \/contact\/: \d+ controls/,
    /email: email, required/,
    /search: \d+ pages, \d+ sections/,
    /lookup cities: 135,233 rows, \d+ blocks/,
    /in all: [\d,]+ of 20,000 files/,
  ]
  for (const line of lines)
    test(`says ${line.source}`, () => {
      assert.match(said, line)
    })
})
