import { tabTo } from './keyboard.ts'
import { expect, test, type Page } from './site.ts'

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value)
}

/** What a browser would stop is sent all the same: the server decides. */
async function sendUnchecked(page: Page): Promise<void> {
  const form = page.locator('form[action="/forms/contact"]')
  await form.evaluate((element) => {
    element.setAttribute('novalidate', '')
  })
  await page.getByRole('button', { name: 'Send message' }).click()
}

const GOOD = {
  Name: 'Ada <b>&amp; "Byron"',
  Message: '\nThe first line is blank.\n</textarea><script>alert(1)</script>',
}

test('a mistake is explained on the same page, mended, sent, and kept', async ({ page, site }) => {
  const email = `ada-${test.info().project.name.replaceAll(' ', '-')}@example.org`
  await page.goto('/contact/')
  await fill(page, { ...GOOD, Email: 'not an address' })
  await page.getByLabel('Topic').selectOption('question')
  await page.getByLabel('By email').check()
  await sendUnchecked(page)

  const summary = page.getByRole('alert')
  await expect(summary).toBeVisible()
  await expect(summary.getByRole('link')).toHaveCount(2)
  await expect(page.getByLabel('Email', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue('not an address')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(GOOD.Name)
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue(GOOD.Message)
  await expect(page.getByLabel('Topic')).toHaveValue('question')
  await expect(page.getByLabel('By email')).toBeChecked()
  await expect(page.getByLabel('I agree that')).not.toBeChecked()

  await summary.getByRole('link').first().click()
  await expect(page.getByLabel('Email', { exact: true })).toBeFocused()
  await fill(page, { Email: email })
  await page.getByLabel('I agree that').check()
  await page.getByRole('button', { name: 'Send message' }).click()

  await expect(page.getByText('Your message is stored')).toBeVisible()
  await expect(page).toHaveURL(/\/contact\/#contact-thanks$/)
  const rows = await site.query('SELECT form, entries FROM leanto_submissions')
  const own = rows.filter(({ entries }) => String(entries).includes(email))
  expect(own).toHaveLength(1)
  expect(own[0]?.['form']).toBe('contact')
  expect(JSON.stringify(own[0]?.['entries'])).toContain('Byron')
})

test('a form is filled and sent by keyboard alone', async ({ page }) => {
  await page.goto('/contact/')
  const typed = {
    Name: 'Grace',
    Email: 'grace@example.org',
    Topic: 'An idea',
    Message: 'Without a mouse.',
  }
  for (const [label, text] of Object.entries(typed)) {
    await tabTo(page, page.getByLabel(label, { exact: true }))
    await page.keyboard.type(text)
  }
  for (const label of ['By email', 'I agree that']) {
    await tabTo(page, page.getByLabel(label))
    await page.keyboard.press('Space')
  }
  await tabTo(page, page.getByRole('button', { name: 'Send message' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Your message is stored')).toBeVisible()
})

test('the page does not say thank you before anything was sent', async ({ page }) => {
  await page.goto('/contact/')
  await expect(page.getByText('Your message is stored')).toBeHidden()
})
