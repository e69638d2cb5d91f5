/** A form that is sent twice, by a double click or after an answer that was lost, is stored once. */
import { expect, testOn } from './fixture.ts'

const test = testOn({
  'index.html': `<!doctype html><html lang="en"><title>Note</title>
    <form method="post" action="/forms/note" data-quarantine="never">
    <label>Name <input name="name" required></label><button>Send</button></form>`,
})

test('a double click is one submission', async ({ page, fixture }, { project }) => {
  const name = `Double ${project.name}`
  await page.goto('/')
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Send' }).dblclick()
  await page.waitForURL(/leanto|thanks|#/)
  const rows = await fixture.query(
    `SELECT id FROM leanto_submissions WHERE entries LIKE '%"${name}"%'`,
  )
  expect(rows).toHaveLength(1)
})

test('what is sent again after an answer that was lost is one submission', async ({
  page,
  fixture,
}, { project }) => {
  const name = `Lost ${project.name}`
  await page.goto('/')
  await page.getByLabel('Name').fill(name)
  await page.route(
    '**/forms/note',
    async (route) => {
      await route.fetch({ maxRedirects: 0 })
      await route.abort()
    },
    { times: 1 },
  )
  const lost = page.waitForEvent('requestfailed')
  await page.getByRole('button', { name: 'Send' }).click()
  await lost
  await page.waitForURL('chrome-error://**')
  await page.goto('/')
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForURL(/leanto|thanks|#/)
  const rows = await fixture.query(
    `SELECT id FROM leanto_submissions WHERE entries LIKE '%"${name}"%'`,
  )
  expect(rows).toHaveLength(1)
})
