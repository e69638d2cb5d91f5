/** A site whose inbox the tests of exports, erasures and backups fill and ask. */
import assert from 'node:assert/strict'

import { createKey } from '../../toolkit/inbox/key.ts'
import { startFixture, type Fixture, type FixtureOptions } from './fixture.ts'
import type { SiteRequest, SiteResponse } from './site.ts'

export const KEY = createKey()

export type Stored = Readonly<Record<string, unknown>>

/** Gives the rows of a statement. */
type Sql = (sql: string, ...values: readonly unknown[]) => Promise<Stored[]>

export interface DataSite extends Fixture {
  /** Asks the API as the owner. */
  api(path: string, request?: SiteRequest): Promise<SiteResponse>
  readonly sql: Sql
  /** Stores a submission with these columns, and files in the bucket or the database. */
  add(columns: Stored, files?: readonly AddedFile[]): Promise<string>
}

export interface AddedFile {
  readonly id: string
  readonly name: string
  readonly type?: string
  readonly store?: 'd1' | 'r2'
  readonly bytes: Uint8Array
}

const PAGES = {
  'index.html': `<!doctype html><title>T</title><form method="post" action="/forms/contact"><input name="name">
    <input type="email" name="email"><textarea name="message"></textarea></form>`,
}

let made = 0

/** Ids that are in order of their making. */
export function makeId(): string {
  made += 1
  return made.toString(16).padStart(32, '0')
}

export async function startDataSite(options: FixtureOptions = {}): Promise<DataSite> {
  const site = await startFixture(PAGES, {
    main: 'tests/worker/inbox-data-worker.edge.ts',
    paths: ['/*'],
    vars: { INBOX_KEY: KEY },
    ...options,
  })
  const sql: Sql = async (text, ...values) => {
    const body = JSON.stringify({ sql: text, values })
    const response = await site.fetch('/sql', { method: 'POST', body })
    const answer = await response.text()
    assert.equal(response.status, 200, `${text}: ${answer}`)
    const rows: Stored[] = JSON.parse(answer)
    return rows
  }
  return {
    ...site,
    sql,
    api: (path, request = {}) =>
      site.fetch(`/api/inbox/${path}`, {
        ...request,
        headers: { authorization: `Bearer ${KEY}`, ...request.headers },
      }),
    async add(columns, files = []) {
      const id = typeof columns['id'] === 'string' ? columns['id'] : makeId()
      await insert(sql, 'leanto_submissions', {
        ...USUAL,
        file_count: files.length,
        ...columns,
        id,
      })
      for (const file of files) await addFile(site, sql, id, file)
      return id
    },
  }
}

const USUAL = {
  form: 'contact',
  page: '/',
  received_at: '2026-01-01T00:00:00.000Z',
  language: 'en',
  entries: '[]',
  extra: '[]',
}

export async function insert(sql: Sql, table: string, row: Stored): Promise<void> {
  const names = Object.keys(row)
  const marks = names.map(() => '?').join(', ')
  await sql(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...Object.values(row))
}

const PIECE = 1024 * 1024

async function addFile(
  site: Fixture,
  sql: Sql,
  submission: string,
  file: AddedFile,
): Promise<void> {
  const { id, name, type = 'text/plain', store = 'd1', bytes } = file
  await insert(sql, 'leanto_files', {
    id,
    submission,
    field: 'file',
    name,
    type,
    size: bytes.length,
    store,
  })
  if (store === 'r2') {
    const body = new Uint8Array(bytes)
    const response = await site.fetch(`/put?key=forms/${id}`, { method: 'POST', body })
    assert.equal(response.status, 200)
    return
  }
  for (let at = 0; at === 0 || at < bytes.length; at += PIECE) {
    const base64 = Buffer.from(bytes.subarray(at, at + PIECE)).toString('base64')
    await insert(sql, 'leanto_file_pieces', { file: id, number: at / PIECE, base64 })
  }
}

/** The text of all that the database has, table by table; bytes as a character each. */
export async function dumpDatabase(site: DataSite): Promise<string> {
  const tables = await site.sql(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'leanto%' AND name <> 'leanto_search'`,
  )
  assert.ok(tables.length > 15)
  const dumps = tables.map(async ({ name }) => {
    const rows = await site.sql(`SELECT * FROM ${String(name)}`)
    return [String(name), ...rows.map((row) => Object.values(row).map(toText).join(' '))].join('\n')
  })
  return (await Promise.all(dumps)).join('\n\n')
}

function toText(value: unknown): string {
  return Array.isArray(value) ? Buffer.from(value).toString('latin1') : String(value)
}

/** What a zip file of stored entries has, by the list at its end (APPNOTE 4.3.12). */
export function readZip(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
  const zip = Buffer.from(bytes)
  const found = new Map<string, Buffer>()
  const end = zip.lastIndexOf('PK\u0005\u0006')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const size = zip.readUInt32LE(at + 20)
    const nameLength = zip.readUInt16LE(at + 28)
    const skipped = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    const start = zip.readUInt32LE(at + 42)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    found.set(name, zip.subarray(data, data + size))
    at += 46 + nameLength + skipped
  }
  return found
}
