/** What the scripts of forms make nicer: on pages of their own, and on pages that Astro's router swaps. */
import { join } from 'node:path'

import { build } from 'astro'

import { ROOT } from '../worker/site.ts'
import { expect, testOn, type Page } from './fixture.ts'

const test = testOn(async () => {
  const outDir = join(ROOT, '.leanto', 'test-scripts')
  const root = join(ROOT, 'tests', 'sites', 'scripts')
  await build({ root, outDir, logLevel: 'error' })
  return outDir
})

// Astro cannot build the site twice at once.
test.describe.configure({ mode: 'default' })

const thanks = (page: Page) => page.getByText('Thank you')

for (const kind of ['Plain', 'Scripted'])
  test(`a form on a page that was swapped in is mended and sent: ${kind}`, async ({
    page,
    fixture,
  }) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text())
    })
    await page.goto('/')
    await page.evaluate('window.isSamePage = true')
    await page.getByRole('link', { name: kind }).click()
    await page.getByLabel('Secret').fill('hunter2')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByRole('alert')).toContainText('Fill in this field.')
    await page.getByLabel('Name').fill(kind)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(thanks(page)).toBeVisible()
    expect(await page.evaluate('window.isSamePage')).toBe(true)
    expect(complaints).toEqual([])

    const name = kind.toLowerCase()
    const rows = await fixture.query(
      `SELECT entries, signs FROM leanto_submissions WHERE form = '${name}'`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.['entries']).toContain(`["name",["${kind}"]]`)
    expect(rows[0]?.['signs']).not.toContain('trap')
  })

test('a form with a file shows how much of it is sent, and is sent once however often it is clicked', async ({
  page,
  fixture,
}) => {
  let posts = 0
  await page.route('**/forms/upload', async (route) => {
    posts += 1
    await expect(page.getByRole('progressbar', { name: 'Send' })).toBeVisible()
    await page.getByRole('button', { name: 'Send' }).click()
    await route.continue()
  })
  await page.goto('/upload/')
  await page.getByLabel('File').setInputFiles({
    name: 'a.txt',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(3_000_000, 'text '),
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(thanks(page)).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await expect(page.getByLabel('File')).toHaveValue('')
  expect(posts).toBe(1)
  expect(await fixture.query('SELECT size FROM leanto_files')).toEqual([{ size: 3_000_000 }])
})

test('mistakes leave the file, the password and all else as they are', async ({ page }) => {
  await page.goto('/upload/')
  await page.getByLabel('Secret').fill('hunter2')
  await page.getByLabel('File').setInputFiles({
    name: 'a.txt',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(7_000_000, 'text '),
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByRole('alert')).toContainText('at most 6 MB. Yours has 7 MB')
  await expect(page.getByLabel('Secret')).toHaveValue('hunter2')
  await expect(page.getByLabel('File')).not.toHaveValue('')
})

test('an answer that is none, and one that does not come, leave the form as it was', async ({
  page,
}) => {
  await page.goto('/upload/')
  await page.getByLabel('Name').fill('Ada')
  await page.route('**/forms/upload', (route) => route.fulfill({ status: 502, body: '<h1>Bad' }))
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('alert')).toContainText('Nothing is lost')
  await page.unroute('**/forms/upload')
  await page.route('**/forms/upload', (route) => route.abort())
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('alert')).toContainText('Nothing is lost')
  await expect(page.getByLabel('Name')).toHaveValue('Ada')
  await page.unroute('**/forms/upload')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(thanks(page)).toBeVisible()
})

test('a button that only closes a dialog sends nothing', async ({ page }) => {
  let posts = 0
  page.on('request', (request) => {
    posts += request.method() === 'POST' ? 1 : 0
  })
  await page.goto('/upload/')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByLabel('Name').fill('Ada')
  expect(posts).toBe(0)
})

test('a proof of work is computed, counts once, and is made anew for the next message', async ({
  page,
  fixture,
}) => {
  await page.goto('/proof/')
  for (const name of ['Ada', 'Grace']) {
    await page.getByLabel('Name').fill(name)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByLabel('Name')).toHaveValue('')
  }
  const rows = await fixture.query(
    "SELECT signs FROM leanto_submissions WHERE form = 'proof' ORDER BY rowid",
  )
  expect(rows).toHaveLength(2)
  for (const { signs } of rows) expect(signs).not.toContain('unproven')
  expect(await fixture.query('SELECT id FROM leanto_challenges')).toHaveLength(2)
})

test('what the script sends again after an answer that was lost is stored once, and what was mended twice', async ({
  page,
  fixture,
}) => {
  await page.goto('/scripted/')
  await page.getByLabel('Name').fill('Lost')
  await page.getByLabel('Secret').fill('hunter2')
  await page.route(
    '**/forms/scripted',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  const send = page.getByRole('button', { name: 'Send' })
  await send.click()
  await expect(page.getByRole('alert')).toBeVisible()
  await send.click()
  await expect(thanks(page)).toBeVisible()
  const rows = async (): Promise<number> =>
    (
      await fixture.query(
        `SELECT id FROM leanto_submissions WHERE entries LIKE '%["name",["Lost"]]%'`,
      )
    ).length
  expect(await rows()).toBe(1)

  await page.getByLabel('Name').fill('Lost')
  await page.getByLabel('Secret').fill('hunter2')
  await send.click()
  await expect.poll(rows).toBe(2)
})
