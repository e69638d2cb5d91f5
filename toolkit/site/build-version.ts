/** Tells builds apart that may make different things of the same page: by the toolkit's own code. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const TOOLKIT = join(import.meta.dirname, '..')
/** The folders that have a part in what comes of a page. */
const FOLDERS = ['core', 'lookups', 'page', 'search', 'site']

/** The SHA-256 of the code that reads pages, of the versions of the packages that it uses, and of some options. */
export function buildVersion(options: unknown): string {
  const hash = createHash('sha256')
  for (const folder of FOLDERS)
    for (const name of readdirSync(join(TOOLKIT, folder)).toSorted())
      if (/(?<!\.d|\.test)\.[jt]s$/.test(name))
        hash.update(readFileSync(join(TOOLKIT, folder, name)))
  hash.update(readFileSync(join(TOOLKIT, 'package.json')))
  hash.update(JSON.stringify([process.version, options]))
  return hash.digest('hex')
}
