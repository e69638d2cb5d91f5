/** Pages that answer no question, and what all pages have. */
import { expect, test } from './site.ts'

test('an address that leads nowhere gets the static 404 page', async ({ page }) => {
  const response = await page.goto('/no/such/page')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here')
  await page.getByRole('searchbox').fill('forms')
  await page.getByRole('searchbox').press('Enter')
  await expect(page).toHaveURL(/\/search\?q=forms/)
})

test('a request that cannot be answered gets the error page, which says why', async ({ page }) => {
  const response = await page.goto('/lookups/nothing/0')
  expect(response?.status()).toBe(404)
  await expect(page).toHaveTitle('Not Found · Error · Leanto')
  await expect(page.getByRole('main')).toContainText('There are: browser-support, cities, ')
})

test('the first stop of the keyboard skips to the content', async ({ page }) => {
  await page.goto('/docs/getting-started/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
