/** The site as the tests see it: one server for each Playwright worker, on a free port, with a database of its own. */
import { test as base } from 'playwright/test'

import { startSite, type RunningSite } from '../worker/site.ts'

export { expect, type Page } from 'playwright/test'

interface WorkerFixtures {
  readonly site: RunningSite
}

export const test = base.extend<object, WorkerFixtures>({
  site: [
    // Playwright reads the fixtures that one needs from the pattern of its first parameter.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await startSite()
      await use(site)
      await site.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => {
    await use(site.url)
  },
})
