/** Filters, orders and pages of results on a site of a thousand pages, with JavaScript and without. */
import { expect, testOn, type Page } from './fixture.ts'
import { MANY_OPTIONS, MANY_PAGES, STONES } from './search-many.ts'

const test = testOn(async () => MANY_PAGES, MANY_OPTIONS)

const titles = (page: Page) => page.locator('.results > li > a')
const total = (page: Page) => page.locator('.total b')

test('a question is asked, and narrowed by checkboxes that stay checked', async ({ page }) => {
  await page.goto('/search/')
  await page.getByRole('searchbox').fill('stone')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(total(page)).toHaveText(String(STONES))

  await page.getByRole('checkbox', { name: 'granite' }).check()
  await page.getByRole('checkbox', { name: 'slate' }).check()
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(/filter\.kind=granite&filter\.kind=slate/)
  await expect(total(page)).toHaveText('666')
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2)
  await expect(page.getByRole('searchbox')).toHaveValue('stone')

  await page.getByRole('link', { name: 'Without granite' }).click()
  await expect(total(page)).toHaveText('333')
  await page.getByRole('link', { name: 'Without filters' }).click()
  await expect(total(page)).toHaveText(String(STONES))
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0)
})

test('a link narrows at once, and takes it back', async ({ page }) => {
  await page.goto('/search?q=stone')
  await page.getByRole('link', { name: 'Only basalt' }).click()
  await expect(total(page)).toHaveText('334')
  await expect(page.getByRole('checkbox', { name: 'basalt' })).toBeChecked()
  await page.getByRole('link', { name: 'Only basalt' }).click()
  await expect(total(page)).toHaveText(String(STONES))
})

test('results come in the order that is chosen, which stays chosen', async ({ page }) => {
  await page.goto('/search?q=stone')
  await page.getByLabel('Order').selectOption('Newest first')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(titles(page).first()).toHaveText('Stone 1000')
  await expect(page.getByLabel('Order')).toHaveValue('-date')
  await page.getByLabel('Order').selectOption('Oldest first')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(titles(page).first()).toHaveText('Stone 1')
})

test('a thousand results are paged through to the last, each shown once', async ({ page }) => {
  await page.goto('/search?q=stone&sort=date')
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(titles(page).first()).toHaveText('Stone 11')
  await expect(page.locator('.number[aria-current="page"]')).toHaveText('2')
  await page.getByRole('link', { name: '4', exact: true }).click()
  await expect(page.locator('.place')).toHaveText('Page 4 of 100: 31 to 40')
  await page.getByRole('link', { name: 'Last' }).click()
  await expect(titles(page).last()).toHaveText('Stone 1000')
  await expect(page.getByRole('link', { name: 'Next' })).toBeHidden()
  await page.getByRole('link', { name: 'First' }).click()
  await expect(titles(page).first()).toHaveText('Stone 1')

  const seen = new Set<string>()
  for (let number = 1; number <= 100; number += 1) {
    const answer = await page.request.get(
      `/api/search?q=stone&limit=10&offset=${(number - 1) * 10}`,
    )
    const { results }: { readonly results: readonly { readonly url: string }[] } =
      await answer.json()
    for (const { url } of results) seen.add(url)
  }
  expect(seen.size).toBe(STONES)
})

test('a page after the last says so, and leads back', async ({ page }) => {
  await page.goto('/search?q=stone&page=500')
  await expect(page.locator('.beyond')).toHaveText('The results end with page 100')
  await page.getByRole('link', { name: 'page 100' }).click()
  await expect(page.locator('.place')).toContainText('Page 100 of 100')
})

test('a result leads to the words on its page', async ({ page }) => {
  await page.goto('/search?q=marker77')
  const section = page.locator('.results ul a').first()
  await expect(section).toHaveAttribute('href', /^\/stones\/77\/#use:~:text=.*marker77/)
  await section.click()
  await expect(page).toHaveURL(/\/stones\/77\/#use(:~:.*)?$/)
  await expect(page.getByText('Lay the marker77 down')).toBeInViewport()
})
