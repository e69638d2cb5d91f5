/** `<leanto-search>`, as it is before its script and as it is found by readers of pages. */
import { expect, testOn } from './fixture.ts'
import { ELEMENT_PAGES } from './search-element-pages.ts'

const test = testOn(ELEMENT_PAGES, {
  main: 'tests/worker/search-worker.edge.ts',
  paths: ['/search', '/api/*'],
})

test('a question gets to the search page', async ({ page }, { project }) => {
  await page.goto('/')
  if (project.name === 'with JavaScript') await page.keyboard.press('/')
  const field = page.locator('leanto-search input[name="q"]:visible')
  await field.fill('roses')
  await field.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=roses$/)
  await expect(page.getByRole('link', { name: 'Roses' })).toBeVisible()
})
