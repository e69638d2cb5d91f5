/** What the form's script makes nicer. */
import { expect, test } from './site.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/contact/')
  await page.locator('form[action="/forms/contact"]').evaluate((form) => {
    form.setAttribute('novalidate', '')
  })
  await page.evaluate('window.isSamePage = true')
})

test('mistakes are told on the open page, and the summary takes the focus', async ({ page }) => {
  await page.getByLabel('Name', { exact: true }).fill('Ada')
  await page.getByRole('button', { name: 'Send message' }).click()
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByLabel('Email', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ada')
  await expect(page).toHaveURL(/\/contact\/$/)
  expect(await page.evaluate('window.isSamePage')).toBe(true)
})

test('an answer that does not come loses nothing that was typed', async ({ page, context }) => {
  await page.getByLabel('Name', { exact: true }).fill('Ada')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Send message' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ada')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Send message' }).click()
  await expect(page.getByRole('alert').getByRole('link').first()).toBeVisible()
})
