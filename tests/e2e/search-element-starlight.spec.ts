/** `<leanto-search>` in the place of the search of a Starlight site. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { build } from 'astro'

import { ROOT } from '../worker/site.ts'
import { expectAccessible } from './expect-page.ts'
import { expect, testOn } from './fixture.ts'

const OUT = join(ROOT, '.leanto', 'test-starlight')

const test = testOn(
  async () => {
    const root = join(ROOT, 'tests', 'sites', 'starlight')
    await build({ root, outDir: OUT, logLevel: 'error' })
    return OUT
  },
  { main: 'tests/worker/search-worker.edge.ts', paths: ['/search', '/api/*'] },
)

// Astro cannot build the site twice at once.
test.describe.configure({ mode: 'default' })

test('a section is found from every page, and nothing of Pagefind is left', async ({
  page,
  fixture,
}, { project }) => {
  expect(await fixture.fetch('/')).toHaveProperty('status', 200)
  expect(await readdir(OUT)).not.toContain('pagefind')
  await page.goto('/apples/')
  if (project.name === 'without JavaScript') {
    await page.getByRole('searchbox', { name: 'Search' }).fill('scion')
    await page.getByRole('searchbox', { name: 'Search' }).press('Enter')
    await page.getByRole('link', { name: 'Apples' }).last().click()
    await expect(page).toHaveURL(/\/apples\//)
    return
  }
  await page.keyboard.press('Control+k')
  await page.keyboard.type('scion')
  await expect(page.getByRole('listbox').getByRole('option').first()).toHaveText(/^Apples/)
  await expectAccessible(page)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/apples\/#grafting/)
})
