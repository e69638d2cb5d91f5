/** A site whose inbox answers as data to whoever asks, and what its tests do with it. */
import assert from 'node:assert/strict'
import { after, before } from 'node:test'

import type {
  FormCounts,
  HistoryEntry,
  ListPage,
  SubmissionView,
} from '../../toolkit/inbox/views.ts'
import { startFixture, type Fixture } from './fixture.ts'
import type { SiteRequest, SiteResponse } from './site.ts'

const PAGES = { 'index.html': '<!doctype html><title>T</title>' }
export const NOW = '2026-10-02T12:00:00.000Z'

let running: Fixture | undefined

/** Starts the site before the tests of a file, and ends it after them. */
export function startApi(): void {
  before(async () => {
    running = await startFixture(PAGES, { main: 'tests/worker/inbox-worker.edge.ts' })
    await fetchApi('/forms')
  })
  after(() => running?.close())
}

/** The site that is running. */
export function site(): Fixture {
  if (running === undefined) throw new Error('expected a site that was started')
  return running
}

/** The id of a number. */
export const toId = (number: number): string => number.toString(16).padStart(32, '0')

const quote = (value: string | number | null): string =>
  value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`

export type Row = Readonly<Record<string, string | number | null>>

export const ROW: Row = {
  form: 'contact',
  page: '/contact',
  received_at: '2026-10-01T12:00:00.000Z',
  language: 'en',
  entries: JSON.stringify([
    ['name', ['Ann']],
    ['email', ['ann@example.com']],
    ['message', ['The roof is leaking.']],
  ]),
  extra: '[]',
  state: 'accepted',
}

export async function add(number: number, row: Row = {}): Promise<string> {
  const columns = { id: toId(number), ...ROW, ...row }
  await site().query(
    `INSERT INTO leanto_submissions (${Object.keys(columns).join(', ')})
     VALUES (${Object.values(columns).map(quote).join(', ')})`,
  )
  return columns.id
}

export async function clear(): Promise<void> {
  for (const table of ['submissions', 'files', 'file_pieces', 'audit', 'scorer'])
    await site().query(`DELETE FROM leanto_${table}`)
}

export function fetchApi(path: string, request: SiteRequest = {}): Promise<SiteResponse> {
  return site().fetch(`/api/inbox${path}`, {
    ...request,
    headers: { 'x-now': NOW, ...request.headers },
  })
}

export async function get<T>(path: string): Promise<T> {
  const response = await fetchApi(path)
  const body: T = JSON.parse(await response.text())
  assert.equal(response.status, 200, JSON.stringify(body))
  return body
}

export const list = (params: string): Promise<ListPage> => get(`/submissions?${params}`)

export const open = (id: string): Promise<SubmissionView> => get(`/submissions/${id}`)

export function post(path: string, body: unknown): Promise<SiteResponse> {
  return fetchApi(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
}

export async function act(action: string, ids: readonly string[]): Promise<number> {
  const response = await post('/actions', { action, ids })
  const { changed }: { changed: number } = JSON.parse(await response.text())
  assert.equal(response.status, 200)
  return changed
}

/** What is sent is in the history, too. */
export const isOwn = ({ actor }: HistoryEntry): boolean => actor === 'owner'

export const idsOf = ({ items }: ListPage): string[] => items.map(({ id }) => id)

/** Holds the counts against the rows themselves. */
export async function checkCounts(): Promise<void> {
  const { forms } = await get<{ forms: FormCounts[] }>('/forms')
  const rows = await site().query(
    `SELECT form, sum(state = 'accepted') AS inbox, sum(state = 'accepted' AND read_at IS NULL) AS unread,
       sum(state = 'quarantined') AS spam, sum(state = 'archived') AS archive
     FROM leanto_submissions GROUP BY form ORDER BY form`,
  )
  assert.deepEqual(forms, rows)
}
