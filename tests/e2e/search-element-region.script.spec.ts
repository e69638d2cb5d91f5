/** A search page with `<leanto-search>`, whose script answers also there: with the filters and the order of the form. */
import { expect, testOn, type Page } from './fixture.ts'
import { MANY_OPTIONS, MANY_PAGES, STONES } from './search-many.ts'

const SEARCH = 'search/index.html'
const test = testOn(async () => {
  const html = MANY_PAGES[SEARCH] ?? ''
  return {
    ...MANY_PAGES,
    [SEARCH]: html.replace('<main>', '<leanto-search></leanto-search><main>'),
  }
}, MANY_OPTIONS)

const titles = (page: Page) => page.locator('.results > li > a')
const total = (page: Page) => page.locator('.total b')

test('filters and orders count as soon as they are chosen, as the Worker has them', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/search/')
  await page.getByRole('searchbox').fill('stone')
  await expect(total(page)).toHaveText(String(STONES))
  const granite = page.getByRole('checkbox', { name: 'granite' })
  await granite.focus()
  await page.keyboard.press('Space')
  await expect(total(page)).toHaveText('333')
  await expect(granite).toBeFocused()
  await expect(granite).toBeChecked()
  await page.getByRole('checkbox', { name: 'slate' }).check()
  await expect(total(page)).toHaveText('666')
  await page.getByLabel('Order').selectOption('Newest first')
  await expect(page).toHaveURL(
    /\/search\?q=stone&filter\.kind=granite&filter\.kind=slate&sort=-date/,
  )
  const typed = await titles(page).allTextContents()
  expect(asked.filter((path) => path === '/search' || path.startsWith('/api/search?'))).toEqual([])
  await page.reload()
  expect(await titles(page).allTextContents()).toEqual(typed)
  await expect(total(page)).toHaveText('666')
})

test('a static page that is opened with a question answers it', async ({ page }) => {
  await page.goto('/search/?q=stone&filter.kind=basalt&sort=date&page=2')
  await expect(total(page)).toHaveText('334')
  await expect(page.getByRole('checkbox', { name: 'basalt' })).toBeChecked()
  await expect(page.locator('.number[aria-current="page"]')).toHaveText('2')
})

test('a page shows as many results as its region says', async ({ page }) => {
  await page.route('**/search/', async (route) => {
    const response = await route.fetch()
    const html = await response.text()
    await route.fulfill({
      response,
      body: html.replace('<div data-leanto="search"', '$& data-size="3"'),
    })
  })
  await page.goto('/search/')
  await page.getByRole('searchbox').fill('stone')
  await expect(total(page)).toHaveText(String(STONES))
  await expect(titles(page)).toHaveCount(3)
})

test('an answer that comes when the visitor is on another page leaves its address alone', async ({
  page,
}) => {
  await page.goto('/search/')
  const searchbox = page.getByRole('searchbox')
  await searchbox.fill('stone')
  await expect(total(page)).toHaveText(String(STONES))
  const held = Promise.withResolvers<void>()
  await page.route('**/*.bin', async (route) => {
    await held.promise
    await route.continue()
  })
  const asked = page.waitForRequest('**/*.bin')
  await searchbox.fill('marker500')
  const late = (await asked).response()
  // As a router in the page goes on.
  await page.evaluate(
    `document.querySelector('main').remove(); history.pushState({}, '', '/stones/1/')`,
  )
  held.resolve()
  await (await late)?.finished()
  await page.waitForLoadState('networkidle')
  await expect(page).toHaveURL(/\/stones\/1\/$/)
})
