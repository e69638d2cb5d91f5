import assert from 'node:assert/strict'
import { test } from 'node:test'

import { BuildError } from '../core/errors.ts'
import { parsePage, type Page } from '../page/build-page.ts'
import { createFormsBuild, type FormsReport } from './build.ts'
import type { FormContracts } from './format.ts'

interface Built {
  readonly contracts: FormContracts
  readonly report: FormsReport
  readonly pages: readonly Page[]
}

/** Builds the pages of a site, by file. */
function build(files: Readonly<Record<string, string>>): Built {
  const forms = createFormsBuild()
  const pages = Object.entries(files).map(([file, source]) => parsePage(file, source))
  for (const page of pages) forms.add(page)
  return { ...forms.finish(), pages }
}

const form = (inside: string, attributes = ''): string =>
  `<form method="post" action="/forms/f" ${attributes}>${inside}</form>`

/** Names of the controls of the only form of a page. */
function namesIn(source: string): string[] {
  return build({ 'index.html': source }).contracts['f']?.controls.map(({ name }) => name) ?? []
}

const OWNERS: readonly (readonly [what: string, source: string, names: readonly string[]])[] = [
  [
    'the controls within it',
    form('<p><input name=a><select name=b></select><textarea name=c></textarea>'),
    ['a', 'b', 'c'],
  ],
  [
    'controls of a table around it',
    '<table><form method=post action=/forms/f><tr><td><input name=a></table><input name=b>',
    ['a', 'b'],
  ],
  [
    'controls outside that name it',
    `<input name=a form=x>${form('<input name=b>', 'id=x')}<input name=c form=x>`,
    ['a', 'b', 'c'],
  ],
  ['no controls that name another', form('<input name=a form=other><input name=b form="">'), []],
  ['no controls of a template', form('<template><input name=a></template><input name=b>'), ['b']],
  ['controls of an inner form tag, which is ignored', form('<form><input name=a>'), ['a']],
  ['no controls behind its end', `${form('')}<input name=a>`, []],
  [
    'controls behind a misplaced end tag',
    '<div><form method=post action=/forms/f></div><input name=a></form><input name=b>',
    ['a'],
  ],
  [
    'no nameless controls and no plain buttons',
    form('<input><input type=reset name=a><button type=button name=b>'),
    [],
  ],
]

for (const [what, source, names] of OWNERS) {
  test(`a form owns ${what}`, () => {
    assert.deepEqual(namesIn(source), names)
  })
}

const ACTIONS: readonly (readonly [file: string, action: string, base: string, isForm: boolean])[] =
  [
    ['index.html', '/forms/f', '', true],
    ['index.html', '/forms/f/', '', true],
    ['index.html', 'forms/f?x#y', '', true],
    ['a/b.html', '../forms/f', '', true],
    ['a/b.html', 'forms/f', '', false],
    ['a/b.html', 'forms/f', '<base href="/">', true],
    ['index.html', '/forms/f', '<base href="https://other.example/">', false],
    ['index.html', 'https://other.example/forms/f', '', false],
    ['index.html', '/other/forms/f', '', false],
  ]

for (const [file, action, base, isForm] of ACTIONS) {
  test(`action="${action}" in ${file} ${base} is ${isForm ? 'a' : 'no'} form of the site`, () => {
    const { contracts } = build({ [file]: `${base}<form method=post action="${action}"></form>` })
    assert.equal('f' in contracts, isForm)
  })
}

test('a contract holds decoded attributes, labels and places', () => {
  const { contracts } = build({
    'contact.html': `<html lang=de><input name=q><label>Name *: <input name=a id=a value="&lt;&amp;"></label>
      <form method=post action=/forms/f><label for=c>Color</label>
      <select id=c name=b title=T><optgroup disabled><option value=1>x</optgroup><option> A  B </select>
      <fieldset><legend> Pick <b>one</b></legend><label><input type=radio name=r value=1>1</label></fieldset>
      <input type=checkbox name=t id=t data-error-value-missing="Tick!"><label for=t>Terms</label>`,
  })
  assert.deepEqual(contracts['f'], {
    version: 1,
    name: 'f',
    pages: [
      {
        path: '/contact',
        language: 'de',
        thanks: '/contact#f-thanks',
        form: 0,
        places: [
          { at: 2, id: 'c', label: 'Color', options: 0, title: 'T' },
          { at: 3, id: 'f-field-2', label: 'Pick one', after: 2, fieldset: 0, legend: 0 },
          { at: 4, id: 't', label: 'Terms', after: 3, messages: { valueMissing: 'Tick!' } },
        ],
      },
    ],
    controls: [
      { type: 'select', name: 'b', options: [{ value: '1', disabled: true }, { value: 'A B' }] },
      { type: 'radio', name: 'r', value: '1' },
      { type: 'checkbox', name: 't' },
    ],
  })
})

test('ranks count what the Worker meets: templates too, but not those that a region replaces', () => {
  const { contracts } = build({
    'index.html': `<template><input></template><noscript><input></noscript>
      <div data-leanto=search><template data-each=results><input><form></form></template></div>
      <svg><input></svg><select><option>1</select>${form('<input name=a>')}`,
  })
  assert.equal(contracts['f']?.pages[0]?.places[0]?.at, 3)
  assert.equal(contracts['f']?.pages[0]?.form, 0)
})

test('thanks are put before the form, hidden until they are the target', () => {
  const { pages } = build({
    'index.html': `<html lang=fr><head><title>T</title></head>${form('')}`,
  })
  const [page] = pages
  assert.ok(page)
  assert.equal(
    page.edits.toString(),
    `<html lang=fr><head><title>T</title><style>#f-thanks:not(:target){display:none}</style></head>` +
      `<p class="leanto-thanks" id="f-thanks" role="status" tabindex="-1">Merci. Votre message nous est bien parvenu.</p>${form('')}`,
  )
  assert.deepEqual(page.addedStyles, ['#f-thanks:not(:target){display:none}'])
})

test("the owner's own thanks stay where they are", () => {
  const source = `<title>T</title><div id=f-thanks>Hi</div>${form('')}`
  const [page] = build({ 'index.html': source }).pages
  assert.equal(
    page?.edits.toString(),
    source.replace('</title>', '</title><style>#f-thanks:not(:target){display:none}</style>'),
  )
})

test('thanks on another page change nothing on this one', () => {
  const { pages, contracts } = build({
    'index.html': form('', 'data-thanks="./danke/#top"'),
    'danke/index.html': '<p>Danke',
  })
  assert.equal(pages[0]?.edits.hasChanged(), false)
  assert.equal(contracts['f']?.pages[0]?.thanks, '/danke/#top')
})

const THANKS: readonly (readonly [wanted: string, file: string, path: string])[] = [
  ['/danke.html#top', 'danke.html', '/danke#top'],
  ['danke/index.html', 'danke/index.html', '/danke/'],
  ['/für dich?a=1', 'für dich.html', '/f%C3%BCr%20dich?a=1'],
  ['/a@b/', 'a@b/index.html', '/a%40b/'],
]

for (const [wanted, file, path] of THANKS) {
  test(`data-thanks="${wanted}" leads to ${file}`, () => {
    const { contracts } = build({
      'index.html': form('', `data-thanks="${wanted}"`),
      [file]: '<p>Danke',
    })
    assert.equal(contracts['f']?.pages[0]?.thanks, path)
  })
}

test('a hidden value may differ from page to page, since nothing is held against it', () => {
  const { contracts } = build({
    'a.html': form('<input type=hidden name=from value=a>'),
    'b.html': form('<input type=hidden name=from value=b>'),
  })
  assert.equal(contracts['f']?.pages.length, 2)
})

test('the path of a page can be sent as it is, whatever its file is called', () => {
  const { contracts } = build({ 'お一人 #1.html': form('') })
  assert.equal(contracts['f']?.pages[0]?.path, '/%E3%81%8A%E4%B8%80%E4%BA%BA%20%231')
})

test('a form on several pages is one contract, with the texts of each', () => {
  const { contracts, report } = build({
    'b.html': form('<label>Name <input name=a></label>'),
    'a.html': `<html lang=de>${form('<label>Ihr Name <input name=a></label>')}`,
  })
  assert.deepEqual(
    contracts['f']?.pages.map(({ path, places }) => [path, places[0]?.label]),
    [
      ['/a', 'Ihr Name'],
      ['/b', 'Name'],
    ],
  )
  assert.deepEqual(report.forms, [{ name: 'f', pages: ['/a', '/b'], controls: ['a: text'] }])
})

const REFUSED: readonly (readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  message: RegExp,
])[] = [
  [
    'GET',
    { 'a.html': '\n<form action=/forms/f>' },
    /^a\.html:2: expected method="post" on the form, got "get"/,
  ],
  [
    'a plain text encoding',
    { 'a.html': form('', 'enctype=text/plain') },
    /^a\.html:1: .*text\/plain/,
  ],
  [
    'another charset of the form',
    { 'a.html': form('', 'accept-charset=latin1') },
    /accept-charset="utf-8", got "latin1"/,
  ],
  [
    'another charset of the page',
    { 'a.html': `<meta charset=latin1>${form('')}` },
    /a page in UTF-8, got "latin1"/,
  ],
  [
    'a name that is none',
    { 'a.html': '<form method=post action=/forms/Contact>' },
    /lower-case.*got "Contact"/,
  ],
  ['a file field', { 'a.html': form('\n\n<input type=file name=a>') }, /^a\.html:3: .*uploads/],
  ['a quote in a name', { 'a.html': form(`<input name='a"b'>`) }, /control name/],
  ['a long name', { 'a.html': form(`<input name=${'a'.repeat(101)}>`) }, /at most 100 characters/],
  [
    'too many controls',
    { 'a.html': form('<input name=a>'.repeat(501)) },
    /at most 500 controls, got 501/,
  ],
  [
    'a nameless button that skips the checks',
    { 'a.html': form('<button formnovalidate>') },
    /a name on a button/,
  ],
  [
    'two forms of one name on a page',
    { 'a.html': `${form('')}\n${form('')}` },
    /^a\.html:2: .*a\.html:1/,
  ],
  ['thanks elsewhere', { 'a.html': form('', 'data-thanks=//other.example/') }, /data-thanks/],
  ['thanks nowhere', { 'a.html': form('', 'data-thanks=/nowhere/') }, /got "\/nowhere\/"/],
  [
    'other controls on another page',
    { 'a.html': form('<input name=a>'), 'b.html': form('<input name=a required>') },
    /^b\.html:1: .*a\.html:1, but control 1 is .*required.* here and .* there/,
  ],
  [
    'a control less on another page',
    { 'a.html': form('<input name=a>'), 'b.html': form('') },
    /control 1 is missing here/,
  ],
]

for (const [what, files, message] of REFUSED) {
  test(`${what} stops the build`, () => {
    assert.throws(
      () => build(files),
      (error: unknown) => error instanceof BuildError && message.test(error.message),
    )
  })
}

const WARNED: readonly (readonly [what: string, inside: string, message: RegExp])[] = [
  ['a pattern that browsers ignore', '<input name=a pattern="[(]">', /ignore the pattern/],
  ['a required control without a name', '<input required>', /without a name/],
  ['hard wrapping', '<textarea name=a wrap=hard></textarea>', /wrap="hard"/],
  [
    'a second empty option',
    '<select name=a required><option value="">-<option value="">x</select>',
    /placeholder/,
  ],
  ['controls for those without scripts', '<noscript><input name=a></noscript>', /<noscript>/],
  ['a button that sends elsewhere', '<button formaction=/x>', /elsewhere/],
]

for (const [what, inside, message] of WARNED) {
  test(`the report warns of ${what}, with its place`, () => {
    const { warnings } = build({ 'a.html': form(`\n${inside}`) }).report
    assert.equal(warnings.length, 1)
    assert.match(warnings[0] ?? '', /^a\.html:2: /)
    assert.match(warnings[0] ?? '', message)
  })
}

test('a site builds to the same contracts in whatever order its pages come', () => {
  const files = { 'a.html': form('<input name=a>'), 'b.html': form('<input name=a>') }
  const reversed = Object.fromEntries(Object.entries(files).toReversed())
  assert.equal(JSON.stringify(build(files).contracts), JSON.stringify(build(reversed).contracts))
})
