/** The pages of the inbox on a site of their own, and submissions that are put into its database as they are. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTestHarness } from 'wrangler'

import { writeInboxPages } from '../../toolkit/inbox/build-pages.ts'
import { createOutput } from '../../toolkit/page/build-output.ts'
import { buildSite } from '../../toolkit/site/build.ts'
import { ROOT, toRunningSite, type RunningSite } from './site.ts'

export interface Scene extends RunningSite {
  /** Puts rows into a table, by their columns; several statements are one transaction. */
  insert(table: string, rows: readonly Row[]): Promise<void>
  /** Empties every table of the inbox. */
  clear(): Promise<void>
}

export type Row = Readonly<Record<string, string | number | null>>

interface Database {
  prepare(sql: string): Statement
  batch(statements: readonly Statement[]): Promise<unknown>
}

interface Statement {
  bind(...values: readonly unknown[]): Statement
}

const TABLES = [
  'submissions',
  'files',
  'outbox',
  'history',
  'audit',
  'search',
  'counts',
  'queries',
  'query_days',
]

/** Builds and starts it. */
export async function startInbox(): Promise<Scene> {
  const project = await mkdtemp(join(tmpdir(), 'leanto-inbox-'))
  const folder = join(project, 'dist')
  const module = join(project, '.leanto', 'site.js')
  await mkdir(folder)
  await writeFile(join(folder, 'index.html'), '<!doctype html><html lang="en"><title>Site</title>')
  await buildSite({ folder, paths: { project, lookups: join(project, 'lookups'), module } })
  await writeInboxPages(createOutput(folder))
  const server = createTestHarness({
    root: ROOT,
    workers: [
      {
        config: {
          name: 'inbox',
          main: join(ROOT, 'tests/worker/inbox-pages-worker.edge.ts'),
          compatibility_date: '2026-10-01',
          keep_names: false,
          alias: { 'leanto:site': module },
          assets: {
            directory: folder,
            binding: 'ASSETS',
            not_found_handling: '404-page',
            run_worker_first: ['/inbox', '/inbox/*'],
          },
          d1_databases: [{ binding: 'DB', database_name: 'inbox', database_id: 'inbox' }],
        },
      },
    ],
  })
  const running = await toRunningSite(server)
  // The first request installs the tables.
  await running.fetch('/inbox')
  const { DB } = await server.getWorker<{ DB: Database }>().getEnv()
  return {
    ...running,
    async insert(table, rows) {
      await DB.batch(
        rows.map((row) => {
          const columns = Object.keys(row)
          const marks = columns.map(() => '?').join(', ')
          return DB.prepare(
            `INSERT INTO leanto_${table} (${columns.join(', ')}) VALUES (${marks})`,
          ).bind(...Object.values(row))
        }),
      )
    },
    async clear() {
      await DB.batch(TABLES.map((table) => DB.prepare(`DELETE FROM leanto_${table}`)))
    },
    async close() {
      await running.close()
      await rm(project, { recursive: true })
    },
  }
}

/** An id of 32 hexadecimal digits. */
export function idOf(number: number): string {
  return number.toString(16).padStart(32, '0')
}

/** A row of a submission: what a visitor sent of a name, an e-mail address and a message. */
export function submissionRow(number: number, changes: Row = {}): Row {
  const author = `Person ${number}`
  const message = `Message number ${number}`
  return {
    id: idOf(number),
    form: 'contact',
    page: '/contact/',
    received_at: new Date(Date.UTC(2026, 9, 1, 12, number)).toISOString(),
    language: 'en',
    entries: JSON.stringify([
      ['name', [author]],
      ['email', [`person${number}@example.org`]],
      ['message', [message]],
    ]),
    extra: '[]',
    author,
    excerpt: message,
    ...changes,
  }
}
