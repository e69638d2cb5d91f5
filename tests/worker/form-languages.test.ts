/** A form speaks the language of its page, though the Worker carries only those of the site. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { startFixture, type Fixture } from './fixture.ts'

const page = (language: string, name: string): string =>
  `<!doctype html><html lang="${language}"><title>T</title><form method="post" action="/forms/${name}">
  <label>Name <input name="name" required></label></form></html>`
const PAGES = {
  'index.html': page('en', 'plain'),
  'de/index.html': page('de-AT', 'deutsch'),
  'tlh/index.html': page('tlh', 'klingon'),
}

describe('a form that is sent empty', () => {
  let site: Fixture
  before(async () => {
    site = await startFixture(PAGES)
  })
  after(() => site.close())

  for (const [name, title] of [
    ['plain', 'Error: T'],
    ['deutsch', 'Fehler: T'],
    ['klingon', 'Error: T'],
  ] as const) {
    test(`is told "${title}" at ${name}`, async () => {
      const response = await site.fetch(`/forms/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
        body: 'name=',
      })
      assert.equal(response.status, 422)
      assert.match(await response.text(), RegExp(`<title>${title}</title>`))
    })
  }

  test('needs no sentences of other languages', async () => {
    const module = await readFile(join(site.project, '.leanto', 'site-1.js'), 'utf8')
    assert.match(module, /Fehler: /)
    assert.doesNotMatch(module, /Erreur|错误/)
  })
})
