import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import type { Data } from '../page/format.ts'
import { readField, readList } from '../page/render.ts'
import { dataFields } from './page-fields-data.ts'
import { deliveriesFields, deliveryFields, logFields } from './page-fields-deliveries.ts'
import { submissionFields } from './page-fields-submission.ts'
import { listFields, type ListView } from './page-fields.ts'
import type { DeliveryView, ListItem, SubmissionView } from './views.ts'

const ID = '0123456789abcdef0123456789abcdef'
const NOW = new Date('2026-10-12T18:00:00.000Z')

const ITEM: ListItem = {
  id: ID,
  form: 'contact',
  folder: 'inbox',
  receivedAt: '2026-10-12T14:05:09.123Z',
  isRead: false,
  author: 'Anna',
  excerpt: 'Hello',
  fileCount: 2,
  score: 3.25,
}

const LIST: ListView = {
  selection: { folder: 'inbox' },
  after: undefined,
  page: { items: [ITEM] },
  counts: [
    { form: 'booking', inbox: 7, unread: 0, spam: 0, archive: 30 },
    { form: 'contact', inbox: 12, unread: 3, spam: 4, archive: 5 },
  ],
  hasDead: false,
  now: NOW,
}

const SUBMISSION: SubmissionView = {
  id: ID,
  form: 'contact',
  folder: 'inbox',
  page: '/contact/',
  language: 'en',
  receivedAt: '2026-10-12T14:05:09.123Z',
  readAt: undefined,
  expiresAt: undefined,
  mark: undefined,
  score: 1,
  signs: ['noScript'],
  author: 'Anna',
  replyTo: 'anna@example.org',
  fields: [['message', ['Hello']]],
  extra: [],
  consent: [],
  files: [],
  history: [],
  deliveries: [],
}

const DELIVERY: DeliveryView = {
  id: `${ID}-default`,
  submission: ID,
  kind: 'notify',
  target: 'default',
  state: 'dead',
  attempts: 8,
  dueAt: '2026-10-12T15:00:00.000Z',
  error: 'no answer',
  createdAt: '2026-10-12T14:05:09.123Z',
  doneAt: undefined,
}

const ORIGIN = { selection: { folder: 'inbox' }, after: undefined } as const

/** The values of a field of each item of a list. */
function pick(data: Data, list: string, field: string): unknown[] {
  return readList(data, list).map((item) => readField(item, field))
}

describe('the list', () => {
  test('counts folders over all forms, or in the one that is shown', () => {
    assert.deepEqual(pick(listFields(LIST), 'folders', 'count'), [19, 3, 4, 35])
    const one = listFields({ ...LIST, selection: { folder: 'spam', form: 'booking' } })
    assert.deepEqual(pick(one, 'folders', 'count'), [7, '', '', 30])
    assert.deepEqual(pick(one, 'folders', 'current'), [undefined, undefined, 'page', undefined])
    assert.deepEqual(pick(one, 'folders', 'url')[2], '/inbox?form=booking&folder=spam')
  })

  test('names each form with what is unread, and one form alone not at all', () => {
    assert.deepEqual(pick(listFields(LIST), 'forms', 'unread'), [3, '', 3])
    assert.deepEqual(listFields({ ...LIST, counts: LIST.counts.slice(0, 1) })['forms'], [])
  })

  test('has in the title what tells tabs apart', () => {
    const heading = (changes: Partial<ListView>): unknown =>
      listFields({ ...LIST, ...changes })['heading']
    assert.equal(heading({}), '3 unread')
    assert.equal(heading({ counts: [] }), '')
    assert.equal(heading({ selection: { folder: 'spam', form: 'contact' } }), 'Spam · contact')
    assert.equal(heading({ selection: { folder: 'inbox', query: 'a' } }), '“a” in Inbox')
  })

  test('offers what makes sense in a folder', () => {
    const can = (folder: 'inbox' | 'unread' | 'spam' | 'archive'): string[] => {
      const fields = listFields({ ...LIST, selection: { folder } })
      return ['canArchive', 'canInbox', 'canSpam', 'canHam'].filter((name) => fields[name])
    }
    assert.deepEqual(can('inbox'), ['canArchive', 'canSpam'])
    assert.deepEqual(can('unread'), ['canArchive', 'canSpam'])
    assert.deepEqual(can('spam'), ['canHam'])
    assert.deepEqual(can('archive'), ['canInbox', 'canSpam'])
  })

  test('leads from each row to its submission, and from there back to the same page', () => {
    const selection = { folder: 'unread', form: 'contact', query: 'a&b' } as const
    const fields = listFields({ ...LIST, selection, after: 'c=1' })
    const query = '?form=contact&folder=unread&q=a%26b&after=c%3D1'
    assert.deepEqual(pick(fields, 'items', 'url'), [`/inbox/${ID}${query}`])
    assert.equal(fields['back'], `/inbox${query}`)
    assert.equal(fields['newest'], '/inbox?form=contact&folder=unread&q=a%26b')
  })

  test('tells of spam points in the folder of spam alone', () => {
    assert.deepEqual(pick(listFields(LIST), 'items', 'points'), [undefined])
    const spam = { ...LIST, page: { items: [{ ...ITEM, folder: 'spam' } as const] } }
    assert.deepEqual(pick(listFields(spam), 'items', 'points'), ['3.3 points'])
  })

  const empty: readonly (readonly [name: string, changes: Partial<ListView>, title: string])[] = [
    ['a new site', { counts: [] }, 'Nothing was sent yet'],
    ['an inbox that is done with', {}, 'Nothing to do'],
    ['a search', { selection: { folder: 'inbox', query: 'a' } }, 'Nothing found'],
    ['spam', { selection: { folder: 'spam' } }, 'No spam'],
    ['what comes after the last', { after: 'x' }, 'No more'],
    ['a search with more to look at', { page: { items: [], next: 'x' } }, 'Nothing found so far'],
  ]
  for (const [name, changes, title] of empty)
    test(`says what to expect of ${name} without a line`, () => {
      const fields = listFields({ ...LIST, page: { items: [] }, ...changes })
      assert.equal(readField(fields, 'empty.title'), title)
    })
})

describe('a submission', () => {
  const values: readonly (readonly [value: string, field: string, expected: unknown])[] = [
    ['https://example.org/a?b=1', 'web', 'https://example.org/a?b=1'],
    ['javascript:alert(1)', 'web', undefined],
    ['javascript:alert(1)', 'plain', 'javascript:alert(1)'],
    ['https://example.org/ and more', 'web', undefined],
    ['ftp://example.org/', 'web', undefined],
    ['anna@example.org', 'mail', 'mailto:anna@example.org'],
    ['a?b=c&d@example.org', 'mail', 'mailto:a%3Fb%3Dc%26d@example.org'],
    ['a@example.org\nBcc: b@example.org', 'mail', undefined],
    ['', 'isEmpty', true],
    [' ', 'isEmpty', false],
    [' two\n  lines ', 'plain', ' two\n  lines '],
  ]
  for (const [value, field, expected] of values)
    test(`shows ${JSON.stringify(value)} with ${field} ${String(expected)}`, () => {
      const fields = submissionFields({ ...SUBMISSION, fields: [['a', [value]]] }, ORIGIN)
      const [first = {}] = readList(fields, 'fields')
      assert.deepEqual(pick(first, 'values', field), [expected])
    })

  test('is answered with the form in the subject', () => {
    assert.equal(
      submissionFields(SUBMISSION, ORIGIN)['reply'],
      'mailto:anna@example.org?subject=Re%3A%20contact',
    )
    assert.equal(
      submissionFields({ ...SUBMISSION, replyTo: undefined }, ORIGIN)['reply'],
      undefined,
    )
  })

  test('leads back to the list that it was reached from', () => {
    const selection = { folder: 'spam', query: 'win' } as const
    const fields = submissionFields(SUBMISSION, { selection, after: 'x' })
    assert.equal(fields['back'], '/inbox?folder=spam&q=win&after=x')
    assert.equal(fields['backLabel'], 'Found in Spam')
  })

  test('says of a group without a tick that there is nothing', () => {
    const fields = submissionFields({ ...SUBMISSION, fields: [['topics', []]] }, ORIGIN)
    const [first = {}] = readList(fields, 'fields')
    assert.deepEqual(pick(first, 'values', 'isEmpty'), [true])
  })
})

describe('deliveries', () => {
  test('say what became of them', () => {
    const say = (changes: Partial<DeliveryView>): unknown[] => {
      const fields = deliveryFields({ ...DELIVERY, ...changes })
      return [fields['state'], fields['tries'], fields['canResend']]
    }
    assert.deepEqual(say({}), ['Not delivered', 'after 8 tries', true])
    assert.deepEqual(say({ state: 'new', attempts: 0 }), ['Waiting', 'not tried yet', true])
    assert.deepEqual(say({ state: 'done', attempts: 1 }), ['Sent', undefined, false])
    assert.deepEqual(say({ state: 'done', attempts: 2 }), ['Sent', 'after 2 tries', false])
  })

  test('have more pages of each kind for itself', () => {
    const parts = { dead: [DELIVERY], nextDead: 'a b', waiting: [], nextWaiting: undefined }
    const fields = deliveriesFields(parts)
    assert.equal(fields['moreDead'], '/inbox/deliveries?dead=a+b')
    assert.equal(fields['moreWaiting'], undefined)
  })
})

test('the log gives a number where it says something, and leads on', () => {
  const entry = { at: ITEM.receivedAt, actor: 'owner', action: 'archive', detail: '' }
  const entries = [
    { ...entry, id: 2, count: 12 },
    { ...entry, id: 1, count: 1 },
  ]
  const fields = logFields(entries, 1, true)
  assert.deepEqual(pick(fields, 'entries', 'count'), ['× 12', undefined])
  assert.equal(fields['older'], '/inbox/log?before=1')
  assert.equal(fields['newest'], undefined)
})

const found: readonly (readonly [own: number, mentions: number, summary: string])[] = [
  [0, 0, 'Nothing is kept of this address.'],
  [1, 0, '1 submission from this address.'],
  [2, 1, '2 submissions from this address, 1 other that mentions it.'],
  [0, 3, '3 others that mention it.'],
]
for (const [own, mentions, summary] of found)
  test(`of ${own} submissions of a person and ${mentions} mentions it says so`, () => {
    const person = { email: 'a+b@example.org', own, mentions, items: [] }
    const fields = dataFields([], 'a+b@example.org', person, undefined)
    assert.equal(readField(fields, 'person.summary'), summary)
    assert.equal(readField(fields, 'person.zip'), '/inbox/person.zip?email=a%2Bb%40example.org')
    assert.equal(readField(fields, 'person.any'), own + mentions > 0)
  })
