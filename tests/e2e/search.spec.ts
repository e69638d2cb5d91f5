import { tabTo } from './keyboard.ts'
import { expect, test } from './site.ts'

test('search finds a section of the docs and leads to it', async ({ page }) => {
  await page.goto('/search/')
  await page.getByRole('searchbox').fill('content security policy')
  await page.getByRole('searchbox').press('Enter')
  await expect(page).toHaveURL(/\/search\?q=content/)
  await expect(page.getByRole('status')).toContainText('Pages found')

  const section = page.locator('.results ul a[href^="/docs/security/#"]').first()
  await expect(section).toBeVisible()
  await section.click()
  await expect(page).toHaveURL(/\/docs\/security\/#.+/)
  // What marks the words is for the browser alone.
  const [anchor = ''] = new URL(page.url()).hash.split(':~:')
  await expect(page.locator(anchor)).toBeInViewport()
})

test('what is searched is marked in the excerpts, and stays in the field', async ({ page }) => {
  await page.goto('/search?q=database')
  await expect(page.getByRole('searchbox')).toHaveValue('database')
  await expect(page).toHaveTitle('database · Search · Leanto')
  await expect(page.locator('.results mark').first()).toHaveText(/database/i)
})

test('the beginning of the last word is enough', async ({ page }) => {
  await page.goto('/search?q=deplo')
  await expect(page.locator('.results a').first()).toBeVisible()
})

test('a search that finds nothing says so', async ({ page }) => {
  await page.goto('/search?q=xyzzyplugh')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await expect(page.locator('.results li')).toHaveCount(0)
})

test('what is on no page is named', async ({ page }) => {
  await page.goto('/search?q=database+xyzzyplugh')
  await expect(page.getByText('On no page of this site:')).toBeVisible()
  await expect(page.getByRole('status').locator('q').last()).toHaveText('xyzzyplugh')
})

test('a phrase that is nowhere is offered without its quotes', async ({ page }) => {
  await page.goto(`/search?q=${encodeURIComponent('"database with a garden"')}`)
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('link', { name: 'database with a garden' }).click()
  await expect(page.locator('.results mark').first()).toHaveText(/database/i)
})

test('results have pages with numbers', async ({ page }) => {
  await page.goto('/search?q=forms')
  const pages = page.getByRole('navigation', { name: 'Pages of results' })
  await pages.getByRole('link', { name: 'Page 2' }).click()
  await expect(page.getByText('· page 2 of')).toBeVisible()
  await expect(pages.getByRole('link', { name: 'Page 2' })).toHaveAttribute('aria-current', 'page')
  await pages.getByRole('link', { name: 'Previous' }).click()
  await expect(page.getByText('· page 1 of')).toBeVisible()
  await page.goto('/search?q=forms&page=900')
  await expect(page.getByText('There is no page 900')).toBeVisible()
})

test('a search is text, whatever it says', async ({ page }) => {
  const query = '"><img src=x onerror=document.title="broken"> &lt;b&gt;'
  await page.goto(`/search?q=${encodeURIComponent(query)}`)
  await expect(page.getByRole('searchbox')).toHaveValue(query)
  await expect(page.locator('main img')).toHaveCount(0)
  await expect(page).not.toHaveTitle('broken')
})

test('a typing error is understood, and said to be one', async ({ page }) => {
  await page.goto('/search?q=databsae')
  await expect(page.getByRole('status')).toContainText('Showing results for database')
  await page.getByRole('link', { name: 'database', exact: true }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('database')
})

test('a page is searched for and opened by keyboard alone', async ({ page }) => {
  await page.goto('/search/')
  await tabTo(page, page.getByRole('searchbox'))
  await page.keyboard.type('security headers')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('Pages found')
  const result = page.locator('.results > li > a[href^="/docs/security/"]')
  await tabTo(page, result)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/docs\/security\/(#:~:.*)?$/)
})
