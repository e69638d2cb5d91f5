import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { BuildError } from '../core/errors.ts'
import { parsePage } from '../page/build-page.ts'
import { createFormsBuild } from './build.ts'
import type { FormContract } from './format.ts'

const form = (inside: string): string =>
  `<form method="post" action="/forms/f">${inside}<input name="ok"></form>`

function build(files: Readonly<Record<string, string>>) {
  const forms = createFormsBuild()
  const pages = Object.entries(files).map(([file, source]) => parsePage(file, source))
  for (const page of pages) forms.add(page)
  const { contracts, report } = forms.finish()
  const contract = contracts['f']
  assert.ok(contract)
  return { contract, report, html: pages.map(({ edits }) => edits.toString()) }
}

/** What the pages say they were built with, in the order of their files. */
function sentRevisions(html: readonly string[]): string[] {
  return html.map((text) => /name="_form" value="f@([0-9a-f]{10})@/.exec(text)?.[1] ?? '')
}

function wordsOf({ controls }: FormContract): string[] {
  return controls.flatMap(({ consent = {} }) => Object.values(consent))
}

describe('a consent is', () => {
  const cases: readonly (readonly [what: string, inside: string, ...words: readonly string[]])[] = [
    [
      'a required box that is called so',
      '<label><input type=checkbox name=terms required> I agree</label>',
      'I agree',
    ],
    [
      'a required box, whatever its case',
      '<label><input type=checkbox name=DSGVO required> Ja</label>',
      'Ja',
    ],
    [
      'a box that is marked',
      '<label><input type=checkbox name=x data-consent> Write to me</label>',
      'Write to me',
    ],
    ['no box that need not be ticked', '<label><input type=checkbox name=terms> I agree</label>'],
    ['no box of another name', '<label><input type=checkbox name=terms2 required> I agree</label>'],
    ['no other control', '<label>Terms <input name=terms required></label>'],
    [
      'in all the words of its label, whitespace aside',
      '<input type=checkbox id=c name=x data-consent><label for=c>\n I agree to the <a href=/p>privacy\n policy</a>: *</label>',
      'I agree to the privacy policy: *',
    ],
    [
      'in the words of the label, not of the group',
      '<fieldset><legend>Group</legend><label><input type=checkbox name=x data-consent> One</label><label><input type=checkbox name=x data-consent value=2> Two</label></fieldset>',
      'One',
      'Two',
    ],
    [
      'in the words that it is called by, without a label',
      '<p id=w>I agree</p><input type=checkbox name=x data-consent aria-labelledby=w>',
      'I agree',
    ],
    [
      'in 2,000 characters at most',
      `<label><input type=checkbox name=x data-consent>${'x'.repeat(3000)}</label>`,
      'x'.repeat(2000),
    ],
  ]
  for (const [what, inside, ...words] of cases) {
    test(what, () => {
      const { contract, report } = build({ 'a.html': form(inside) })
      assert.deepEqual(wordsOf(contract), words)
      assert.deepEqual(report.warnings, [])
    })
  }
})

describe('the build warns', () => {
  const cases: readonly (readonly [what: string, inside: string, warning: RegExp])[] = [
    [
      'of a consent that is ticked beforehand',
      '<label><input type=checkbox name=terms required checked> I agree</label>',
      /^a\.html:2: the consent "terms" is ticked beforehand/,
    ],
    [
      'of a consent without words',
      '<input type=checkbox name=terms required>',
      /^a\.html:2: the consent "terms" has no label/,
    ],
    [
      'of a mark that does nothing',
      '<label>A <input name=a data-consent></label>',
      /^a\.html:2: data-consent is for a check box.* text/,
    ],
  ]
  for (const [what, inside, warning] of cases) {
    test(what, () => {
      const { warnings } = build({ 'a.html': `\n${form(inside)}` }).report
      assert.equal(warnings.length, 1)
      assert.match(warnings[0] ?? '', warning)
    })
  }
})

test('the report says that a consent is recorded', () => {
  const { report } = build({
    'a.html': form('<label><input type=checkbox name=x data-consent> Yes</label>'),
  })
  assert.match(report.forms[0]?.controls[0] ?? '', /^x: checkbox, a consent/)
})

describe('a revision', () => {
  const box = (words: string): string =>
    form(`<label><input type=checkbox name=terms required> ${words}</label>`)

  test('changes with the words of a consent, and with those of no other label', () => {
    const revisionOf = (source: string): string => build({ 'a.html': source }).contract.revision
    assert.notEqual(revisionOf(box('I agree')), revisionOf(box('I agree to all')))
    const other = (words: string): string =>
      box('I agree').replace('<input name="ok">', `<label>${words}<input name="ok"></label>`)
    assert.equal(revisionOf(other('One')), revisionOf(other('Two')))
  })

  test('is the same on all pages that have the same words, and that of the form', () => {
    const { contract, html } = build({ 'b.html': box('I agree'), 'a.html': box('I  agree') })
    assert.deepEqual(sentRevisions(html), [contract.revision, contract.revision])
    assert.deepEqual(contract.controls[0]?.consent, { [contract.revision]: 'I agree' })
    assert.deepEqual(
      contract.pages.map(({ revision }) => revision),
      sentRevisions(html),
    )
  })

  test('tells the words of a page from those of another', () => {
    const { contract, html } = build({
      'a.html': box('I agree'),
      'b.html': box('Ich stimme zu'),
      'c.html': box('I agree'),
    })
    const [first = '', second = '', third] = sentRevisions(html)
    assert.notEqual(first, second)
    assert.equal(first, third)
    assert.deepEqual(contract.controls[0]?.consent, {
      [first]: 'I agree',
      [second]: 'Ich stimme zu',
    })
    assert.deepEqual(
      contract.pages.map(({ revision }) => revision),
      [first, second, first],
    )
    assert.ok(![first, second].includes(contract.revision))
  })

  test('of the form changes with the words of any of its pages, and not with the number of pages', () => {
    const one = build({ 'a.html': box('I agree'), 'b.html': box('Ja') }).contract.revision
    assert.notEqual(
      one,
      build({ 'a.html': box('I agree'), 'b.html': box('Ja, gern') }).contract.revision,
    )
    assert.equal(
      one,
      build({ 'c.html': box('Ja'), 'a.html': box('I agree'), 'b.html': box('Ja') }).contract
        .revision,
    )
  })

  test('is in no page of a form without consents', () => {
    assert.equal(build({ 'a.html': form('') }).contract.pages[0]?.revision, undefined)
  })
})

test('pages that do not agree on what is a consent stop the build', () => {
  const box = (mark: string): string =>
    form(`<label><input type=checkbox name=x ${mark}> Yes</label>`)
  assert.throws(
    () => build({ 'a.html': box('data-consent'), 'b.html': box('') }),
    (error: unknown) => error instanceof BuildError && error.message.includes('"consent":true'),
  )
})
