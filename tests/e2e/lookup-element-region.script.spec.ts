/** The page of a lookup with its script: answers come as one types, in the page, and without the Worker. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, type Page } from './fixture.ts'
import { serveFolder, test } from './lookup-element-site.ts'

const items = (page: Page) => page.getByRole('listitem')

/** The requests that start the Worker. */
function watchWorker(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(api\/)?lookups\//.test(pathname) && !pathname.endsWith('/')) asked.push(pathname)
  })
  return asked
}

test('answers come while typing, and in the address, without the Worker', async ({ page }) => {
  const asked = watchWorker(page)
  await page.goto('/lookups/towns/')
  await page.getByRole('searchbox').pressSequentially('par')
  await expect(items(page)).toHaveText(['Paris FR', 'Parma IT'])
  await expect(page).toHaveURL(/\/lookups\/towns\?find=par$/)
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.getByLabel('Country').selectOption('FR')
  await expect(items(page)).toHaveText(['Paris FR'])
  await expect(page).toHaveURL(/find=par&country=FR/)
  expect(asked).toEqual([])
  // The Worker says the same.
  await page.reload()
  await expect(items(page)).toHaveText(['Paris FR'])
  expect(asked.length).toBe(1)
})

test('a typing mistake is mended', async ({ page }) => {
  await page.goto('/lookups/towns/')
  await page.getByRole('searchbox').fill('versialles')
  await expect(items(page)).toHaveText(['Versailles FR'])
})

test('while a character is composed nothing is asked', async ({ page, context }) => {
  await page.clock.install()
  await page.goto('/lookups/towns/')
  await page.getByRole('searchbox').fill('par')
  await page.clock.runFor(1000)
  await expect(items(page)).toHaveCount(2)
  await page.getByRole('searchbox').press('ControlOrMeta+a')
  const session = await context.newCDPSession(page)
  await session.send('Input.imeSetComposition', {
    text: 'zug',
    selectionStart: 3,
    selectionEnd: 3,
  })
  await expect(page.getByRole('searchbox')).toHaveValue('zug')
  await page.clock.runFor(1000)
  await page.clock.runFor(1000)
  await expect(items(page)).toHaveCount(2)
  await session.send('Input.insertText', { text: 'zug' })
  await page.clock.runFor(1000)
  await expect(items(page)).toHaveText(['Zug CH'])
})

test('a row has the focus where its link was, and back and forward find what was shown', async ({
  page,
}) => {
  const asked = watchWorker(page)
  await page.goto('/lookups/towns/')
  await page.getByRole('searchbox').fill('par')
  await expect(items(page)).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: 'Parma' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Parma' })).toBeFocused()
  await expect(page).toHaveTitle('Parma · Towns')
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await page.goBack()
  await expect(items(page)).toHaveCount(2)
  await expect(page.getByRole('searchbox')).toHaveValue('par')
  await page.goForward()
  await expect(page.getByRole('heading', { name: 'Parma' })).toBeVisible()
  await page.getByRole('searchbox').fill('z')
  await expect(items(page).first()).toHaveText('Zürich CH')
  await page.getByRole('searchbox').fill('')
  // What the page was before anything was asked.
  await expect(items(page)).toHaveCount(0)
  await expect(page).toHaveTitle('Towns')
  expect(asked).toEqual([])
})

test('a link is the visitor’s: with a key held it opens elsewhere', async ({ page, context }) => {
  await page.goto('/lookups/towns/')
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'An example' }).click({ modifiers: ['ControlOrMeta'] })
  const other = await opened
  await expect(other.getByRole('heading', { name: 'Paris' })).toBeVisible()
  await expect(page).toHaveURL(/\/lookups\/towns\/$/)
})

test('a static page that is opened with a question answers it', async ({ page }) => {
  const asked = watchWorker(page)
  await page.goto('/lookups/towns/?find=par&country=FR')
  await expect(items(page)).toHaveText(['Paris FR'])
  await expect(page.getByLabel('Country')).toHaveValue('FR')
  await page.goto('/nets/?contains=2001:db8::1')
  await expect(page.getByRole('heading', { name: 'Documentation 6' })).toBeVisible()
  expect(asked).toEqual([])
})

test('functions switched off: forms, links and the way back go on', async ({ page, fixture }) => {
  const folders = await readdir(fixture.project)
  const folder = folders.find((name) => name.startsWith('dist')) ?? ''
  const served = await serveFolder(join(fixture.project, folder))
  // No waiting for anything: the first click is answered in the page too.
  await page.goto(`${served.url}/lookups/towns/`)
  await page.getByRole('link', { name: 'An example' }).click()
  await expect(page.getByRole('heading', { name: 'Paris' })).toBeVisible()
  await page.getByRole('searchbox').fill('zu')
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(items(page)).toHaveCount(2)
  await page.getByRole('link', { name: 'Zug' }).click()
  await expect(page.getByRole('heading', { name: 'Zug' })).toBeVisible()
  await page.goBack()
  await expect(items(page)).toHaveCount(2)
  await page.goto(`${served.url}/lookups/towns/?key=t0`)
  await expect(page.getByRole('heading', { name: 'Zürich' })).toBeVisible()
  await served.close()
})

test('it goes on without a connection, with what was read', async ({ page, context }) => {
  await page.goto('/lookups/towns/')
  const searchbox = page.getByRole('searchbox')
  await searchbox.fill('par')
  await page.getByRole('link', { name: 'Paris' }).click()
  await expect(page.getByRole('heading', { name: 'Paris' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await searchbox.fill('parm')
  await expect(items(page)).toHaveText(['Parma IT'])
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Paris' })).toBeVisible()
  // What nobody has asked before, nobody can know.
  await searchbox.fill('village')
  await expect(page.getByText('Not now')).toBeVisible()
  await context.setOffline(false)
  await searchbox.fill('village 2')
  await expect(items(page).first()).toHaveText('Village 2 NZ')
})

test('the place of the visitor is asked for by a click alone', async ({ page, context }) => {
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: 48.8049, longitude: 2.1204 })
  await page.addInitScript(`
    window.located = 0
    const get = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation)
    navigator.geolocation.getCurrentPosition = (...given) => { window.located++; get(...given) }`)
  await page.goto('/lookups/towns/')
  await page.getByLabel('Place').focus()
  const button = page.getByRole('button', { name: 'Here' })
  await expect(button).toBeVisible()
  expect(await page.evaluate('window.located')).toBe(0)
  await button.click()
  await expect(items(page).first()).toHaveText('Versailles FR')
  expect(await page.evaluate('window.located')).toBe(1)
})

test('nothing moves but what a visitor asked for', async ({ page }) => {
  await page.addInitScript(`
    window.shifts = 0
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts += value
    }).observe({ type: 'layout-shift', buffered: true })`)
  await page.goto('/lookups/towns?find=par')
  await expect(items(page)).toHaveCount(2)
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate('window.shifts')).toBe(0)
})
