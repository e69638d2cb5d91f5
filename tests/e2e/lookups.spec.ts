import { tabTo } from './keyboard.ts'
import { expect, test } from './site.ts'

test('a city is found by the beginning of its name, largest first', async ({ page }) => {
  await page.goto('/lookups/cities/')
  await page.getByRole('searchbox').fill('são pau')
  await page.getByRole('button', { name: 'Look up' }).click()
  const first = page.getByRole('row').nth(1)
  await expect(first).toContainText('São Paulo')
  await expect(first).toContainText('BR')
  await first.getByRole('link').click()
  await expect(page).toHaveURL(/\/lookups\/cities\/3448439$/)
  await expect(page.getByRole('heading', { name: 'São Paulo' })).toBeVisible()
  await expect(page).toHaveTitle('São Paulo · Cities · Leanto')
  await expect(page.getByText('GeoNames', { exact: true })).toBeVisible()
})

test('a city that is not known is said to be so', async ({ page }) => {
  const response = await page.goto('/lookups/cities/999999999')
  expect(response?.status()).toBe(404)
  await expect(page.getByText('There is no row')).toBeVisible()
  await page.goto('/lookups/cities?find=xyzzyplugh')
  await expect(page.getByText('Nothing matches')).toBeVisible()
})

test('a media type is found by a file extension', async ({ page }) => {
  await page.goto('/lookups/media-types/')
  await page.getByRole('searchbox').fill('webp')
  await page.getByRole('button', { name: 'Look up' }).click()
  await page.getByRole('link', { name: 'image/webp' }).click()
  await expect(page).toHaveURL(/\/lookups\/media-types\/image\/webp$/)
  await expect(page.getByRole('heading', { name: 'image/webp' })).toBeVisible()
})

test('a media type that is not known is said to be so', async ({ page }) => {
  const response = await page.goto('/lookups/media-types/no/such')
  expect(response?.status()).toBe(404)
  await expect(page.getByText('There is no row')).toBeVisible()
})

test('a row leads to the same as data', async ({ page, request }) => {
  await page.goto('/lookups/cities/2988507')
  for (const name of ['JSON', 'CSV']) {
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
  await tabTo(page, page.getByRole('link', { name: 'Reykjavík' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Reykjavík' })).toBeVisible()
})
