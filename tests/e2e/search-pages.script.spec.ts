/** The filled search page is accessible, fits a narrow screen, and keeps to its policy. */
import { expectAccessible, expectFits } from './expect-page.ts'
import { expect, testOn } from './fixture.ts'
import { MANY_OPTIONS, MANY_PAGES } from './search-many.ts'
import { test as siteTest } from './site.ts'

const test = testOn(async () => MANY_PAGES, MANY_OPTIONS)
const QUESTIONS = [
  'q=stone',
  'q=stone&filter.kind=slate&page=3',
  'q=stone&page=500',
  'q=xyzzyplugh',
]

for (const question of QUESTIONS)
  test(`a page with filters and numbers is accessible: ${question}`, async ({ page }) => {
    await page.goto(`/search?${question}`)
    await expect(page.locator('.total')).toBeVisible()
    await expectAccessible(page)
    await expectFits(page)
  })

siteTest.describe('the search page of this site', () => {
  siteTest.use({ viewport: { width: 360, height: 740 } })

  for (const question of ['q=forms', 'q=forms&page=2', 'q=databsae', 'q=xyzzyplugh', 'q=a&page=90'])
    siteTest(`is accessible on a narrow screen: ${question}`, async ({ page }) => {
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      await page.goto(`/search?${question}`)
      await expect(page.getByRole('status')).toContainText('Pages found')
      await expectAccessible(page)
      await expectFits(page)
      expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([])
    })
})
