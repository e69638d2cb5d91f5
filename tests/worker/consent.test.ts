/** What a visitor agreed to is kept in the words that they had before them. */
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { startFixture, until, type Fixture } from './fixture.ts'

const page = (language: string, words: string): string =>
  `<!doctype html><html lang="${language}"><title>T</title><form method="post" action="/forms/f"><input name="name">
  <label><input type="checkbox" name="terms" required> ${words}</label>
  <label><input type="checkbox" name="news" data-consent> Write to me</label></form>`

const site = (english: string, german: string): Record<string, string> => ({
  'a.html': page('en', english),
  'b.html': page('de', german),
})

let fixture: Fixture
let count = 0

before(async () => {
  fixture = await startFixture(site('I agree', 'Ich stimme zu'))
})
after(() => fixture.close())

async function load(path: string): Promise<string> {
  return (await fixture.fetch(path)).text()
}

/** Ticks the boxes of a page as it was loaded, and sends it; gives what was kept of it. */
async function send(
  html: string | undefined,
  boxes: readonly string[],
  referer?: string,
): Promise<unknown> {
  const [, form = ''] = /name="_form" value="([^"]+)"/.exec(html ?? '') ?? []
  count += 1
  const body = new URLSearchParams({ name: `N${count}`, homepage: '', _elapsed: '30000' })
  for (const box of boxes) body.append(box, 'on')
  if (html !== undefined) body.append('_form', form)
  const { status } = await fixture.fetch('/forms/f', {
    method: 'POST',
    body,
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(referer === undefined ? {} : { referer: fixture.url + referer }),
    },
  })
  assert.equal(status, 303)
  const [row] = await fixture.query(
    'SELECT consent FROM leanto_submissions ORDER BY rowid DESC LIMIT 1',
  )
  return JSON.parse(String(row?.['consent']))
}

test('each box that was ticked is kept with its words', async () => {
  const html = await load('/a')
  assert.deepEqual(await send(html, ['terms'], '/a'), [{ name: 'terms', text: 'I agree' }])
  assert.deepEqual(await send(html, ['terms', 'news'], '/a'), [
    { name: 'terms', text: 'I agree' },
    { name: 'news', text: 'Write to me' },
  ])
})

test('the words are those of the page that was sent, also where the browser does not name it', async () => {
  const html = await load('/b')
  const german = [{ name: 'terms', text: 'Ich stimme zu' }]
  assert.deepEqual(await send(html, ['terms'], '/b'), german)
  assert.deepEqual(await send(html, ['terms']), german)
  assert.deepEqual(await send(html, ['terms'], '/a'), german)
})

test('a program that names no build has the words of the page that it names', async () => {
  assert.deepEqual(await send(undefined, ['terms'], '/b'), [
    { name: 'terms', text: 'Ich stimme zu' },
  ])
})

test('a page that was loaded before the words changed has those that it had', async () => {
  const [english, german] = [await load('/a'), await load('/b')]
  await fixture.deploy(site('I agree to all', 'Ich stimme allem zu'))
  assert.deepEqual(await send(english, ['terms'], '/a'), [{ name: 'terms', text: 'I agree' }])
  assert.deepEqual(await send(german, ['terms'], '/b'), [{ name: 'terms', text: 'Ich stimme zu' }])
  const now = await load('/b')
  assert.deepEqual(await send(now, ['terms'], '/b'), [
    { name: 'terms', text: 'Ich stimme allem zu' },
  ])
})

test('the database remembers the words of every page that the machine of the build does not', async () => {
  const [english, german] = [await load('/a'), await load('/b')]
  await until(async () => {
    const rows = await fixture.query(
      `SELECT revision FROM leanto_contracts WHERE controls LIKE '%allem zu%'`,
    )
    return rows.length > 0
  })
  await rm(join(fixture.project, '.leanto', 'forms-history.json'))
  await fixture.deploy(site('Agreed', 'Einverstanden'))
  assert.deepEqual(await send(english, ['terms'], '/a'), [
    { name: 'terms', text: 'I agree to all' },
  ])
  assert.deepEqual(await send(german, ['terms'], '/b'), [
    { name: 'terms', text: 'Ich stimme allem zu' },
  ])
})

test('no words are claimed for a page of a build that nobody remembers', async () => {
  const unknown = '<input name="_form" value="f@0123456789@homepage">'
  assert.deepEqual(await send(unknown, ['terms'], '/a'), [{ name: 'terms', text: '' }])
  const forged = '<input name="_form" value="f@required@homepage">'
  assert.deepEqual(await send(forged, ['terms'], '/a'), [{ name: 'terms', text: '' }])
})
