/** A page that was loaded before a deploy is submitted after it. */
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { startFixture, until, type Fixture } from './fixture.ts'
import type { SiteRequest, SiteResponse } from './site.ts'

const page = (inside: string): string =>
  `<!doctype html><title>T</title><form method="post" action="/forms/f">${inside}<button>Send</button></form>`

const FIRST = page('<label>Name <input name="name" required></label>')
const SECOND = page(
  '<label>Name <input name="name" required maxlength="5"></label><label>City <input name="city" required></label>',
)

let site: Fixture

before(async () => {
  site = await startFixture({ 'index.html': FIRST })
})
after(() => site.close())

/** Fills in a page as it was loaded, and sends it. */
function send(html: string, fields: Readonly<Record<string, string>>): Promise<SiteResponse> {
  const [, form = ''] = /name="_form" value="([^"]+)"/.exec(html) ?? []
  const body = new URLSearchParams({ homepage: '', ...fields, _form: form })
  const request: SiteRequest = {
    method: 'POST',
    body,
    headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', accept: 'text/html' },
  }
  return site.fetch('/forms/f', request)
}

async function load(): Promise<string> {
  return (await site.fetch('/')).text()
}

async function revisions(): Promise<unknown[]> {
  const rows = await site.query('SELECT revision FROM leanto_submissions ORDER BY rowid')
  return rows.map(({ revision }) => revision)
}

test('the contract of an earlier build still holds, though nobody had sent that page before', async () => {
  const old = await load()
  await site.deploy({ 'index.html': SECOND })
  const answer = await send(old, { name: 'Ada Lovelace' })
  assert.equal(answer.status, 303)
  assert.ok(old.includes(`@${String((await revisions()).at(-1))}@`))
})

test('what was wrong there, too, is explained by the form of today, with what was typed', async () => {
  const answer = await send(FIRST_SENT, { name: '', city: 'Rome' })
  const html = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(html, /name="city" required value="Rome"/)
  assert.match(html, /aria-invalid="true"/)
})

const FIRST_SENT = '<input name="_form" value="f@0000000000">'

test('a page of a build that nobody remembers is held to the form of today', async () => {
  assert.equal((await send(FIRST_SENT, { name: 'Ada' })).status, 422)
  assert.equal((await send(FIRST_SENT, { name: 'Ada', city: 'Rome' })).status, 303)
})

test('the database remembers a contract that the machine of the build does not', async () => {
  const old = await load()
  // The first submission of a deployment records its contract.
  assert.equal((await send(old, { name: 'Ada', city: 'Rome' })).status, 303)
  await until(async () => {
    const rows = await site.query('SELECT revision FROM leanto_contracts').catch(() => [])
    return rows.length > 0
  })
  await rm(join(site.project, '.leanto', 'forms-history.json'))
  await site.deploy({ 'index.html': page('<input name="name" required pattern="[0-9]+">') })
  assert.equal((await send(old, { name: 'Grace', city: 'Rome' })).status, 303)
  assert.equal((await send(FIRST_SENT, { name: 'Grace', city: 'Rome' })).status, 422)
})

const upload = (inside: string): string =>
  `<!doctype html><title>T</title><form method="post" action="/forms/f" enctype="multipart/form-data">${inside}</form>`

async function sendFile(html: string, field: string, size: number): Promise<SiteResponse> {
  const [, form = ''] = /name="_form" value="([^"]+)"/.exec(html) ?? []
  const data = new FormData()
  data.append(field, new File(['x'.repeat(size)], 'a.txt'))
  data.append('_form', form)
  const encoded = new Response(data)
  return site.fetch('/forms/f', {
    method: 'POST',
    body: new Uint8Array(await encoded.arrayBuffer()),
    headers: {
      'content-type': encoded.headers.get('content-type') ?? '',
      'sec-fetch-site': 'same-origin',
      accept: 'text/html',
    },
  })
}

test('a file of a field that is gone since is kept; one that is too large today is asked for again', async () => {
  await site.deploy({ 'index.html': upload('<input type="file" name="cv">') })
  const old = await load()
  await site.deploy({
    'index.html': upload('<input type="file" name="resume" data-max-size="1 MB">'),
  })
  assert.equal((await sendFile(old, 'cv', 3_000_000)).status, 303)
  const files = await site.query(
    'SELECT field, size, (SELECT count(*) FROM leanto_file_pieces WHERE file = id) AS pieces FROM leanto_files',
  )
  assert.deepEqual(files, [{ field: 'cv', size: 3_000_000, pieces: 3 }])

  await site.deploy({ 'index.html': upload('<input type="file" name="cv" data-max-size="1 MB">') })
  const answer = await sendFile(old, 'cv', 3_000_000)
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /Choose a file of at most 1 MB/)
})

test('a field that is the trap of today is none on the page that had it as its own', async () => {
  await site.deploy({ 'index.html': page('<input name="homepage">') })
  const old = await load()
  await site.deploy({ 'index.html': page('<input name="name">') })
  const answer = await send(old, { homepage: 'https://ada.example', site_url: '' })
  assert.equal(answer.status, 303)
  const [row] = await site.query(
    'SELECT entries, signs FROM leanto_submissions ORDER BY rowid DESC',
  )
  assert.match(String(row?.['entries']), /ada\.example/)
  assert.doesNotMatch(String(row?.['signs']), /trap/)
})

test('a page of another form is a visible error, not a success', async () => {
  const answer = await send('<input name="_form" value="other@0123456789">', { name: '1' })
  assert.equal(answer.status, 400)
  assert.match(await answer.text(), /one of .*other/)
})
