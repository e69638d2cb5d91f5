/** Whatever strangers send is text on every page of the inbox: it runs nothing, breaks out of nothing, and stays whole. */
import { NAUGHTY } from '../hostile/bodies-naughty.ts'
import { createPayloads } from '../hostile/payloads.ts'
import { expect, idOf, submissionRow, test, type Page } from './inbox-site.ts'

const TEXTS = [...createPayloads(), ...Object.values(NAUGHTY)].map((text) => text.toWellFormed())

/** What the pages hold beside the texts; nothing else may come into being. */
const OWN_TAGS =
  /^(a|article|bdi|body|button|code|dd|details|dialog|div|dl|dt|form|h[123]|head|header|html|input|kbd|label|li|link|main|meta|nav|ol|option|output|p|path|script|section|select|span|summary|svg|time|title|ul)$/

interface Watched {
  readonly alarms: string[]
}

/** Notes whatever runs, asks, or is stopped by the policy. */
async function watch(page: Page, origin: string): Promise<Watched> {
  const alarms: string[] = []
  await page.exposeFunction('__xss', () => alarms.push('a script ran'))
  await page.exposeFunction('__stopped', (what: string) => alarms.push(`stopped: ${what}`))
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => __stopped(event.violatedDirective))`,
  )
  page.on('dialog', async (dialog) => {
    alarms.push(`a dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('pageerror', (error) => alarms.push(`an error: ${error.message}`))
  page.on('request', (request) => {
    if (!/^\/(inbox|_leanto\/inbox)\b/.test(request.url().slice(origin.length)))
      alarms.push(`a request: ${request.url()}`)
  })
  return { alarms }
}

/** No element, handler or address has come out of a text. */
async function expectHarmless(page: Page, { alarms }: Watched): Promise<void> {
  const found = await page.evaluate<{ tags: string[]; handlers: number; schemes: string[] }>(`{
    const all = [...document.querySelectorAll('*')]
    const urls = all.flatMap((one) =>
      ['href', 'src', 'action', 'formaction'].filter((name) => one.hasAttribute(name))
        .map((name) => new URL(one.getAttribute(name), location).protocol))
    const result = {
      tags: [...new Set(all.map(({ localName }) => localName))],
      handlers: all.flatMap((one) => one.getAttributeNames())
        .filter((name) => /^(on|style$|srcdoc$)/.test(name)).length,
      schemes: [...new Set(urls)],
    }
    result
  }`)
  expect(found.tags.filter((tag) => !OWN_TAGS.test(tag))).toEqual([])
  expect(found.handlers).toBe(0)
  expect(found.schemes.filter((scheme) => !/^(https?|mailto|data):$/.test(scheme))).toEqual([])
  expect(alarms).toEqual([])
}

/** A document's text has no NUL, and line feeds for all line ends (HTML, "Preprocessing the input stream"). */
function toDocumentText(text: string): string {
  return text.replaceAll('\0', '').replaceAll(/\r\n?/g, '\n')
}

/** What elements show is what was sent, in order. */
async function expectTexts(page: Page, selector: string, texts: readonly string[]): Promise<void> {
  const shown = await page.evaluate<string[]>(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map(({ textContent }) => textContent)`,
  )
  expect(shown).toEqual(texts.map(toDocumentText))
}

/** So many texts, one of each part of all. */
function choose(count: number): string[] {
  const step = Math.floor(TEXTS.length / count)
  return TEXTS.filter((_, at) => at % step === 0).slice(0, count)
}

/** All texts, many together. */
function pack(count: number): string[] {
  const size = Math.ceil(TEXTS.length / count)
  return Array.from({ length: count }, (_, at) => TEXTS.slice(at * size, (at + 1) * size).join(' '))
}

const AT = '2026-10-01T12:00:00.000Z'

test('a submission shows thousands of hostile fields as they came', async ({ page, inbox }) => {
  expect(TEXTS.length).toBeGreaterThan(2000)
  const watched = await watch(page, inbox.url)
  const some = choose(100)
  await inbox.insert('submissions', [
    submissionRow(1, {
      page: 'javascript:__xss(1)',
      entries: JSON.stringify(TEXTS.map((text) => [text, [text]])),
      extra: JSON.stringify(TEXTS.map((text) => [text, text])),
      consent: JSON.stringify(some.map((text) => ({ name: text, text }))),
      signs: JSON.stringify(some),
      author: some.join(' '),
    }),
  ])
  await inbox.insert(
    'files',
    some.map((text, at) => ({
      id: idOf(at),
      submission: idOf(1),
      field: text,
      name: text,
      type: text,
      size: at,
      store: 'd1',
    })),
  )
  await inbox.insert('outbox', some.map(toDelivery))
  await inbox.insert(
    'history',
    some
      .slice(1)
      .map((text) => ({ submission: idOf(1), at: AT, actor: text, event: text, detail: text })),
  )
  await page.goto(`/inbox/${idOf(1)}`)
  const sent = '[aria-label="What was sent"]'
  await expectTexts(page, `${sent} dt`, TEXTS)
  await expectTexts(page, `${sent} .value`, TEXTS)
  await expectTexts(page, '[aria-labelledby="extra"] dt', TEXTS)
  await expectTexts(page, '[aria-labelledby="extra"] .value', TEXTS)
  await expectTexts(page, '[aria-labelledby="consent"] .value', some)
  await expectTexts(page, '.note li', some)
  await expectTexts(page, '[aria-labelledby="files"] .value', some)
  await expectTexts(page, '[aria-labelledby="deliveries"] .error', some)
  await expectTexts(page, 'h1', [some.join(' ')])
  await expectHarmless(page, watched)
})

test('lists show hostile names and excerpts as they came', async ({ page, inbox }) => {
  const watched = await watch(page, inbox.url)
  const rows = pack(50)
  await inbox.insert(
    'submissions',
    rows.map((text, at) => ({
      ...submissionRow(at, { author: text, excerpt: text, form: text, page: text }),
      // Newest first, so that the list is in the order of the texts.
      received_at: new Date(Date.UTC(2026, 9, 1) - at * 1000).toISOString(),
    })),
  )
  await page.goto('/inbox')
  await expectTexts(page, '.author bdi', rows)
  await expectTexts(page, '.excerpt', rows)
  await expectTexts(page, '.row .tag', rows)
  await expectHarmless(page, watched)
  await page.goto('/inbox/data')
  await expectHarmless(page, watched)
})

test('what there is of a person, deliveries and the log are shown as they are', async ({
  page,
  inbox,
}) => {
  const watched = await watch(page, inbox.url)
  const rows = pack(50)
  await inbox.insert(
    'submissions',
    rows.map((text, at) =>
      submissionRow(at, {
        author: text,
        excerpt: text,
        entries: JSON.stringify([['email', ['a@example.org']]]),
        received_at: new Date(Date.UTC(2026, 9, 1) - at * 1000).toISOString(),
      }),
    ),
  )
  await page.goto('/inbox/data?email=a%40example.org')
  await expectTexts(page, '.found li a', rows)
  await expectHarmless(page, watched)

  await inbox.insert('outbox', rows.map(toDelivery))
  await page.goto('/inbox/deliveries')
  await expectTexts(page, '.deliveries .error', rows.toReversed())
  await expectHarmless(page, watched)

  await inbox.insert(
    'audit',
    rows.map((text) => ({ at: AT, actor: text, action: text, count: 1, detail: text })),
  )
  await page.goto('/inbox/log')
  await expectTexts(page, '.log bdi.soft', rows.toReversed())
  await expectHarmless(page, watched)
})

test('what an address says is shown as text', async ({ page, inbox }) => {
  const watched = await watch(page, inbox.url)
  const queries = choose(25).filter((text) => text.trim() === text && text.length < 200)
  for (const query of queries) {
    const text = encodeURIComponent(query)
    await page.goto(`/inbox?q=${text}&did=${text}&after=`)
    await expect(page.getByRole('searchbox')).toHaveValue(query.replaceAll(/[\r\n\0]/g, ''))
    await expectHarmless(page, watched)
    await page.goto(`/inbox/sign-in?message=${text}&back=${text}`)
    await expectTexts(page, '[role="alert"]', [query])
    await expectHarmless(page, watched)
    await page.goto(`/inbox/data?email=${text}`)
    await expectHarmless(page, watched)
  }
})

function toDelivery(text: string, at: number) {
  return {
    id: `${String(at).padStart(4, '0')}${text}`,
    submission: idOf(1),
    kind: 'notify',
    target: text,
    state: 'dead',
    attempts: 1,
    due_at: text,
    error: text,
    created_at: AT,
  }
}
