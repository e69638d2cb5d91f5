/** What the script of the inbox adds, and what every page of it must be. */
import { expectAccessible, expectFits } from './expect-page.ts'
import { expect, idOf, submissionRow, test, type Page } from './inbox-site.ts'

/** A submission is shown, and the script of its page listens to keys. */
async function expectOpen(page: Page, author: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(author)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
}

function checked(page: Page) {
  return page.locator('.row :checked')
}

test.describe('keys', () => {
  test.beforeEach(async ({ page, inbox }) => {
    await inbox.insert(
      'submissions',
      [1, 2, 3].map((number) => submissionRow(number)),
    )
    await page.goto('/inbox')
    await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  })

  test('go from row to row, open one, the next one, and come back', async ({ page }) => {
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect(page.locator('.row').nth(1).getByRole('link')).toBeFocused()
    await page.keyboard.press('o')
    await expectOpen(page, 'Person 2')
    await page.keyboard.press('j')
    await expectOpen(page, 'Person 1')
    await page.keyboard.press('k')
    await expectOpen(page, 'Person 2')
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/\/inbox$/)
  })

  test('select rows and archive them; the focus stays where it was', async ({ page }) => {
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await expect(page.getByText('2 selected')).toBeVisible()
    await page.keyboard.press('e')
    await expect(page.getByText('2 submissions archived.')).toBeVisible()
    await expect(page).toHaveURL(/\/inbox$/)
    await expect(page.locator('.row').first().getByRole('link')).toBeFocused()
  })

  for (const [key, done] of [
    ['!', '1 submission moved to spam.'],
    ['e', '1 submission archived.'],
  ] as const)
    test(`${key} takes the row that has the focus`, async ({ page }) => {
      await page.keyboard.press('j')
      await page.keyboard.press(key)
      await expect(page.getByText(done)).toBeVisible()
      await expect(page.locator('.row')).toHaveCount(2)
    })

  test('u marks what was opened as unread', async ({ page }) => {
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expectOpen(page, 'Person 3')
    await page.keyboard.press('u')
    await expect(page.getByText('1 submission marked as unread.')).toBeVisible()
  })

  test('# asks before it deletes, and takes a no', async ({ page }) => {
    await page.keyboard.press('j')
    await page.keyboard.press('#')
    const button = page.getByRole('button', { name: 'Delete for good' })
    await expect(button).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(button).toBeHidden()
    await expect(page.locator('.row')).toHaveCount(3)
    await page.keyboard.press('#')
    await page.keyboard.press('Enter')
    await expect(page.getByText('1 submission deleted.')).toBeVisible()
  })

  test('are letters while somebody types', async ({ page }) => {
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('jxe!#?/')
    await expect(page.getByRole('searchbox')).toHaveValue('jxe!#?/')
    await expect(checked(page)).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('searchbox')).not.toBeFocused()
  })

  test('do nothing together with Control', async ({ page }) => {
    await page.keyboard.press('j')
    await page.keyboard.press('Control+e')
    await page.keyboard.press('Alt+x')
    await expect(checked(page)).toHaveCount(0)
    await expect(page.locator('.row')).toHaveCount(3)
  })

  test('lead to the inbox with g and i', async ({ page }) => {
    await page.goto('/inbox/log')
    await page.keyboard.press('i')
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await expect(page).toHaveURL(/\/inbox$/)
  })

  test('are told by ?, and can be turned off for good', async ({ page }) => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel('Use these keys').uncheck()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.reload()
    await page.keyboard.press('j')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('button', { name: 'Keys' }).click()
    await expect(page.getByLabel('Use these keys')).not.toBeChecked()
    await page.getByLabel('Use these keys').check()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
  })
})

test('rows are selected by range, all, and none', async ({ page, inbox }) => {
  await inbox.insert(
    'submissions',
    [1, 2, 3, 4, 5].map((number) => submissionRow(number)),
  )
  await page.goto('/inbox')
  await expect(page.getByRole('button', { name: 'Archive' })).toBeHidden()
  const boxes = page.locator('.row').getByRole('checkbox')
  await boxes.nth(1).click()
  await boxes.nth(3).click({ modifiers: ['Shift'] })
  await expect(page.getByText('3 selected')).toBeVisible()
  const all = page.getByLabel('Select all')
  expect(await all.evaluate('document.querySelector("#all").indeterminate')).toBe(true)
  await all.check()
  await expect(checked(page)).toHaveCount(5)
  await page.keyboard.press('Escape')
  await expect(checked(page)).toHaveCount(0)
  await boxes.nth(4).click()
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  await expect(page.getByText('3 selected')).toBeVisible()
})

test.describe('times', () => {
  test.use({ timezoneId: 'Asia/Tokyo', locale: 'de-DE' })

  test('are those of the owner', async ({ page, inbox }) => {
    await inbox.insert('submissions', [
      submissionRow(1, { received_at: '2026-10-01T20:30:00.000Z' }),
    ])
    await page.goto(`/inbox/${idOf(1)}`)
    await expect(page.locator('header time').first()).toHaveText(/^0?2\.10\.2026, 05:30$/)
  })
})

test('what was done is said once', async ({ page }) => {
  await page.goto('/inbox?did=archive.3')
  await expect(page.getByRole('status')).toHaveText('3 submissions archived.')
  await expect(page).toHaveURL(/\/inbox$/)
  await page.reload()
  await expect(page.getByText('3 submissions archived.')).toBeHidden()
})

test.describe('every page', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  const deliveries = (state: string) => ({
    id: `${idOf(1)}-${state}`,
    submission: idOf(1),
    kind: 'notify',
    target: state,
    state,
    attempts: 3,
    due_at: '2126-10-01T12:00:00.000Z',
    error: 'the receiver answered 503',
    created_at: '2026-10-01T12:00:00.000Z',
  })

  for (const path of [
    '/inbox',
    '/inbox?folder=spam',
    '/inbox?q=nothing',
    `/inbox/${idOf(1)}`,
    `/inbox/${idOf(2)}`,
    '/inbox/data?email=person1%40example.org',
    '/inbox/deliveries',
    '/inbox/log',
    '/inbox/sign-in?status=401&message=Wrong',
    '/inbox/sign-in?status=403&closed=1',
  ])
    test(`${path} fits a narrow screen, breaks no policy, and is accessible`, async ({
      page,
      inbox,
    }) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of 40/.test(message.text()))
          complaints.push(message.text())
      })
      await inbox.insert('submissions', [
        submissionRow(1, {
          extra: JSON.stringify([['more', 'x']]),
          consent: JSON.stringify([{ name: 'privacy', text: 'I agree.' }]),
          read_at: '2026-10-01T12:00:00.000Z',
        }),
        submissionRow(2, { state: 'quarantined', score: 6, signs: '["links"]' }),
        submissionRow(3),
      ])
      await inbox.insert('files', [
        {
          id: idOf(1),
          submission: idOf(1),
          field: 'plan',
          name: 'plan.pdf',
          type: 'application/pdf',
          size: 1,
          store: 'd1',
        },
      ])
      await inbox.insert('outbox', ['new', 'dead', 'done'].map(deliveries))
      await inbox.insert('audit', [
        { at: '2026-10-01T12:00:00.000Z', actor: 'owner', action: 'read', count: 2, detail: '' },
      ])
      await page.goto(path)
      await expectFits(page)
      await expectAccessible(page)
      expect(complaints).toEqual([])
    })
})
