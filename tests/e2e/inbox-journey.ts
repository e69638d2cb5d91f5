/** The way of a submission from its visitor to its owner, until nothing is left of the person. */
import { readFile } from 'node:fs/promises'

import { expect, testOn, type Fixture } from './fixture.ts'

const KEY = 'leanto_0123456789abcdefghijklmnopqrstuvwxyz0123456'
const EMAIL = 'canary@example.org'
const CANARY = 'Kanarienvogel'

const PAGES = {
  'index.html': `<!doctype html><html lang="en"><title>Contact</title>
    <form method="post" action="/forms/contact" enctype="multipart/form-data" data-quarantine="never">
    <label>Name <input name="name" required></label>
    <label>Email <input type="email" name="email" required></label>
    <label>Message <textarea name="message"></textarea></label>
    <label>File <input type="file" name="file"></label>
    <label><input type="checkbox" name="consent" required> I agree</label>
    <button>Send</button></form>`,
}

/** All that the tables hold, as one text, but for the code of the index. */
async function readTables(fixture: Fixture): Promise<string> {
  const tables = await fixture.query(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'leanto%'`,
  )
  const names = tables.map(({ name }) => String(name)).filter((name) => name !== 'leanto_search')
  const rows = await Promise.all(names.map((name) => fixture.query(`SELECT * FROM ${name}`)))
  return JSON.stringify(rows, (_, value: unknown) =>
    value instanceof ArrayBuffer || value instanceof Uint8Array || isBytes(value)
      ? Buffer.from(value instanceof ArrayBuffer ? new Uint8Array(value) : value).toString('latin1')
      : value,
  )
}

function isBytes(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number')
}

export function testJourney(options: { readonly hasBucket: boolean }): void {
  const test = testOn(PAGES, {
    ...options,
    main: 'tests/worker/inbox-site-worker.edge.ts',
    vars: { INBOX_KEY: KEY },
    paths: ['/forms/*', '/inbox', '/inbox/*', '/api/*'],
  })

  test('a message is sent, read, marked, exported and erased', async ({ page, fixture }) => {
    await page.goto('/')
    await page.getByLabel('Name').fill('Ada')
    await page.getByLabel('Email').fill(EMAIL)
    await page.getByLabel('Message').fill(`The word is ${CANARY}.`)
    await page.getByLabel('File').setInputFiles({
      name: 'plan.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(`file of ${CANARY}`),
    })
    await page.getByLabel('I agree').check()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForURL(/#/)

    await page.goto('/inbox')
    await page.getByLabel('Key').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('This is not the key')).toBeVisible()
    await page.getByLabel('Key').fill(KEY)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: /Ada/ }).click()
    await expect(page.getByText(`The word is ${CANARY}.`)).toBeVisible()
    await expect(page.getByText('I agree')).toBeVisible()

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /plan\.txt/ }).click(),
    ])
    expect(download.suggestedFilename()).toBe('plan.txt')
    expect(await readFile(await download.path(), 'utf8')).toBe(`file of ${CANARY}`)

    await page.getByRole('button', { name: 'Spam', exact: true }).click()
    await page.goto('/inbox?folder=spam')
    await expect(page.getByRole('link', { name: /Ada/ })).toBeVisible()
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ])
    expect(await readFile(await csv.path(), 'utf8')).toContain(CANARY)

    expect(await readTables(fixture)).toContain(EMAIL)
    await page.goto('/inbox/data')
    await page.getByLabel('E-mail address').fill(EMAIL)
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByLabel('Yes, erase it for good').check()
    await page.getByRole('button', { name: 'Erase' }).click()
    await expect(page.getByText(/1 submission/)).toBeVisible()

    await expect.poll(() => fixture.listObjects('')).toEqual([])
    const left = await readTables(fixture)
    for (const word of [EMAIL, CANARY, CANARY.toLowerCase(), 'plan.txt', btoa(`file of ${CANARY}`)])
      expect(left).not.toContain(word)
  })
}
