import assert from 'node:assert/strict'
import { test } from 'node:test'

import { BuildError } from '../core/errors.ts'
import { attribute, parsePage, type Page } from '../page/build-page.ts'
import { parseMarkup } from './build-markup.ts'
import type { FormsHistory } from './build-revision.ts'
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

test('an action may be written with the address of the site, and one of another site is named', () => {
  const source =
    '<form method=post action="https://example.org&#x2F;forms&#x2F;f"><input name=a></form>'
  for (const [url, names, warnings] of [
    ['https://example.org', ['f'], 0],
    ['https://other.example', [], 1],
    [undefined, [], 1],
  ] as const) {
    const forms = createFormsBuild(url)
    forms.add(parsePage('a.html', source))
    const { contracts, report } = forms.finish()
    assert.deepEqual(Object.keys(contracts), names)
    assert.equal(report.warnings.length, warnings)
  }
})

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
    revision: contracts['f']?.revision,
    trap: 'homepage',
    options: {},
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

/** The page as it is saved. */
function saved(source: string, file = 'index.html'): string {
  return build({ [file]: source, 'danke/index.html': '<p>Danke' }).pages[0]?.edits.toString() ?? ''
}

const LINK = /<link rel="stylesheet" href="\/_leanto\/forms\.[0-9a-f]{10}\.css">/

test('thanks are put before the form, and the style that hides them into the head', () => {
  const html = saved(`<html lang=fr><head><title>T</title></head>${form('')}`)
  assert.match(html, RegExp(`<title>T</title>${LINK.source}</head><p `))
  assert.ok(
    html.includes(
      '<p class="leanto-thanks" id="f-thanks" role="status" tabindex="-1" data-leanto-thanks>Merci. Votre message nous est bien parvenu.</p><form',
    ),
  )
})

test("the owner's own thanks stay where they are, and are marked", () => {
  const html = saved(`<title>T</title><div id=f-thanks>Hi</div>${form('')}`)
  assert.match(html, RegExp(`</title>${LINK.source}<div data-leanto-thanks id=f-thanks>Hi</div>`))
  assert.doesNotMatch(html, /class="leanto-thanks"/)
})

test('one style does for all forms of a page', () => {
  const html = saved(form('') + form('').replace('/f', '/g'))
  assert.equal(html.match(RegExp(LINK, 'g'))?.length, 1)
})

test("a policy of the page's own that stops the style is named", () => {
  const policy = '<meta http-equiv=content-security-policy content="default-src \'none\'">'
  const { warnings } = build({ 'a.html': policy + form('<input name=a>') }).report
  assert.match(warnings[0] ?? '', /^a\.html:1: .*style-src/)
})

test('thanks on another page put none on this one', () => {
  const source = form('', 'data-thanks="./danke/#top"')
  assert.doesNotMatch(saved(source), /f-thanks/)
  const { contracts } = build({ 'index.html': source, 'danke/index.html': '<p>Danke' })
  assert.equal(contracts['f']?.pages[0]?.thanks, '/danke/#top')
})

const INSERTED =
  /<input type="hidden" name="_form" value="f@[0-9a-f]{10}@homepage"[^>]*><div class="leanto-trap".*?<\/div>/

const INSERTIONS: readonly (readonly [what: string, source: string, before: RegExp])[] = [
  ['at the end of the form', form('<p><input name=a></p>'), /<\/p>$/],
  ['behind a field without an end tag', form('<input name=a>'), /<input name=a>$/],
  ['at the start where a paragraph is left open', form('<p><input name=a>'), /<form [^>]*>$/],
  [
    'at the start where a fieldset is left open',
    form('<fieldset disabled><input name=a>'),
    /<form [^>]*>$/,
  ],
  [
    'where the form is in a table',
    '<table><form method=post action=/forms/f><tr><td><input name=a></table>',
    /<form [^>]*>$/,
  ],
]

for (const [what, source, before] of INSERTIONS) {
  test(`the fields of the toolkit are inserted ${what}`, () => {
    const html = saved(source)
    assert.match(html, INSERTED)
    assert.match(html.split(INSERTED)[0] ?? '', before)
    const again = parseMarkup(html)
    const owned = again.elements.filter((element) => again.ownerOf(element)?.tagName === 'form')
    const names = owned.flatMap((element) => attribute(element, 'name') ?? [])
    assert.deepEqual(names.toSorted(), ['_form', 'a', 'homepage'])
  })
}

test('the trap has a name that no field of the form has', () => {
  const { contracts } = build({ 'a.html': form('<input name=homepage><input name=site_url>') })
  assert.equal(contracts['f']?.trap, 'weblink')
})

test('a revision changes with what is checked, and with nothing else', () => {
  const revisionOf = (source: string): string | undefined =>
    build({ 'a.html': source }).contracts['f']?.revision
  const first = revisionOf(form('<input name=a><input type=hidden name=b value=1>'))
  assert.match(first ?? '', /^[0-9a-f]{10}$/)
  assert.equal(
    first,
    revisionOf(
      `<h1>x</h1>${form('<label>A<input name=a></label><input type=hidden name=b value=2>')}`,
    ),
  )
  assert.notEqual(first, revisionOf(form('<input name=a required><input type=hidden name=b>')))
})

test('a contract remembers what earlier builds held the form to, newest first', () => {
  const forms = createFormsBuild()
  forms.add(parsePage('a.html', form('<input name=a>')))
  const { f } = createHistory(forms.finish({}).contracts)
  const old = Array.from({ length: 8 }, (_, at) => ({ revision: `r${at}`, controls: [] }))
  const { earlier } = forms.finish({ f: [...(f ?? []), ...old] }).contracts['f'] ?? {}
  assert.deepEqual(
    earlier?.map(({ revision }) => revision),
    ['r0', 'r1', 'r2', 'r3', 'r4'],
  )
})

function createHistory(contracts: FormContracts): FormsHistory {
  return Object.fromEntries(
    Object.values(contracts).map(({ name, revision, controls }) => [
      name,
      [{ revision, controls }],
    ]),
  )
}

test('a button may send the form to another form of the site', () => {
  const { contracts } = build({
    'a.html': form(
      '<input name=a required><button formaction="/forms/draft" formnovalidate name=b>',
    ),
  })
  assert.deepEqual(contracts['draft']?.senders, ['f'])
  assert.deepEqual(contracts['draft']?.controls, contracts['f']?.controls)
})

test('what custom elements and visitors without scripts send is kept without a check', () => {
  const { contracts } = build({
    'a.html': form('<x-rating name=stars></x-rating><noscript><input name=n></noscript>'),
  })
  assert.deepEqual(contracts['f']?.controls, [
    { type: 'custom', name: 'stars' },
    { type: 'custom', name: 'n' },
  ])
})

test('a button without a value sends an empty one; an input of type submit its own word for it', () => {
  const { contracts } = build({
    'a.html': form('<button name=a></button><input type=submit name=b>'),
  })
  assert.deepEqual(contracts['f']?.controls, [
    { type: 'submit', name: 'a', value: '' },
    { type: 'submit', name: 'b' },
  ])
})

test('a file field has its accept, and sizes with units', () => {
  const { contracts } = build({
    'a.html': form(
      '<input type=file name=a multiple required accept=" image/*,.pdf " data-max-size="2.5 MB">',
      'enctype=multipart/form-data data-max-size=500KB',
    ),
  })
  assert.deepEqual(contracts['f']?.controls, [
    {
      type: 'file',
      name: 'a',
      required: true,
      multiple: true,
      accept: 'image/*,.pdf',
      maxbytes: 2_500_000,
    },
  ])
  assert.equal(contracts['f']?.options.maxbytes, 500_000)
})

test('options of a form are read, and reported', () => {
  const { contracts, report } = build({
    'a.html': form(
      '<div class=cf-turnstile></div>',
      'data-notify=sales data-retention="90 days" data-quarantine=8 data-proof-of-work data-autoresponse=thanks',
    ),
  })
  assert.deepEqual(contracts['f']?.options, {
    notify: 'sales',
    retention: 90,
    quarantine: 8,
    proof: true,
    turnstile: true,
    autoresponse: 'thanks',
  })
  assert.equal(report.forms[0]?.options.length, 6)
})

const NOTIFIED: readonly (readonly [written: string, notify: string])[] = [
  ['team', 'team'],
  ['team shop', 'team shop'],
  ['\n team\tshop  team ', 'team shop'],
]

for (const [written, notify] of NOTIFIED) {
  test(`data-notify=${JSON.stringify(written)} names ${notify}`, () => {
    const { contracts, report } = build({ 'a.html': form('', `data-notify="${written}"`) })
    assert.equal(contracts['f']?.options.notify, notify)
    assert.deepEqual(report.forms[0]?.options, [`notifies ${notify.replace(' ', ', ')}`])
  })
}

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
  assert.deepEqual(report.forms, [
    { name: 'f', pages: ['/a', '/b'], controls: ['a: text'], options: [] },
  ])
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
  [
    'a file field without the encoding for files',
    { 'a.html': form('<input type=file name=a>') },
    /^a\.html:1: .*multipart\/form-data/,
  ],
  [
    'a button with another encoding beside a file field',
    {
      'a.html': form(
        '<input type=file name=a>\n<button formenctype=application/x-www-form-urlencoded>',
        'enctype=multipart/form-data',
      ),
    },
    /^a\.html:2: .*formenctype/,
  ],
  [
    'a button that puts the fields into the address',
    { 'a.html': form('<button formmethod=get>') },
    /formmethod="post"/,
  ],
  [
    'a page that was built before',
    { 'a.html': form('<input name=_form data-leanto-field>') },
    /built before/,
  ],
  ['a name of the toolkit', { 'a.html': form('<input name=_form>') }, /another name than "_form"/],
  ['a size that is none', { 'a.html': form('', 'data-max-size=big') }, /a size.*got "big"/],
  [
    'a notification of nobody',
    { 'a.html': form('', 'data-notify=" "') },
    /expected names of lower-case letters, parted by blanks, in data-notify, got " "/,
  ],
  [
    'a notification of what is no name',
    { 'a.html': form('', 'data-notify="team, shop"') },
    /names of lower-case letters.* got "team, shop"/,
  ],
  ['a retention that is none', { 'a.html': form('', 'data-retention=long') }, /number of days/],
  ['points that are none', { 'a.html': form('', 'data-quarantine=-1') }, /number of points/],
  [
    'other options on another page',
    { 'a.html': form(''), 'b.html': form('', 'data-notify=x') },
    /^b\.html:1: .*the same data- options as in a\.html:1/,
  ],
  [
    'more than one mistake, each named,',
    { 'a.html': form('<input name="a&quot;b">\n<button formnovalidate>') },
    /^a\.html:1: [^]*\na\.html:2: /,
  ],
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
  ['a custom element', '<x-rating name=stars></x-rating>', /<x-rating> sends is kept/],
  ['an object', '<object name=o></object>', /<object> sends nothing/],
  ['a form that is not there', '<input name=b form=nowhere>', /form="nowhere"/],
  [
    'a disabled choice that counts',
    '<input type=radio name=r required disabled checked>',
    /counts? as chosen/,
  ],
]

for (const [what, inside, message] of WARNED) {
  test(`the report warns of ${what}, with its place`, () => {
    const { warnings } = build({ 'a.html': form(`<input name=ok>\n${inside}`) }).report
    assert.equal(warnings.length, 1)
    assert.match(warnings[0] ?? '', /^a\.html:2: /)
    assert.match(warnings[0] ?? '', message)
  })
}

test('the report warns of ids that are there more than once, and of a form without fields', () => {
  const source = `${form('<input name=a id=x>\n<input name=b id=x>')}<form method=post action=/forms/g></form>`
  const { warnings } = build({ 'a.html': source }).report
  assert.deepEqual(
    warnings.map((warning) => warning.slice(0, 40)),
    [
      'a.html:1: the id "x" is there more than ',
      'a.html:2: the form "g" has no field with',
      'a.html:2: the id "x" is there more than ',
    ],
  )
})

test('a site builds to the same contracts in whatever order its pages come', () => {
  const files = { 'a.html': form('<input name=a>'), 'b.html': form('<input name=a>') }
  const reversed = Object.fromEntries(Object.entries(files).toReversed())
  assert.equal(JSON.stringify(build(files).contracts), JSON.stringify(build(reversed).contracts))
})
