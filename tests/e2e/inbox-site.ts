/** Tests on the pages of an inbox: one server for each Playwright worker, emptied before each test. */
import { startInbox, type Scene } from '../worker/inbox-scene.ts'
import { test as base } from './site.ts'

export { expect, type Page } from './site.ts'
export { idOf, submissionRow } from '../worker/inbox-scene.ts'

interface TestFixtures {
  readonly emptied: undefined
}

export const test = base.extend<TestFixtures, { readonly inbox: Scene }>({
  inbox: [
    // Playwright reads the fixtures that one needs from the pattern of its first parameter.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const inbox = await startInbox()
      await use(inbox)
      await inbox.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ inbox }, use) => {
    await use(inbox.url)
  },
  emptied: [
    async ({ inbox }, use) => {
      await inbox.clear()
      await use(undefined)
    },
    { auto: true },
  ],
})
