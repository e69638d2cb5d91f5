/** Every kind of page: it fits, breaks no policy, and is used without a mouse. */
import { KINDS } from './kinds.ts'
import { expect, test } from './site.ts'

for (const path of KINDS)
  test(`${path} fits a narrow screen and breaks no policy`, async ({ page }) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404'))
        complaints.push(message.text())
    })
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(path)
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(360)
    expect(complaints).toEqual([])
  })

test('an address that leads nowhere gets the static 404 page', async ({ page }) => {
  const response = await page.goto('/no/such/page')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here')
  await expect(page.getByRole('searchbox')).toBeVisible()
})

test('the first stop of the keyboard skips to the content', async ({ page }) => {
  await page.goto('/docs/getting-started/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
