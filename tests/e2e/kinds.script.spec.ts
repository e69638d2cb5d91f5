/** Every kind of page, loaded once: it fits a narrow screen, breaks no policy, and is accessible. */
import { expectAccessible, expectFits } from './expect-page.ts'
import { KINDS } from './kinds.ts'
import { expect, test } from './site.ts'

test.use({ viewport: { width: 360, height: 740 } })

for (const path of KINDS)
  test(`${path} fits a narrow screen, breaks no policy, and is accessible`, async ({ page }) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404'))
        complaints.push(message.text())
    })
    await page.goto(path)
    await expectFits(page)
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })

test('the thanks of a form are accessible', async ({ page }) => {
  await page.goto('/contact/#contact-thanks')
  await expect(page.getByText('Your message is stored')).toBeVisible()
  await expectAccessible(page)
})

// A form that is sent by `submit()` fires no event: the browser loads the Worker's answer.
const WAYS = [
  ['as the script shows it', 'requestSubmit'],
  ['as the Worker sends it', 'submit'],
]
for (const [way, method] of WAYS)
  test(`a form with mistakes fits and is accessible, ${way}`, async ({ page }) => {
    await page.goto('/contact/')
    await page.evaluate(`{
      const form = document.querySelector('form[action="/forms/contact"]')
      form.noValidate = true
      form.${method}()
    }`)
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page).toHaveURL(method === 'submit' ? /\/forms\/contact/ : /\/contact\/$/)
    await expectFits(page)
    await expectAccessible(page)
  })
