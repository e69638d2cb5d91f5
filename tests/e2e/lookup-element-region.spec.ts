/** The page of a lookup, with and without JavaScript: it asks the same, and shows the same. */
import { expectAccessible, expectFits } from './expect-page.ts'
import { expect } from './fixture.ts'
import { tabTo } from './keyboard.ts'
import { test } from './lookup-element-site.ts'

test('a row is found by its name and looked at', async ({ page }) => {
  await page.goto('/lookups/towns/')
  await page.getByRole('searchbox').fill('zu')
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByRole('listitem')).toHaveText(['Zürich CH', 'Zug CH'])
  await expect(page).toHaveURL(/\/lookups\/towns\?find=zu/)
  await expect(page.getByRole('searchbox')).toHaveValue('zu')
  await page.getByRole('link', { name: 'Zug' }).click()
  await expect(page.getByRole('heading', { name: 'Zug' })).toBeVisible()
  await expect(page).toHaveURL(/\/lookups\/towns\/t1$/)
  await expect(page).toHaveTitle('Zug · Towns')
  await page.goBack()
  await expect(page.getByRole('listitem')).toHaveText(['Zürich CH', 'Zug CH'])
  await expect(page).toHaveTitle('zu · Towns')
  // From a page that the Worker has filled.
  await page.goto('/lookups/towns/t0')
  await expect(page).toHaveTitle('Zürich · Towns')
  await page.getByRole('link', { name: 'An example' }).click()
  await expect(page).toHaveTitle('Paris · Towns')
})

test('a filter and a further page are asked as they stand in the address', async ({ page }) => {
  await page.goto('/lookups/towns/')
  await page.getByRole('searchbox').fill('village')
  await page.getByLabel('Country').selectOption('FR')
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page).toHaveURL(/find=village&country=FR/)
  await expect(page.getByRole('listitem').first()).toHaveText('Village 2997 FR')
  await page.getByRole('link', { name: 'More' }).click()
  await expect(page).toHaveURL(/offset=20/)
  await expect(page.getByRole('listitem').first()).toHaveText('Village 2937 FR')
})

test('the nearest rows are found by a place', async ({ page }) => {
  await page.goto('/lookups/towns/')
  await page.getByLabel('Place').fill('48.85,2.35')
  await page.getByRole('button', { name: 'Nearest' }).click()
  await expect(page.getByRole('listitem').first()).toHaveText('Paris FR')
  await expect(page.getByRole('listitem').nth(1)).toHaveText('Versailles FR')
  await expect(page).toHaveURL(/near=48\.85(,|%2C)2\.35/)
})

test('an address is found in the network that holds it, on a page that is elsewhere', async ({
  page,
}) => {
  await page.goto('/nets/')
  await page.getByLabel('Address').fill('192.0.2.200')
  await page.getByRole('button', { name: 'Look up' }).click()
  await expect(page.getByRole('heading', { name: 'The other half' })).toBeVisible()
  await expect(page).toHaveURL(/\/lookups\/nets\?contains=192\.0\.2\.200$/)
})

test('a row that is not there is said to be so', async ({ page }) => {
  await page.goto('/lookups/towns/')
  await page.getByRole('searchbox').fill('xyzzyplugh')
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByText('Nothing')).toBeVisible()
  await page.goto('/lookups/towns/none')
  await expect(page.getByText('No such row')).toBeVisible()
})

test('a row is looked up by keyboard alone', async ({ page }) => {
  await page.goto('/lookups/towns/')
  await tabTo(page, page.getByRole('searchbox'))
  await page.keyboard.type('sao')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/find=sao/)
  await tabTo(page, page.getByRole('link', { name: 'São Paulo' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'São Paulo' })).toBeVisible()
})

test('without a script the element is what it holds', async ({ page }, { project }) => {
  await page.goto('/embed/')
  if (project.name === 'without JavaScript')
    await expect(page.getByRole('link', { name: 'Towns' })).toBeVisible()
  else await expect(page.getByRole('searchbox', { name: 'Towns' })).toBeVisible()
})

test('a filled page is accessible and fits a phone', async ({ page }, { project }) => {
  await page.setViewportSize({ width: 360, height: 700 })
  await page.goto('/lookups/towns?find=z')
  await expect(page.getByRole('listitem').first()).toBeVisible()
  if (project.name === 'without JavaScript') return
  await expectFits(page)
  await expectAccessible(page)
})
