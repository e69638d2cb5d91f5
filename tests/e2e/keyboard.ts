/** A visitor without a mouse. */
import { expect, type Locator, type Page } from 'playwright/test'

const MAX_STOPS = 40

/** Presses Tab until the element has the focus; fails where it cannot be reached. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < MAX_STOPS; stops++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element.matches(':focus'))) return
  }
  await expect(target).toBeFocused()
}
