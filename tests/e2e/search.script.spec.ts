/** Search as you type, which needs JavaScript. */
import { expect, test } from './site.ts'

test('results come while typing, without asking the Worker', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/search/')
  await page.getByRole('searchbox').pressSequentially('templ')
  await expect(page.locator('.results a').first()).toBeVisible()
  await expect(page.getByRole('status')).toContainText('Pages found')
  expect(asked.filter((path) => path === '/search' || path.startsWith('/api/'))).toEqual([])
})

test('arrows lead through the results, and Escape back to the field', async ({ page }) => {
  await page.goto('/search/')
  const field = page.getByRole('searchbox')
  await field.pressSequentially('lookup')
  await expect(page.locator('.results a').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.results a').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.results a').nth(1)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field).toBeFocused()
})

test('what is typed and what is sent give the same results', async ({ page }) => {
  await page.goto('/search/')
  await page.getByRole('searchbox').pressSequentially('forms')
  const links = page.locator('.results a')
  await expect(links.first()).toBeVisible()
  const typed = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  await page.goto('/search?q=forms')
  const sent = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  expect(typed).toEqual(sent)
})

test('a reload shows what was typed', async ({ page }) => {
  await page.goto('/search/')
  await page.getByRole('searchbox').pressSequentially('budget')
  await expect(page).toHaveURL(/q=budget/)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('budget')
})
