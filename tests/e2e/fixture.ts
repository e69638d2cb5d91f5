/** Tests on a site of their own: one server for each Playwright worker, with a database of its own. */
import { startFixture, type Fixture, type FixtureOptions, type Pages } from '../worker/fixture.ts'
import { test } from './site.ts'

export { expect, type Page } from './site.ts'
export type { Fixture } from '../worker/fixture.ts'

/** The `test` of a site that is built of some pages, or of what a generator makes of them. */
export function testOn(pages: Pages | (() => Promise<Pages>), options: FixtureOptions = {}) {
  return test.extend<object, { readonly fixture: Fixture }>({
    fixture: [
      // Playwright reads the fixtures that one needs from the pattern of its first parameter.
      // oxlint-disable-next-line no-empty-pattern
      async ({}, use) => {
        const fixture = await startFixture(
          typeof pages === 'function' ? await pages() : pages,
          options,
        )
        await use(fixture)
        await fixture.close()
      },
      { scope: 'worker' },
    ],
    baseURL: async ({ fixture }, use) => {
      await use(fixture.url)
    },
  })
}
