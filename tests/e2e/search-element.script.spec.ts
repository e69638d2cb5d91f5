/** The journeys of a visitor with `<leanto-search>`. */
import { expectAccessible } from './expect-page.ts'
import { expect, testOn, type Page } from './fixture.ts'
import { tabTo } from './keyboard.ts'
import { ELEMENT_PAGES } from './search-element-pages.ts'

const test = testOn(ELEMENT_PAGES, {
  main: 'tests/worker/search-worker.edge.ts',
  paths: ['/search', '/api/*'],
})

const button = (page: Page) => page.getByRole('button', { name: 'Search' })
const field = (page: Page) => page.getByRole('combobox', { name: 'Search' })
const options = (page: Page) => page.getByRole('option')
const status = (page: Page) => page.getByRole('dialog').getByRole('status')
const active = (page: Page) => page.locator('leanto-search [aria-selected="true"]')

async function open(page: Page, path = '/'): Promise<void> {
  await page.goto(path)
  await button(page).first().click()
  await expect(field(page)).toBeFocused()
}

test('a visitor without a mouse finds a section, and comes back to where the search began', async ({
  page,
}) => {
  await page.goto('/')
  await tabTo(page, button(page))
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.type('watering')
  await expect(status(page)).toHaveText(/^Pages found: \d+$/)
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(active(page)).toHaveText(/^Roses/)
  await page.keyboard.press('ArrowDown')
  await expect(active(page)).toHaveText(/^Watering roses/)
  const id = (await active(page).getAttribute('id')) ?? ''
  await expect(field(page)).toHaveAttribute('aria-activedescendant', id)
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(button(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue('watering')
  await page.keyboard.press('ArrowUp')
  await expect(active(page)).toHaveText(/^Watering roses/)
  await page.keyboard.press('Home')
  await expect(active(page)).toHaveCount(0)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/roses\/#watering/)
})

for (const key of ['/', 'Control+k'])
  test(`${key} opens it, but not while something else is typed`, async ({ page }) => {
    await page.goto('/')
    await page.getByRole('textbox').focus()
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press(key)
    await expect(field(page)).toBeFocused()
    await expect(field(page)).toHaveValue('')
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toHaveCount(1)
  })

test('while a character is composed nothing is asked, and its Enter chooses nothing', async ({
  page,
  context,
}) => {
  await page.clock.install()
  await open(page)
  // What was read once is in memory: the next answer needs no connection.
  await page.keyboard.type('roses')
  await page.clock.runFor(1000)
  await expect(options(page).first()).toHaveText(/^Roses/)
  await page.keyboard.press('ControlOrMeta+a')
  const session = await context.newCDPSession(page)
  await session.send('Input.imeSetComposition', {
    text: 'tulips',
    selectionStart: 6,
    selectionEnd: 6,
  })
  await session.send('Input.dispatchKeyEvent', {
    type: 'keyDown',
    key: 'Enter',
    windowsVirtualKeyCode: 229,
  })
  await expect(field(page)).toHaveValue('tulips')
  await page.clock.runFor(1000)
  await page.clock.runFor(1000)
  await expect(options(page).first()).toHaveText(/^Roses/)
  await expect(page.getByRole('dialog')).toBeVisible()
  await session.send('Input.insertText', { text: 'tulips' })
  await page.clock.runFor(1000)
  await expect(options(page).first()).toHaveText(/^Tulips/)
  await expect(page).toHaveURL(/\/$/)
})

test('the button takes the place of the form that was there, and nothing moves', async ({
  page,
}) => {
  await page.addInitScript(`
    window.shifts = 0
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) window.shifts += value
    }).observe({ type: 'layout-shift', buffered: true })`)
  for (const path of ['/', '/link/', '/inline/']) {
    await page.goto(path)
    const host = page.locator('leanto-search').last()
    await expect.poll(() => host.evaluate(({ shadowRoot }) => shadowRoot !== null)).toBe(true)
    expect(await page.evaluate('window.shifts')).toBe(0)
    // A line of text is taller than its link.
    if (path === '/link/') continue
    const child = await host.locator('> form').first().boundingBox()
    expect(await host.locator('.at > .box').first().boundingBox()).toEqual(child)
  }
})

test('a list has one place, whatever it holds', async ({ page }) => {
  await open(page)
  const box = () => page.getByRole('listbox', { name: 'Results' }).boundingBox()
  await page.keyboard.type('roses')
  await expect(options(page).first()).toBeVisible()
  const before = await box()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('marigolds')
  await expect(options(page).last()).toHaveText('All results')
  expect(await box()).toEqual(before)
})

test('Enter asks the search page; all results lead there too', async ({ page }) => {
  await open(page)
  await page.keyboard.type('marigolds')
  await expect(options(page).last()).toHaveAttribute('href', /\/search\?q=marigolds$/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=marigolds$/)
})

test('a misspelt word is taken for the nearest one, and that is said', async ({ page }) => {
  await open(page)
  await page.keyboard.type('heliotorpes ')
  await expect(status(page)).toHaveText('Pages found: 1. Showing results for “heliotropes”')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('xyzzy')
  await expect(status(page)).toHaveText('Nothing found')
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false')
})

test('an answer that a later one overtook is not shown', async ({ page }) => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  // Only a word that is on no page needs this file.
  await page.route('**/reversed.*.bin', async (route) => {
    await held
    await route.continue()
  })
  await open(page)
  await page.keyboard.type('mariglods ')
  await page.waitForRequest('**/reversed.*.bin')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('tulips')
  await expect(options(page).first()).toHaveText(/^Tulips/)
  const late = page.waitForResponse('**/reversed.*.bin')
  release()
  await (await late).finished()
  await page.waitForLoadState('networkidle')
  await expect(options(page).first()).toHaveText(/^Tulips/)
})

test('it goes on without a connection, once something was asked', async ({ page, context }) => {
  await open(page)
  await page.keyboard.type('roses')
  await expect(options(page).first()).toBeVisible()
  const kept = `(async () => (await (await caches.open('leanto-search')).keys()).length)()`
  await expect.poll(() => page.evaluate(kept)).toBeGreaterThan(4)
  await context.setOffline(true)
  for (const [query, says] of [
    ['heliotropes', /^Home/],
    ['"bloom early"', /^Tulips/],
    ['mariglods ', /^Bed/],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(query)
    await expect(options(page).first()).toHaveText(says)
  }
  await context.setOffline(false)
})

test('an index may be named by its path, and a limit that is no number is none', async ({
  page,
}) => {
  await page.route('**/tulips/', async (route) => {
    const response = await route.fetch()
    const html = await response.text()
    const [, root = ''] =
      /href="([^"]+)"[^>]*>/.exec(html.slice(html.indexOf('<link rel="leanto-search"'))) ?? []
    const body = html.replace(
      '<leanto-search',
      `<leanto-search index="${root}" limit="many" offline`,
    )
    await route.fulfill({ response, body })
  })
  await open(page, '/tulips/')
  await page.keyboard.type('roses')
  await expect(options(page).first()).toHaveText(/^Roses/)
  const kept = `(async () => (await (await caches.open('leanto-search')).keys()).length)()`
  await expect.poll(() => page.evaluate(kept)).toBeGreaterThan(4)
})

test('where the index cannot be read it says so, and the search page is still asked', async ({
  page,
}) => {
  await open(page, '/broken/')
  await page.keyboard.type('roses')
  await expect(status(page)).toHaveText(/could not be loaded/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=roses$/)
})

test('it is accessible, closed and open, in light and dark, and breaks no policy', async ({
  page,
}) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404'))
      complaints.push(message.text())
  })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto('/')
    await expect(button(page)).toBeVisible()
    await expectAccessible(page)
    await button(page).click()
    await page.keyboard.type('roses')
    await expect(options(page).first()).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await expectAccessible(page)
    expect(await page.evaluate('document.getAnimations().length')).toBe(0)
  }
  expect(complaints).toEqual([])
})

test('the page gives it no style but what it is meant to take', async ({ page }) => {
  await page.goto('/')
  await expect(button(page)).toHaveCSS('text-transform', 'none')
  await expect(button(page)).not.toHaveCSS('background-color', 'rgb(220, 20, 60)')
  await page.evaluate(`document.querySelector('leanto-search')
    .style.setProperty('--leanto-search-background', 'rgb(1, 2, 3)')`)
  await expect(button(page)).toHaveCSS('background-color', 'rgb(1, 2, 3)')
})

test('two on a page are two, and the first takes the keys', async ({ page }) => {
  await page.goto('/two/')
  await page.keyboard.press('/')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await page.keyboard.type('tulips')
  await expect(options(page).first()).toHaveText(/^Tulips/)
  await page.keyboard.press('Escape')
  await page.locator('#second').getByRole('button').click()
  await expect(field(page)).toHaveValue('')
  await page.keyboard.type('roses')
  await expect(options(page).first()).toHaveText(/^Roses/)
})

test('back and forward find the page as it was, with the search closed', async ({ page }) => {
  await open(page)
  await page.keyboard.type('tulips')
  await options(page).first().click()
  await expect(page).toHaveURL(/\/tulips\/(#:~:.*)?$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/$/)
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('/')
  await page.keyboard.type('tulips')
  await expect(options(page).first()).toBeVisible()
  await page.goForward()
  await expect(page).toHaveURL(/\/tulips\/(#:~:.*)?$/)
})

test('the site is told once what was asked, and not at all where it must not be', async ({
  page,
}) => {
  await page.addInitScript(`
    window.told = []
    const send = navigator.sendBeacon.bind(navigator)
    navigator.sendBeacon = (url, body) => {
      void body.text().then((text) => window.told.push([url, text]))
      return send(url, body)
    }`)
  const told = (): Promise<unknown> => page.evaluate('window.told')
  await open(page)
  await page.keyboard.type('tulips')
  await expect(options(page).first()).toBeVisible()
  expect(await told()).toEqual([])
  await page.keyboard.press('Escape')
  const once = [['/api/search/asked', '{"query":"tulips","total":1,"language":"en"}']]
  await expect.poll(told).toEqual(once)
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await told()).toEqual(once)

  await open(page, '/quiet/')
  await page.keyboard.type('roses')
  await expect(options(page).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await told()).toEqual([])
})

test('what the search page will count is not told before, and what is left behind is told', async ({
  page,
}) => {
  await page.clock.install()
  await page.addInitScript(`navigator.sendBeacon = () => {
    sessionStorage.setItem('told', Number(sessionStorage.getItem('told')) + 1)
    return true
  }`)
  const told = (): Promise<unknown> => page.evaluate(`Number(sessionStorage.getItem('told'))`)
  const ask = async (query: string): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(query)
    await page.clock.runFor(1000)
    await expect(options(page).first()).toHaveText(RegExp(query.slice(0, 4), 'i'))
  }
  await open(page)
  await ask('roses')
  await ask('tulips')
  await page.clock.runFor(5000)
  expect(await told()).toBe(0)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=tulips$/)
  expect(await told()).toBe(0)

  await open(page)
  await ask('tulips')
  await page.clock.runFor(5000)
  await ask('roses')
  expect(await told()).toBe(1)
  await page.goto('/tulips/')
  expect(await told()).toBe(2)
})

test('a result leads to the words that were found', async ({ page }) => {
  await open(page)
  await page.keyboard.type('bloom')
  const first = options(page).first()
  await expect(first).toHaveAttribute('href', '/tulips/#:~:text=Tulips-,bloom,-early%2C')
  await first.click()
  await expect(page).toHaveURL(/\/tulips\//)
})

for (const [query, says] of [
  ['café', /^Café/],
  ['heure d’été', /^Café/],
  ['getUserName', /^Code/],
] as const)
  test(`${query}, which is no plain word, is found as any other`, async ({ page }) => {
    await open(page)
    await page.keyboard.type(query)
    await expect(options(page).first()).toHaveText(says)
    await expect(options(page).first().locator('mark').first()).toBeVisible()
  })

test('in the page, the list lies over what follows and goes with the focus', async ({ page }) => {
  await page.goto('/inline/')
  const after = page.getByText('After.')
  const before = await after.boundingBox()
  await field(page).fill('roses')
  await expect(options(page).first()).toBeVisible()
  expect(await after.boundingBox()).toEqual(before)
  await page.keyboard.press('ArrowDown')
  await expect(active(page)).toHaveText(/^Roses/)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(options(page).first()).toBeHidden()
  await page.keyboard.press('ArrowDown')
  await expect(options(page).first()).toBeVisible()
  await page.getByRole('heading', { level: 1 }).click()
  await expect(options(page).first()).toBeHidden()
})

test('it speaks the language of the page', async ({ page }) => {
  await page.goto('/deutsch/')
  await page.getByRole('button', { name: 'Suchen' }).click()
  await expect(page.getByRole('combobox', { name: 'Suchen' })).toBeFocused()
  await page.keyboard.type('xyzzy')
  await expect(status(page)).toHaveText('Nichts gefunden')
})
