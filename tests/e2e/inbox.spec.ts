/** An owner goes through the inbox, with and without JavaScript. */
import { expectFits } from './expect-page.ts'
import { expect, idOf, submissionRow, test, type Page } from './inbox-site.ts'
import { tabTo } from './keyboard.ts'

/** The row of a list that tells of a person. */
function row(page: Page, number: number) {
  return page.locator('.row').filter({ hasText: `Person ${number} ` })
}

/** A letter keeps `Person 1` and `Person 12` apart. */
function named(number: number, changes = {}) {
  return submissionRow(number, { author: `Person ${number} A.`, ...changes })
}

test('a submission is opened, read, and archived', async ({ page, inbox }) => {
  await inbox.insert('submissions', [named(1), named(2)])
  await page.goto('/inbox')
  await expect(page).toHaveTitle('2 unread · Inbox')
  await row(page, 1).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Person 1 A.')
  await expect(page.getByRole('link', { name: 'person1@example.org' })).toBeVisible()
  await expect(page.getByText('by owner')).toBeVisible()
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('1 submission archived.')).toBeVisible()
  await expect(page).toHaveTitle('1 unread · Inbox')
  await expect(page.locator('.row')).toHaveCount(1)
  await page.getByRole('link', { name: 'Archive 1' }).click()
  await expect(row(page, 1)).toBeVisible()
})

test('several submissions are archived at once', async ({ page, inbox }) => {
  await inbox.insert('submissions', [named(1), named(2), named(3)])
  await page.goto('/inbox')
  await row(page, 1).getByRole('checkbox').check()
  await row(page, 3).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('2 submissions archived.')).toBeVisible()
  await expect(page.locator('.row')).toHaveCount(1)
  await expect(row(page, 2)).toBeVisible()
})

test('words are searched for in the folder and the form that are shown', async ({
  page,
  inbox,
}) => {
  await inbox.insert('submissions', [named(1), named(2), named(3, { form: 'booking' })])
  await page.goto('/inbox')
  await page.getByRole('link', { name: /^contact/ }).click()
  await page.getByRole('searchbox').fill('message')
  await page.getByRole('searchbox').press('Enter')
  await expect(page).toHaveURL(/form=contact&q=message|q=message&form=contact/)
  await expect(page.locator('.row')).toHaveCount(2)
  await expect(page.getByRole('searchbox')).toHaveValue('message')
  await row(page, 2).getByRole('link').click()
  await page.getByRole('link', { name: 'Found in Inbox' }).click()
  await expect(page.locator('.row')).toHaveCount(2)
  await page.getByRole('searchbox').fill('xyzzy')
  await page.getByRole('searchbox').press('Enter')
  await expect(page.getByText('Nothing found')).toBeVisible()
})

test('what was taken for spam says why, and is taken back', async ({ page, inbox }) => {
  const signs = JSON.stringify(['noScript', 'manyLinks'])
  await inbox.insert('submissions', [named(1, { state: 'quarantined', score: 6, signs })])
  await page.goto('/inbox?folder=spam')
  await expect(row(page, 1)).toContainText('6 points')
  await row(page, 1).getByRole('link').click()
  await expect(page.getByText('This looks like spam: 6 points')).toBeVisible()
  await expect(page.getByText('No script of the page ran.')).toBeVisible()
  await page.getByRole('button', { name: 'Not spam' }).click()
  await expect(page.getByText('1 submission moved out of spam.')).toBeVisible()
  await expect(page.getByText('No spam')).toBeVisible()
})

test('nothing is deleted without a question', async ({ page, inbox }) => {
  await inbox.insert('submissions', [named(1)])
  await page.goto(`/inbox/${idOf(1)}`)
  await expect(page.getByRole('button', { name: 'Delete for good' })).toBeHidden()
  await page.getByText('Delete…').click()
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByText('1 submission deleted.')).toBeVisible()
  await expect(page.getByText('Nothing was sent yet')).toBeVisible()
})

test('a person is found and erased', async ({ page, inbox }) => {
  await inbox.insert('submissions', [named(1), named(2)])
  await page.goto('/inbox/data')
  await page.getByLabel('E-mail address').fill('person1@example.org')
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByText('1 submission from this address.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Person 1 A.' })).toBeVisible()
  await page.getByLabel('Yes, erase it for good').check()
  await page.getByRole('button', { name: 'Erase' }).click()
  await expect(page.getByText('1 submission erased for good.')).toBeVisible()
  await page.goto('/inbox')
  await expect(page.locator('.row')).toHaveCount(1)
})

test('what could not be delivered is sent again', async ({ page, inbox }) => {
  await inbox.insert('submissions', [named(1)])
  await inbox.insert('outbox', [
    {
      id: `${idOf(1)}-default`,
      submission: idOf(1),
      kind: 'notify',
      target: 'default',
      state: 'dead',
      attempts: 8,
      due_at: '2026-10-01T12:00:00.000Z',
      error: 'the receiver answered 503',
      created_at: '2026-10-01T12:00:00.000Z',
    },
  ])
  await page.goto('/inbox')
  await page.getByRole('link', { name: 'Look at them' }).click()
  await expect(page.getByText('the receiver answered 503')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Send again: default' }).check()
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect(page.getByText('1 message will be sent again.')).toBeVisible()
  await expect(page.getByText('Nothing was given up.')).toBeVisible()
  await page.getByRole('link', { name: 'Log' }).click()
  await expect(page.getByText('replay')).toBeVisible()
})

test('a submission is opened and marked by keyboard alone', async ({ page, inbox }) => {
  await inbox.insert('submissions', [named(1)])
  await page.goto('/inbox')
  await tabTo(page, row(page, 1).getByRole('link'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(idOf(1)))
  await tabTo(page, page.getByRole('button', { name: 'Mark unread' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 submission marked as unread.')).toBeVisible()
})

test('a closed inbox says how it is opened', async ({ page }) => {
  await page.goto('/inbox/sign-in?status=403&closed=1')
  await expect(page.getByRole('list').getByText('npx leanto key')).toBeVisible()
  await expect(page.getByLabel('Key')).toBeHidden()
})

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 320, height: 640 } })

  test('everything is in reach', async ({ page, inbox }) => {
    const long = 'x'.repeat(200)
    const entries = JSON.stringify([[long, [long]]])
    await inbox.insert('submissions', [named(1, { author: long, excerpt: long, entries })])
    for (const path of ['/inbox', `/inbox/${idOf(1)}`, '/inbox/data', '/inbox/deliveries'])
      await page.goto(path).then(() => expectFits(page))
  })
})
