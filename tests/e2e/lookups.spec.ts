/** The lookups of this site: what people ask of each, with and without JavaScript. */
import { tabTo } from './keyboard.ts'
import { expect, test, type Page } from './site.ts'

const row = (page: Page, at: number) => page.getByRole('row').nth(at)
const look = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Questions that one field answers with one row. */
const values: readonly (readonly [
  tool: string,
  field: string,
  button: string,
  value: string,
  heading: string,
])[] = [
  ['ip-countries', 'IP address', 'Which country', '193.0.6.139', 'Netherlands'],
  ['ip-countries', 'IP address', 'Which country', '2001:67c:2e8:22::c100:68b', 'Netherlands'],
  ['ip-networks', 'IP address', 'Whose network', '1.1.1.1', 'Cloudflare, Inc.'],
  ['ip-networks', 'IP address', 'Whose network', '::ffff:1.1.1.1', 'Cloudflare, Inc.'],
  ['mac-vendors', 'MAC address', 'Who made it', 'b8-27-eb-12-34-56', 'Raspberry Pi Foundation'],
]
for (const [tool, field, button, value, heading] of values)
  test(`${tool} knows ${value}`, async ({ page }) => {
    await page.goto(`/lookups/${tool}/`)
    await page.getByLabel(field, { exact: true }).and(page.getByRole('textbox')).fill(value)
    await look(page, button).click()
    await expect(page).toHaveURL(/[?]contains=/)
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
    await expect(page).toHaveTitle(/ · Leanto$/)
  })

/** Texts that are found, and the first row that they find. */
const texts: readonly (readonly [tool: string, text: string, first: string, path: RegExp])[] = [
  ['cities', 'são pau', 'São Paulo', /\/cities\/3448439$/],
  ['media-types', 'webp', 'image/webp', /\/media-types\/image\/webp$/],
  ['licences', 'mit', 'MIT', /\/licences\/MIT$/],
  [
    'browser-support',
    'fromasync',
    'javascript.builtins.Array.fromAsync',
    /\/browser-support\/javascript\.builtins\.Array\.fromAsync$/,
  ],
]
for (const [tool, text, first, path] of texts)
  test(`${tool} finds ${text}, and the row has a page of its own`, async ({ page }) => {
    await page.goto(`/lookups/${tool}/`)
    await page.getByRole('searchbox').fill(text)
    await look(page, 'Look up').click()
    await expect(page).toHaveURL(/[?]find=/)
    await expect(page.getByRole('searchbox')).toHaveValue(text)
    await row(page, 1).getByRole('link', { name: first, exact: true }).click()
    await expect(page).toHaveURL(path)
    await expect(page.getByRole('heading', { level: 2 }).nth(1)).toBeVisible()
  })

test('a typing mistake in the name of a city is mended, and said', async ({ page }) => {
  await page.goto('/lookups/cities?find=reykyavik')
  await expect(page.getByText('Nothing is called that.')).toBeVisible()
  await expect(row(page, 1)).toContainText('Reykjavík')
})

test('cities near a point are listed by their distance', async ({ page }) => {
  await page.goto('/lookups/cities/')
  await page.getByLabel('Near latitude, longitude').fill('48.8534, 2.3488')
  await look(page, 'What is near').click()
  await expect(row(page, 1)).toContainText('Paris')
  await expect(row(page, 1)).toContainText(' m')
  await expect(row(page, 2)).toContainText('km')
  await expect(page.getByLabel('Near latitude, longitude')).toHaveValue('48.8534, 2.3488')
})

test('cities near a point are on a map, which leads to them', async ({ page }) => {
  await page.goto('/lookups/cities/')
  await page.getByLabel('Near latitude, longitude').fill('48.85, 2.35')
  await look(page, 'What is near').click()
  const map = page.getByRole('group', { name: /: map of what was found$/ })
  await expect(map.getByRole('link')).toHaveCount(20)
  await expect(map.locator('.leanto-map-names').getByText('Paris', { exact: true })).toBeVisible()
  await map.getByRole('link', { name: 'Paris', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/cities\/2988507$/)
  await expect(page.getByRole('heading', { name: 'Paris' })).toBeVisible()
})

test('without the last condition all rows are listed', async ({ page }) => {
  await page.goto('/lookups/licences?osi_approved=true')
  await page.getByRole('link', { name: /Remove Approved by the OSI/ }).click()
  await expect(page.getByRole('status').getByRole('strong')).toHaveText('727')
  await expect(row(page, 1)).toBeVisible()
})

test('cities of a country are listed, ordered, narrowed and paged', async ({ page }) => {
  await page.goto('/lookups/cities/')
  await page.getByLabel('Country code').fill('JP')
  await page.getByLabel('People at least').fill('100000')
  await look(page, 'List the largest').click()
  await expect(row(page, 1)).toContainText('Tokyo')
  await expect(page.getByRole('link', { name: 'Remove Country: JP' })).toBeVisible()
  await page.getByRole('link', { name: 'More rows' }).click()
  await expect(page).toHaveURL(/cursor=/)
  await expect(row(page, 1)).not.toContainText('Tokyo')
  await page.getByRole('link', { name: 'First rows' }).click()
  await expect(row(page, 1)).toContainText('Tokyo')
  await page.getByRole('link', { name: 'Remove Country: JP' }).click()
  await expect(row(page, 1)).toContainText('Shanghai')
})

test('what is found is paged', async ({ page }) => {
  await page.goto('/lookups/cities?find=san')
  await expect(page.getByText('shown are 1 to 20')).toBeVisible()
  await page.getByRole('link', { name: 'More rows' }).click()
  await expect(page.getByText('shown are 21 to 40')).toBeVisible()
  await page.getByRole('link', { name: 'Previous rows' }).click()
  await expect(page.getByText('shown are 1 to 20')).toBeVisible()
})

test('a value narrows the rows, and is taken back', async ({ page }) => {
  await page.goto('/lookups/licences?sort=-osi_approved')
  const total = page.getByRole('status').getByRole('strong')
  await expect(total).toHaveText('727')
  await page.locator('summary', { hasText: 'Approved by the OSI' }).click()
  await page.getByRole('link', { name: /^true/ }).click()
  await expect(page).toHaveURL(/osi_approved=true/)
  await expect(total).toHaveText('149')
  await page.getByRole('link', { name: /Remove Approved by the OSI/ }).click()
  await expect(total).toHaveText('727')
})

test('a row leads to what has the same in common', async ({ page }) => {
  await page.goto('/lookups/ip-networks?contains=1.1.1.1')
  await look(page, 'All ranges of this network').click()
  await expect(page).toHaveURL(/asn=13335/)
  await expect(row(page, 1)).toContainText('Cloudflare')
  await page.goto('/lookups/ip-networks?contains=193.0.6.139')
  await look(page, 'Which country is it in').click()
  await expect(page).toHaveURL(/\/lookups\/ip-countries[?]contains=/)
  await expect(page.getByRole('heading', { name: 'Netherlands' })).toBeVisible()
})

test('the makers of hardware are found by name too', async ({ page }) => {
  await page.goto('/lookups/mac-vendors/')
  await page.getByLabel('Or the name of a maker').fill('raspberry')
  await look(page, 'Its prefixes').click()
  await expect(row(page, 1)).toContainText('Raspberry Pi')
})

test('the own address of a visitor is asked for by a link alone', async ({ site }) => {
  for (const name of ['ip-countries', 'ip-networks']) {
    const response = await site.fetch(`/api/my-address/${name}`, {
      headers: { 'cf-connecting-ip': '2001:67c:2e8:22::c100:68b' },
    })
    expect(response.status).toBe(303)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('location')).toMatch(RegExp(`^/lookups/${name}([?]contains=|/$)`))
  }
})

/** What no row is, and what is no question. */
const wrong: readonly (readonly [path: string, status: number, says: string])[] = [
  ['/lookups/cities/999999999', 404, 'There is no row'],
  ['/lookups/cities?find=xyzzyplughqq', 200, 'Nothing matches'],
  ['/lookups/cities?near=91,0', 400, 'near'],
  ['/lookups/cities?colour=red', 400, 'colour'],
  ['/lookups/cities?population.gte=many', 400, 'population'],
  ['/lookups/ip-countries?contains=192.168.1.1', 404, 'registered nowhere'],
  ['/lookups/ip-countries?contains=193.0.6.999', 400, '193.0.6.999'],
  ['/lookups/ip-networks?contains=fe80::1', 404, 'No network announces it'],
  ['/lookups/ip-networks?contains=nonsense', 400, 'nonsense'],
  ['/lookups/mac-vendors?contains=xyz', 400, 'xyz'],
  ['/lookups/media-types/no/such', 404, 'There is no row'],
  ['/lookups/licences/mit-0-0', 404, 'There is no row'],
  ['/lookups/browser-support?area=nothing', 200, 'Nothing matches'],
]
for (const [path, status, says] of wrong)
  test(`${path} is answered with ${status}, and why`, async ({ page }) => {
    const response = await page.goto(path)
    expect(response?.status()).toBe(status)
    await expect(page.getByRole('status').first()).toContainText(says)
  })

test('every lookup is in the overview, with its licence, and its examples have an answer', async ({
  page,
  request,
}) => {
  await page.goto('/lookups/')
  const tools = page.locator('.tools section')
  await expect(tools).toHaveCount(7)
  for (const tool of await tools.all()) {
    await expect(tool.locator('[rel=license]')).toHaveCount(1)
    for (const link of await tool.locator('h2 a, .tool-tries a').all()) {
      const response = await request.get(String(await link.getAttribute('href')))
      expect(response.status()).toBe(200)
    }
  }
})

for (const tool of [
  'cities',
  'ip-countries',
  'ip-networks',
  'mac-vendors',
  'media-types',
  'licences',
  'browser-support',
])
  test(`${tool}: every example has rows, and its columns and downloads are described`, async ({
    page,
    request,
  }) => {
    await page.goto(`/lookups/${tool}/`)
    for (const link of await page.locator('.lookup-tries a').all()) {
      const href = String(await link.getAttribute('href'))
      if (href.startsWith('/api/my-address/')) continue
      const response = await request.get(`/api${href}`)
      expect(`${href} ${response.status()}`).toBe(`${href} 200`)
      const answer = await response.json()
      expect(answer.row ?? answer.results[0]).toBeTruthy()
    }
    await page.getByRole('link', { name: 'Columns and downloads' }).click()
    await expect(page.getByRole('heading', { name: 'What is in it' })).toBeVisible()
    const csv = page.getByRole('link', { name: 'CSV', exact: true })
    const response = await request.head(String(await csv.getAttribute('href')))
    expect(response.status()).toBe(200)
    const schema = await request.get(`/api/lookups/${tool}/schema`)
    expect(schema.headers()['content-type']).toBe('application/schema+json')
  })

test('a row leads to the same as data', async ({ page, request }) => {
  await page.goto('/lookups/cities/2988507')
  for (const name of ['JSON', 'CSV', 'NDJSON', 'GeoJSON']) {
    const href = await page.getByRole('link', { name, exact: true }).getAttribute('href')
    const response = await request.get(String(href))
    expect(response.status()).toBe(200)
    expect(await response.text()).toContain('Paris')
  }
})

test('a city is looked up by keyboard alone', async ({ page }) => {
  await page.goto('/lookups/cities/')
  await tabTo(page, page.getByRole('searchbox'))
  await page.keyboard.type('reykjavik')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/find=reykjavik/)
  await tabTo(page, page.getByRole('link', { name: 'Reykjavík', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Reykjavík' })).toBeVisible()
})

test('the element stands in the documentation, and without JavaScript a link', async ({
  page,
  javaScriptEnabled,
}) => {
  await page.goto('/docs/lookups/embedding/')
  const element = page.locator('leanto-lookup')
  if (!javaScriptEnabled) {
    await element.getByRole('link', { name: 'Cities of the world' }).click()
    await expect(page).toHaveURL(/\/lookups\/cities\/$/)
    return
  }
  await element.getByRole('searchbox').fill('reykja')
  await expect(element.getByRole('link', { name: 'Reykjavík' }).first()).toBeVisible()
})
