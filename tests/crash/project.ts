/** A site of one form in a folder of its own, ready to be served, and the database that it leaves there. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { buildSite } from '../../toolkit/site/build.ts'
import type { Row } from './checker.ts'

export interface Project {
  readonly folder: string
  /** Of wrangler. */
  readonly config: string
  /** Where the databases are kept. */
  readonly state: string
  remove(): Promise<void>
}

/** What is in the database once nothing writes into it. */
export interface Stored {
  readonly rows: readonly Row[]
  /** What SQLite says of the file: `ok`. */
  readonly integrity: string
  /** Whether the counts that triggers keep are those of the rows. */
  readonly isCounted: boolean
}

/** The name of the form, and of its field that tells clients apart. */
export const FORM = 'crash'
export const CLIENT_FIELD = 'client'

const ROOT = join(import.meta.dirname, '..', '..')

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Crash</title></head>
<body>
<form name="${FORM}" method="post" action="/forms/${FORM}" data-notify="sink" data-quarantine="never">
<label>Client <input name="${CLIENT_FIELD}" required></label>
<label>Message <textarea name="message"></textarea></label>
<button>Send</button>
</form>
</body>
</html>
`

/** Builds the site for a Worker with these variables. */
export async function createProject(vars: Readonly<Record<string, string>>): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'leanto-crash-'))
  const pages = join(folder, 'dist')
  const module = join(folder, '.leanto', 'site.js')
  await mkdir(pages)
  await writeFile(join(pages, 'index.html'), PAGE)
  const paths = { project: folder, lookups: join(folder, 'lookups'), module }
  await buildSite({ folder: pages, paths })
  const config = join(folder, 'wrangler.json')
  await writeFile(config, JSON.stringify(toConfig(pages, module, vars)))
  return {
    folder,
    config,
    state: join(folder, 'state'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

function toConfig(pages: string, module: string, vars: Readonly<Record<string, string>>): unknown {
  return {
    name: 'crash',
    main: join(ROOT, 'tests', 'crash', 'worker.edge.ts'),
    compatibility_date: '2026-10-01',
    alias: { 'leanto:site': module },
    assets: { directory: pages, binding: 'ASSETS', run_worker_first: ['/forms/*', '/crash/*'] },
    vars,
    d1_databases: [{ binding: 'DB', database_name: 'crash', database_id: 'crash' }],
  }
}

/** Reads the database from its file, which nobody else may have open. */
export async function readStored({ state }: Project): Promise<Stored> {
  const folder = join(state, 'v3', 'd1', 'miniflare-D1DatabaseObject')
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.sqlite')) continue
    using db = new DatabaseSync(join(folder, file))
    const tables = db.prepare(`SELECT name FROM sqlite_master WHERE name = 'leanto_submissions'`)
    if (tables.get() !== undefined) return readDatabase(db)
  }
  throw new Error(`expected a database with submissions in ${folder}`)
}

function readDatabase(db: DatabaseSync): Stored {
  const all = (sql: string) => db.prepare(sql).all()
  const fields = `(SELECT value FROM json_each(entries) WHERE value ->> '$[0]' = '${CLIENT_FIELD}')`
  const rows = all(`SELECT id, ${fields} ->> '$[1][0]' AS client FROM leanto_submissions`)
  const counted = all('SELECT coalesce(sum(total), 0) AS total FROM leanto_counts')
  return {
    rows: rows.map(({ id, client }) => ({ id: String(id), client: String(client) })),
    integrity: all('PRAGMA integrity_check').flatMap(Object.values).join('\n'),
    isCounted: counted[0]?.['total'] === rows.length,
  }
}
