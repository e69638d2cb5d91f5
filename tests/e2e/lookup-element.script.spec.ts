/** `<leanto-lookup>` on a page of the lookup's own site, and on one of another site with a strict policy. */
import { expectAccessible, expectFits } from './expect-page.ts'
import { expect, type Page } from './fixture.ts'
import { tabTo } from './keyboard.ts'
import { servePage, test } from './lookup-element-site.ts'

const field = (page: Page, name: string | RegExp = 'Towns') => page.getByRole('searchbox', { name })
const status = (page: Page) => page.getByRole('status').first()
/** The names of the rows that are shown. */
const rows = (page: Page) => page.getByRole('rowheader')

/** Allows what stands in the documentation, and nothing else; markup cannot be written by scripts at all. */
const toPolicy = (site: string): string =>
  `default-src 'none'; script-src ${site}/_leanto/; connect-src ${site}/_leanto/; style-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`

const toEmbed = (site: string, attributes = ''): string =>
  `<!doctype html><html lang="en"><title>Elsewhere</title><h1>Elsewhere</h1>
<script type="module" src="${site}/_leanto/lookups/embed.js"></script>
<leanto-lookup src="${site}/lookups/towns" ${attributes}><a href="${site}/lookups/towns/">Towns</a></leanto-lookup>`

test('rows come while typing, with their licence, and lead to the site', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/embed/')
  await field(page).pressSequentially('par')
  await expect(rows(page)).toHaveText(['Paris', 'Parma'])
  await expect(status(page)).toHaveText('Rows found: 2')
  await expect(page.getByRole('columnheader')).toHaveText([
    'Name',
    'country',
    'population (people)',
    'lat',
  ])
  const credit = page.locator('leanto-lookup').locator('[part=credit]')
  await expect(credit).toHaveText('Towns · Data: Nobody & Sons · Licence: CC-BY-4.0 · Source')
  await expect(credit.getByRole('link', { name: 'CC-BY-4.0' })).toHaveAttribute(
    'href',
    'https://spdx.org/licenses/CC-BY-4.0.html',
  )
  await expect(credit.getByRole('link', { name: 'Source' })).toHaveAttribute(
    'href',
    'https://data.example/towns',
  )
  expect(asked.filter((path) => /^\/(api\/)?lookups\//.test(path))).toEqual([])
  await page.getByRole('link', { name: 'Parma' }).click()
  await expect(page).toHaveURL(/\/lookups\/towns\/t4$/)
})

test('what answers is loaded when the field is come to', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/embed/')
  await expect(field(page)).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(asked.filter((path) => path.startsWith('/_leanto/lookups/')).length).toBe(2)
  await field(page).focus()
  await field(page).fill('zug')
  await expect(rows(page)).toHaveText(['Zug'])
})

test('an element says what it asks, which columns it shows, and how many rows', async ({
  page,
}) => {
  await page.goto('/more/')
  const near = field(page, 'Towns: Latitude, longitude')
  await near.fill('48.85, 2.35')
  await near.press('Enter')
  await expect(rows(page)).toHaveText(['Paris', 'Versailles'])
  await expect(page.getByRole('columnheader')).toHaveText(['Name', 'country', 'Distance'])
  await expect(page.getByRole('cell', { name: 'km' }).last()).toHaveText('16.6 km')
  await near.fill('somewhere')
  await near.press('Enter')
  await expect(status(page)).toHaveText(/^This cannot be looked up\. .*latitude/)

  const nets = field(page, 'Whose is it?')
  await nets.fill('2001:db8::1')
  await nets.press('Enter')
  await expect(page.getByRole('definition').nth(1)).toHaveText('Documentation 6')

  const key = field(page, 'Towns: id')
  await key.fill('t3')
  await key.press('Enter')
  await expect(page.getByRole('definition').filter({ hasText: 'Versailles' })).toBeVisible()
  await key.fill('t')
  await key.press('Enter')
  await expect(page.getByRole('status').nth(2)).toHaveText('Nothing found')
  // Where there is no such lookup, what the element holds is left.
  await expect(page.getByRole('link', { name: 'Nothing', exact: true })).toBeVisible()
})

test('the place of the visitor is asked for by a click alone', async ({ page, context }) => {
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: 47.37, longitude: 8.54 })
  await page.goto('/more/')
  await page.getByRole('button', { name: 'Use my location' }).click()
  await expect(rows(page)).toHaveText(['Zürich', 'Zug'])
  await expect(field(page, 'Towns: Latitude, longitude')).toHaveValue('47.3700,8.5400')
})

test('it speaks the language around it', async ({ page }) => {
  await page.goto('/einbau/')
  await field(page).fill('par')
  await expect(status(page)).toHaveText('Gefundene Zeilen: 2')
  await expect(page.getByRole('button', { name: 'Nachschlagen' })).toBeVisible()
})

test('it is accessible, in light and dark, fits a phone, and takes no style of the page but its own properties', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 700 })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto('/embed/')
  await expect(field(page)).toBeVisible()
  await expectAccessible(page)
  await tabTo(page, field(page))
  await page.keyboard.type('par')
  await expect(rows(page)).toHaveCount(2)
  await expectFits(page)
  await expectAccessible(page)
  const button = page.getByRole('button', { name: 'Look up' })
  await expect(button).toHaveCSS('text-transform', 'none')
  await expect(button).not.toHaveCSS('background-color', 'rgb(150, 0, 0)')
  await page.evaluate(`document.querySelector('leanto-lookup')
    .style.setProperty('--leanto-lookup-accent', 'rgb(1, 2, 3)')`)
  await expect(button).toHaveCSS('background-color', 'rgb(1, 2, 3)')
  expect(complaints).toEqual([])
})

test('another site with a strict policy shows it, and its scripts ask and are told', async ({
  page,
  fixture,
}) => {
  const elsewhere = await servePage(toEmbed(fixture.url, 'limit="1"'), toPolicy(fixture.url))
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon'))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(elsewhere.url)
  await field(page).fill('par')
  await expect(rows(page)).toHaveText(['Paris'])
  await expect(status(page)).toHaveText('Rows found: 2')
  await expect(page.getByRole('link', { name: 'Paris' })).toHaveAttribute(
    'href',
    `${fixture.url}/lookups/towns/t2`,
  )
  await expect(page.getByRole('button', { name: 'Look up' })).toHaveCSS('cursor', 'pointer')
  const told = await page.evaluate(`(async () => {
    const element = document.querySelector('leanto-lookup')
    const events = []
    document.addEventListener('leanto-lookup:answer', ({ detail }) => events.push(Object.keys(detail).find((name) => /^(find|near|key)$/.test(name))))
    const found = await element.ask('zu')
    const near = await element.ask({ near: '48.8,2.13', radius: '5km' })
    const row = await element.ask({ key: 't4' })
    const mistake = await element.ask({ colour: 'red' }).catch((error) => error.message)
    return [found.results.map(({ name }) => name), near.results[0].name, row.row.name, mistake.slice(0, 26), events]
  })()`)
  expect(told).toEqual([
    ['Zürich'],
    'Versailles',
    'Parma',
    'Unknown parameter "colour"',
    ['find', 'near', 'key'],
  ])
  expect(complaints).toEqual([])
  await elsewhere.close()
})

test('an element that is changed asks anew, and one that is put in later works too', async ({
  page,
}) => {
  await page.goto('/embed/')
  await expect(field(page)).toBeVisible()
  await page.evaluate(
    `document.querySelector('leanto-lookup').setAttribute('src', '/lookups/nets')`,
  )
  await expect(field(page, 'Networks: IP address')).toBeVisible()
  await expect(field(page)).toHaveCount(0)
  await page.evaluate(`
    const added = document.createElement('leanto-lookup')
    added.setAttribute('label', 'Added')
    added.src = '/lookups/towns'
    added.setAttribute('src', '/lookups/towns')
    document.querySelector('main').append(added)`)
  await field(page, 'Added').fill('zug')
  await expect(rows(page)).toHaveText(['Zug'])
})

test('a page that was open while the site was deployed reads the index again, once', async ({
  page,
}) => {
  await page.goto('/embed/')
  await field(page).fill('par')
  await expect(rows(page)).toHaveCount(2)
  let indexes = 0
  // The blocks that the page knows are gone; what the index names now is there.
  await page.route('**/_leanto/lookups/towns/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.endsWith('/index.json')) {
      indexes++
      const response = await route.fetch()
      const text = (await response.text()).replace(/"hash":"\w+"/, `"hash":"0000000000"`)
      await route.fulfill({ response, body: text })
    } else if (indexes === 0) await route.fulfill({ status: 404, body: 'gone' })
    else await route.continue()
  })
  await field(page).fill('village 2')
  await expect(rows(page).first()).toHaveText('Village 2')
  expect(indexes).toBe(1)
})

test('a page that was open while the site was deployed loads the parts of its script anew', async ({
  page,
}) => {
  let gone = 0
  await page.route('**/_leanto/lookups/part.*.js', async (route) => {
    gone++
    if (gone === 1) await route.fulfill({ status: 404, body: 'gone' })
    else await route.continue()
  })
  await page.goto('/embed/')
  await field(page).fill('zug')
  await expect(rows(page)).toHaveText(['Zug'])
  expect(gone).toBeGreaterThan(1)
})

test('where the site cannot be reached it says so, and asks again', async ({ page }) => {
  await page.goto('/embed/')
  await expect(field(page)).toBeVisible()
  await page.route('**/_leanto/lookups/towns/*.txt', (route) => route.abort())
  await field(page).fill('par')
  await expect(status(page)).toHaveText('The lookup cannot be reached now.')
  await page.unroute('**/_leanto/lookups/towns/*.txt')
  await field(page).press('Enter')
  await expect(rows(page)).toHaveCount(2)
})

test('the names that never change are asked for anew, and all is open to other sites', async ({
  fixture,
}) => {
  for (const path of ['/_leanto/lookups/embed.js', '/_leanto/lookups/towns/index.json']) {
    const { headers } = await fixture.fetch(path)
    expect(headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    expect(headers.get('access-control-allow-origin')).toBe('*')
  }
  const index = await (await fixture.fetch('/_leanto/lookups/towns/index.json')).text()
  const [, hash] = /"rows":\{"level":0,"blocks":\[\["[^"]*","(\w+)"/.exec(index) ?? []
  const block = await fixture.fetch(`/_leanto/lookups/towns/rows.${hash}.txt`)
  expect(block.status).toBe(200)
  expect(block.headers.get('cache-control')).toContain('immutable')
  expect(block.headers.get('access-control-allow-origin')).toBe('*')
})
