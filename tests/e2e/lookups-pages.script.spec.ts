/** How the pages of the lookups stand: accessible in both colours, on a phone, and without anything that moves. */
import { expectAccessible, expectFits } from './expect-page.ts'
import { expect, test } from './site.ts'

const paths = [
  '/lookups/',
  '/lookups/cities/',
  '/lookups/cities?find=san',
  '/lookups/cities?near=-16.8,180',
  '/lookups/cities?country=JP&sort=-population',
  '/lookups/cities?near=north',
  '/lookups/cities/2988507',
  '/lookups/cities/about',
  '/lookups/ip-countries?contains=2001:67c:2e8:22::c100:68b',
  '/lookups/ip-networks?asn=13335',
  '/lookups/mac-vendors?contains=B8:27:EB:12:34:56',
  '/lookups/media-types/image/svg+xml',
  '/lookups/licences?osi_approved=true',
  '/lookups/licences/none-such',
  '/lookups/browser-support?find=popover',
  '/lookups/browser-support/about',
]
for (const path of paths)
  test(`${path} is accessible, fits a phone, and stands still`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.addInitScript(`
      window.shifts = 0
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts += value
      }).observe({ type: 'layout-shift', buffered: true })`)
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate('window.shifts')).toBe(0)
    await expectFits(page)
    await expectAccessible(page)
  })

test('answers come while typing, without the Worker', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(api\/)?lookups\//.test(pathname) && !pathname.endsWith('/')) asked.push(pathname)
  })
  await page.goto('/lookups/cities/')
  await page.getByRole('searchbox').pressSequentially('zuri')
  await expect(page.getByRole('row').nth(1)).toContainText('Zürich')
  await page.getByLabel('Country code').fill('IS')
  await page.getByRole('button', { name: 'List the largest' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Reykjavík')
  await page.goto('/lookups/mac-vendors/')
  await page.getByLabel('MAC address').and(page.getByRole('textbox')).fill('b827eb')
  await page.getByRole('button', { name: 'Who made it' }).click()
  await expect(page.getByRole('heading', { name: 'Raspberry Pi Foundation' })).toBeVisible()
  expect(asked).toEqual([])
})

test('the place of the visitor is a click away', async ({ page, context }) => {
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: 64.1355, longitude: -21.8954 })
  await page.goto('/lookups/cities/')
  await page.getByRole('searchbox').focus()
  await page.getByRole('button', { name: 'Use my location' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Reykjavík')
})
