/** A site to sign in to, at a time and with secrets that each request names; what tests of it share. */
import assert from 'node:assert/strict'
import { after, before } from 'node:test'

import { createKey } from '../../toolkit/inbox/key.ts'
import { startFixture, type Fixture } from './fixture.ts'
import type { SiteRequest, SiteResponse } from './site.ts'

export const KEY: string = createKey()
export const NOW: Date = new Date('2026-11-01T12:00:00Z')
/** In seconds. */
export const DAY = 86_400

export let site: Fixture

/** Starts the site before the tests of a file, and ends it behind them. */
export function useSite(): void {
  before(async () => {
    site = await startFixture(
      { 'index.html': '<!doctype html><title>T</title>' },
      {
        main: 'tests/worker/sign-in-worker.edge.ts',
        vars: { INBOX_KEY: KEY },
        paths: ['/inbox', '/inbox/*', '/second-try'],
      },
    )
    // The tables install themselves with the first sign-in.
    assert.equal((await signIn(KEY)).status, 303)
  })
  after(() => site.close())
}

export type Fields = Readonly<Record<string, string>>

export const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)
export const at = (seconds: number): Fields => ({ 'x-now': later(seconds).toISOString() })

export function post(fields: Fields, headers: Fields = {}): SiteRequest {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(fields).toString()
  return { method: 'POST', body, headers: { ...at(0), ...type, ...headers } }
}

export const signIn = (key: string, headers: Fields = {}): Promise<SiteResponse> =>
  site.fetch('/inbox/sign-in', post({ key }, headers))

export const enter = (headers: Fields): Promise<SiteResponse> =>
  site.fetch('/inbox', { headers: { ...at(0), ...headers } })

/** The owner's name, or nothing. */
export async function nameOf(headers: Fields): Promise<unknown> {
  const answer = await enter(headers)
  const body: unknown = await answer.json()
  if (answer.status === 401) return undefined
  assert.equal(answer.status, 200, JSON.stringify(body))
  assert.ok(typeof body === 'object' && body !== null && 'name' in body)
  return body.name
}

export async function messageOf(answer: SiteResponse): Promise<string> {
  const body: unknown = await answer.json()
  assert.ok(typeof body === 'object' && body !== null)
  return String('message' in body ? body.message : 'detail' in body ? body.detail : '')
}

/** What a browser sends back of a `Set-Cookie`. */
export const toCookie = (answer: SiteResponse): string =>
  (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

export const freshCookie = async (): Promise<string> => toCookie(await signIn(KEY))

export async function lastAudit(): Promise<unknown[]> {
  const [row = {}] = await site.query('SELECT * FROM leanto_audit ORDER BY id DESC LIMIT 1')
  return [row['actor'], row['action'], row['detail']]
}

export async function countRows(table: string): Promise<number> {
  const [row] = await site.query(`SELECT count(*) AS count FROM ${table}`)
  return Number(row?.['count'])
}
