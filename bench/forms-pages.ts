/** The pages, forms and submissions that the benchmarks of forms measure. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parsePage } from '../toolkit/page/build-page.ts'
import { createFormsBuild } from '../toolkit/forms/build.ts'
import type { FormContract } from '../toolkit/forms/format.ts'

const ROOT = join(import.meta.dirname, '..')

/** This site's own form of 11 controls and a button, as its page has it. */
const [CONTACT_FORM = ''] =
  /<form[^]*<\/form>/.exec(
    readFileSync(join(ROOT, 'site', 'src', 'pages', 'contact.astro'), 'utf8'),
  ) ?? []

/** A form of 18 controls with names, in German, with a pattern that no automaton can hold. */
export const SIGNUP_PAGE: string = readFileSync(
  join(ROOT, 'tests', 'formats', 'forms-1', 'page.html'),
  'utf8',
).replace('/danke/', '/forms-thanks/')

/** What `SIGNUP_PAGE` and {@link toContactPage} need to be built. */
export const THANKS_PAGE = '<!doctype html><title>Thanks</title><p>Thanks</p>'

const CONTACT: Readonly<Record<string, string>> = {
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  topic: 'question',
  message: 'Our bakery has twelve pages and one form.\r\nCan it stay as it is?',
  website: 'https://example.org/bakery',
  reference: 'AB-1234',
  sites: '12',
  start: '2026-11-23',
}

/** What is posted to a form, URL-encoded; `wrong` in each of its fields. */
export interface Posts {
  readonly valid: string
  readonly wrong: string
}

export const CONTACT_POSTS: Posts = {
  valid: encode({ ...CONTACT, reply: 'email', consent: 'yes' }),
  wrong: encode({
    ...CONTACT,
    name: 'A'.repeat(101),
    email: 'ada at example.org',
    topic: '',
    message: '<b>&amp;"',
    website: 'example.org',
    reference: 'ab"12',
    sites: '1001',
    start: '2025-12-31',
  }),
}

const SIGNUP: Readonly<Record<string, string>> = {
  name: 'Ada Lovelace',
  email: 'ada@example.org,grace@example.org',
  code: 'AB-12',
  password: 'with 1 digit',
  seats: '3',
  day: '2026-11-23',
  from: '23:00',
  country: 'Österreich & Tirol',
  topics: 'a',
  reply: 'mail',
  note: 'Hallo',
  'note.dir': 'ltr',
  fixed: '1',
  source: 'web',
  terms: 'yes',
}

export const SIGNUP_POSTS: Posts = {
  valid: encode(SIGNUP),
  wrong: encode({
    ...SIGNUP,
    name: 'A',
    email: 'ada',
    code: 'ab-12',
    password: 'none',
    seats: '4',
    day: '2027-01-01',
    from: '12:00',
    country: '',
  }),
}

/** A page with the form `name` in its midst, of so many characters at least. */
export function toContactPage(name: string, size = 0): string {
  const form = CONTACT_FORM.replace('/forms/contact', `/forms/${name}`)
  const filler = toFiller((size - form.length) / 2)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Contact</title></head><body><main>${filler}${form}${filler}</main></body></html>`
}

/** Text as pages have it: a tag for each 60 characters or so. */
function toFiller(size: number): string {
  const sections: string[] = []
  for (let length = 0, at = 1; length < size; at += 1) {
    const section = `<section id="part-${at}"><h2>Part ${at} of the handbook</h2>
<p>The <a href="/docs/part-${at}/">workshop on the ground floor</a> is open from Monday to Friday. Bring <em>your own tools</em> &amp; something to write with.</p>
<ul class="list"><li>Wood, glue and <strong>three screws</strong></li><li>A lamp for late hours</li></ul></section>\n`
    sections.push(section)
    length += section.length
  }
  return sections.join('')
}

/** Builds the forms of a page. */
export function buildForms(html: string): Readonly<Record<string, FormContract>> {
  const build = createFormsBuild()
  build.add(parsePage('index.html', html))
  build.add(parsePage('forms-thanks/index.html', THANKS_PAGE))
  return build.finish().contracts
}

function encode(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString()
}
