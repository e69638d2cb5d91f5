/** What every page must be. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

/** Nothing makes a page of a narrow screen scroll sideways. */
export async function expectFits(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
}

/** An axe-core scan, which needs JavaScript, finds nothing. Of the two colour schemes, only the colours differ. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNothingFound(new AxeBuilder({ page }))
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNothingFound(new AxeBuilder({ page }).withRules('color-contrast'))
}

async function expectNothingFound(axe: AxeBuilder): Promise<void> {
  // Pages without frames are scanned whole; the other mode opens a second page for each scan.
  const { violations } = await axe.setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}
