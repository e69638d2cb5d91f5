/** The whole of forms in workerd: pages are built, submissions are posted, answers and rows are read. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { createTestHarness, type TestHarness } from 'wrangler'

import { parsePage } from '../page/build-page.ts'
import { collectMessages } from './build-messages.ts'
import { createFormsBuild } from './build.ts'

// wrangler otherwise writes a trace of each request into the project.
process.env['X_LOCAL_OBSERVABILITY'] = 'false'

const CONTACT = `<!doctype html><html lang="en"><head><title>Contact</title></head><body>
<svg><title>Drawing</title></svg>
<form action="/elsewhere" method="post"><input name="q"></form>
<template><form><input name="inert"></form></template>
<form method="post" action="/forms/contact">
<p><label for="name">Name *</label> <input id="name" name="name" required aria-describedby="hint"></p><p id="hint">As on the card</p>
<label>E-mail: <input type="email" name="email" required></label>
<label>Secret <input type="password" name="secret"></label>
<fieldset><legend>Topic</legend>
<label><input type="radio" name="topic" value="a" required> A</label>
<label><input type="radio" name="topic" value="b &amp; c"> B</label></fieldset>
<label>Country <select name="country" required><option value="">-<option>Austria &amp; Tyrol<option value="de">Germany</select></label>
<label>Days <select name="days" multiple><option selected>Mon<option>Tue<option>Wed</select></label>
<label><input type="checkbox" name="news" value="yes" checked> News</label>
<label>Amount <input type="number" name="amount" min="1" max="5"></label>
<label>Message <textarea name="message" maxlength="200">Hello</textarea></label>
<input type="hidden" name="source" value="x">
<button name="action" value="send">Send</button>
</form>
<input form="late" name="outside"><form id="late" method="post" action="/forms/late" data-thanks="/thanks/"></form>
</body></html>`

const KONTAKT = CONTACT.replace('lang="en"', 'lang="de-AT"').replace('Name *', 'Ihr Name')
const BASED =
  '<!doctype html><base href="/elsewhere/"><form method="post" action="/forms/based"><input name="q" required></form>'
const THANKS = '<!doctype html><title>Thanks</title><p>Thanks</p>'

const WORKER = `
import { forms } from ${JSON.stringify(join(import.meta.dirname, 'serve.ts'))}
import site from './site.json'
const answer = forms()
const broken = { prepare: () => ({ bind: () => ({}) }), batch: async () => { throw new Error('D1_ERROR: overloaded') } }
export default {
  fetch(request, env, context) {
    const fault = request.headers.get('x-fault')
    const bindings = fault === null ? env : { ASSETS: env.ASSETS, DB: fault === 'missing' ? undefined : broken }
    return answer(request, bindings, { site, settings: {}, url: new URL(request.url), waitUntil: (promise) => context.waitUntil(promise) })
  },
}`

const VALID = {
  name: 'Ada',
  email: 'ada@example.org',
  secret: '',
  topic: 'b & c',
  country: 'de',
  message: 'One\r\ntwo',
  source: 'x',
  action: 'send',
}

let folder: string
let server: TestHarness

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leanto-forms-'))
  await writeProject(folder)
  server = createTestHarness({
    workers: [
      {
        config: {
          name: 'forms-test',
          main: join(folder, 'worker.js'),
          compatibility_date: '2026-10-01',
          assets: {
            directory: join(folder, 'site'),
            binding: 'ASSETS',
            not_found_handling: '404-page',
            run_worker_first: ['/forms/*'],
          },
          d1_databases: [{ binding: 'DB', database_name: 'test', database_id: 'test' }],
        },
      },
    ],
  })
  await server.listen()
})

after(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

async function writeProject(project: string): Promise<void> {
  const build = createFormsBuild()
  const files = {
    'contact/index.html': CONTACT,
    'kontakt/index.html': KONTAKT.replace(/<input form="late".*<\/form>/, ''),
    'thanks/index.html': THANKS,
    'ü/based.html': BASED,
  }
  for (const [file, source] of Object.entries(files)) {
    const page = parsePage(file, source)
    build.add(page)
    await mkdir(join(project, 'site', dirname(file)), { recursive: true })
    await writeFile(join(project, 'site', file), page.edits.toString())
  }
  const { contracts } = build.finish()
  const site = { forms: contracts, messages: collectMessages(contracts) }
  await writeFile(join(project, 'site.json'), JSON.stringify(site))
  await writeFile(join(project, 'worker.js'), WORKER)
}

interface PostOptions {
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
}

/** Posts as a browser that navigates does. */
async function post(
  fields: Record<string, string> | [string, string][],
  { path = '/forms/contact', headers = {}, body }: PostOptions = {},
): Promise<Response> {
  const response: unknown = await server.fetch(path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    body: body ?? new URLSearchParams(fields).toString(),
  })
  assert.ok(isResponse(response))
  return response
}

function isResponse(value: unknown): value is Response {
  return typeof value === 'object' && value !== null && 'status' in value
}

async function countRows(): Promise<number> {
  const { DB } = await server.getWorker<{ DB: D1 }>().getEnv()
  const row = await DB.prepare('SELECT count(*) AS n FROM leanto_submissions').first('n')
  return Number(row)
}

interface D1 {
  prepare(sql: string): { first(column?: string): Promise<unknown> }
}

const JSON_ACCEPT = { accept: 'application/json' }

test('two first submissions at once install the tables and are both kept', async () => {
  const names = ['Ada', 'Grace', 'Mary']
  const answers = await Promise.all(names.map((name) => post({ ...VALID, name })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303, 303],
  )
  assert.equal(await countRows(), 3)
})

test('a valid submission is stored and leads to the thanks on its page', async () => {
  const answer = await post([
    ...Object.entries(VALID),
    ['days', 'Mon'],
    ['days', 'Wed'],
    ['spam', '1'],
  ])
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/contact/#contact-thanks')
  const { DB } = await server.getWorker<{ DB: D1 }>().getEnv()
  const row: unknown = await DB.prepare(
    'SELECT form, page, language, entries, extra FROM leanto_submissions ORDER BY rowid DESC LIMIT 1',
  ).first()
  assert.deepEqual(row, {
    form: 'contact',
    page: '/contact/',
    language: 'en',
    entries: JSON.stringify([
      ['name', ['Ada']],
      ['email', ['ada@example.org']],
      ['secret', ['']],
      ['topic', ['b & c']],
      ['country', ['de']],
      ['days', ['Mon', 'Wed']],
      ['message', ['One\ntwo']],
      ['source', ['x']],
      ['action', ['send']],
    ]),
    extra: JSON.stringify([['spam', '1']]),
  })
})

test('an invalid submission is answered with its page, the errors and what was typed', async () => {
  const rows = await countRows()
  const hostile = '<b> &lt; & " \''
  const answer = await post([
    ['name', ''],
    ['email', hostile],
    ['secret', 'hunter2'],
    ['country', 'Austria & Tyrol'],
    ['days', 'Tue'],
    ['days', 'Wed'],
    ['amount', '9'],
    ['message', '\n</textarea><script>alert(1)</script> &amp;'],
    ['source', hostile],
  ])
  const html = await answer.text()
  assert.equal(answer.status, 422)
  assert.equal(answer.headers.get('cache-control'), 'private, no-cache')
  const has = (part: string): void => assert.ok(html.includes(part), `${part}\nin\n${html}`)
  has('<head><title>Error: Contact</title>')
  has('<svg><title>Drawing</title>')
  has('<div class="leanto-errors" id="contact-errors" role="alert" tabindex="-1" autofocus>')
  has('<li><a href="#name">Name: Fill in this field.</a></li>')
  has(
    '<li><a href="#contact-field-2">E-mail: Enter an email address, such as name@example.org.</a></li>',
  )
  has('<li><a href="#contact-field-4">Topic: Choose one of the options.</a></li>')
  has('aria-describedby="name-error hint"')
  has('<p class="leanto-error" id="name-error">Fill in this field.</p></p>')
  has('</label><p class="leanto-error" id="contact-field-2-error">')
  has(
    '<fieldset aria-describedby="contact-field-4-error"><legend>Topic</legend><p class="leanto-error" id="contact-field-4-error">',
  )
  has(`value="<b> &amp;lt; &amp; &quot; '"`)
  has('\n\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</textarea>')
  has('<option selected="">Austria &amp; Tyrol<option value="de">')
  has('<option>Mon<option selected="">Tue<option selected="">Wed')
  has('<input type="checkbox" name="news" value="yes">')
  has('Enter 5 or less.')
  has('<input name="q">')
  has('<input name="inert">')
  assert.ok(!html.includes('hunter2'))
  assert.equal(await countRows(), rows)
})

test('the page that the visitor came from is shown, in its own language', async () => {
  const headers = { referer: 'https://example.org/kontakt/' }
  const answer = await post({ ...VALID, name: '' }, { headers })
  const html = await answer.text()
  assert.ok(html.includes('<title>Fehler: Contact</title>'))
  assert.ok(html.includes('Ihr Name: Bitte füllen Sie dieses Feld aus.'))
  const [, action = ''] = /action="(\/forms\/contact[^"]*)"/.exec(html) ?? []
  assert.equal(action, '/forms/contact?page=%2Fkontakt%2F')
  const again = await post(
    { ...VALID, name: '' },
    { path: action, headers: { referer: 'https://example.org/forms/contact' } },
  )
  assert.ok((await again.text()).includes('<title>Fehler: Contact</title>'))
  const good = await post(VALID, { headers })
  assert.equal(good.headers.get('location'), '/kontakt/#contact-thanks')
})

test('a program gets JSON', async () => {
  const created = await post(VALID, { headers: JSON_ACCEPT })
  assert.equal(created.status, 201)
  const body: unknown = await created.json()
  assert.match(
    JSON.stringify(body),
    /^\{"id":"[0-9a-f]{32}","location":"\/contact\/#contact-thanks"\}$/,
  )

  const invalid = await post(
    {},
    {
      headers: { ...JSON_ACCEPT, 'content-type': 'application/json' },
      body: JSON.stringify({ ...VALID, name: undefined, news: true, amount: 2 }),
    },
  )
  assert.equal(invalid.status, 422)
  assert.equal(invalid.headers.get('content-type'), 'application/problem+json')
  assert.deepEqual(await invalid.json(), {
    status: 422,
    title: 'Unprocessable Content',
    detail: 'There is a problem with what you entered',
    errors: [
      {
        name: 'name',
        id: 'name',
        label: 'Name',
        flags: ['valueMissing'],
        message: 'Fill in this field.',
      },
    ],
  })
})

test('under a <base>, the summary still leads to the controls of the page that is shown', async () => {
  const answer = await post({ q: '' }, { path: '/forms/based?a=1&b=2' })
  assert.match(await answer.text(), /<a href="\/forms\/based\?a=1&amp;b=2#based-field-1">/)
})

test('a page whose name is not in ASCII can be led to', async () => {
  const answer = await post({ q: '1' }, { path: '/forms/based' })
  assert.equal(answer.headers.get('location'), '/%C3%BC/based#based-thanks')
})

for (const fault of ['missing', 'failing']) {
  test(`with the database ${fault} the visitor keeps what was typed`, async () => {
    const answer = await post(VALID, { headers: { 'x-fault': fault } })
    const html = await answer.text()
    assert.equal(answer.status, 503)
    assert.equal(answer.headers.get('retry-after'), '10')
    assert.ok(html.includes('could not be sent just now'))
    assert.ok(html.includes('value="ada@example.org"'))
    const json = await post(VALID, { headers: { ...JSON_ACCEPT, 'x-fault': fault } })
    assert.equal(json.status, 503)
  })
}

const MULTIPART = 'multipart/form-data; boundary=xx'
const part = (name: string, value: string): string =>
  `--xx\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

test('a multipart body is read as well', async () => {
  const body = `${Object.entries(VALID)
    .map(([name, value]) => part(name, value))
    .join('')}--xx--\r\n`
  const answer = await post({}, { headers: { 'content-type': MULTIPART }, body })
  assert.equal(answer.status, 303)
})

const REFUSED: readonly (readonly [string, PostOptions, number])[] = [
  ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ['a sibling site', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
  ['an unknown form', { path: '/forms/unknown' }, 404],
  ['an inherited name', { path: '/forms/constructor' }, 404],
  ['plain text', { headers: { 'content-type': 'text/plain' } }, 415],
  [
    'another charset',
    { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=latin1' } },
    415,
  ],
  ['no boundary', { headers: { 'content-type': 'multipart/form-data' }, body: 'x' }, 400],
  [
    'a cut multipart body',
    { headers: { 'content-type': MULTIPART }, body: part('name', 'x') },
    400,
  ],
  [
    'too many parts',
    { headers: { 'content-type': MULTIPART }, body: part('a', 'b').repeat(500) },
    413,
  ],
  ['too many fields', { body: 'a=b&'.repeat(500) }, 413],
  ['too many bytes', { body: `name=${'x'.repeat(1_100_000)}` }, 413],
  ['a name that is too long', { body: `${'x'.repeat(300)}=1` }, 400],
  ['JSON that is none', { headers: { 'content-type': 'application/json' }, body: '{' }, 400],
  ['a JSON list', { headers: { 'content-type': 'application/json' }, body: '[]' }, 400],
  [
    'nested JSON',
    { headers: { 'content-type': 'application/json' }, body: '{"name":{"a":1}}' },
    400,
  ],
]

for (const [what, options, status] of REFUSED) {
  test(`${what} is refused with ${status}`, async () => {
    const rows = await countRows()
    const answer = await post(VALID, {
      ...options,
      headers: { ...options.headers, ...JSON_ACCEPT },
    })
    assert.equal(answer.status, status)
    assert.equal(answer.headers.get('content-type'), 'application/problem+json')
    assert.equal(await countRows(), rows)
  })
}

test('what breaks off comes back to a person as the page, with what had come', async () => {
  const body = `${part('name', 'Ada')}${part('message', 'Hello')}--xx`
  const answer = await post({}, { headers: { 'content-type': MULTIPART }, body })
  const html = await answer.text()
  assert.equal(answer.status, 400)
  assert.ok(html.includes('did not arrive whole'))
  assert.ok(html.includes('value="Ada"'))
})

test('a password that was sent has to be entered again, and the page says so', async () => {
  const answer = await post({ ...VALID, name: '', secret: 'hunter2' })
  const html = await answer.text()
  assert.match(html, /name="secret"[^>]* aria-describedby="contact-field-3-note"/)
  assert.ok(html.includes('<p class="leanto-note" id="contact-field-3-note">For your safety'))
  assert.ok(!html.includes('hunter2'))
})

test('a form whose controls stand outside it takes them, and thanks on its own page', async () => {
  const answer = await post({ outside: 'x' }, { path: '/forms/late' })
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/thanks/')
})

test('GET and HEAD lead to the form, other methods are not allowed', async () => {
  for (const method of ['GET', 'HEAD']) {
    const answer = await server.fetch('/forms/contact', { method, redirect: 'manual' })
    assert.equal(answer.status, 303)
    assert.equal(answer.headers.get('location'), '/contact/')
  }
  const answer = await server.fetch('/forms/contact', { method: 'DELETE' })
  assert.equal(answer.status, 405)
  assert.equal(answer.headers.get('allow'), 'GET, HEAD, POST')
  await answer.arrayBuffer()
})

test('without fetch metadata the origin decides, and a program without either may post', async () => {
  const without = async (headers: Record<string, string>): Promise<number> => {
    const answer = await server.fetch('/forms/contact', {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(VALID),
    })
    await answer.arrayBuffer()
    return answer.status
  }
  const { url } = await server.listen()
  assert.equal(await without({ origin: url.origin }), 303)
  assert.equal(await without({ origin: 'https://evil.example' }), 403)
  assert.equal(await without({ origin: 'null' }), 403)
  assert.equal(await without({ origin: 'null', 'sec-fetch-site': 'same-origin' }), 303)
  assert.equal(await without({}), 303)
})
