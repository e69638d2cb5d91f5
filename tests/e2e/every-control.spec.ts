/** Real posts of Chromium for every kind of control: what arrives is what the contract expects, and nothing else. */
import { expect, testOn, type Fixture } from './fixture.ts'

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Every control</title></head><body>
<form id="all" method="post" action="/forms/all" enctype="multipart/form-data">
<label>Text <input name="text" dirname="text.dir" value="Default"></label>
<label>Search <input type="search" name="search"></label>
<label>Tel <input type="tel" name="tel" pattern="[0-9 ]+"></label>
<label>Url <input type="url" name="url"></label>
<label>Email <input type="email" name="email" required></label>
<label>Emails <input type="email" name="emails" multiple></label>
<label>Password <input type="password" name="password" minlength="3"></label>
<label>Number <input type="number" name="number" min="0" step="0.1"></label>
<label>Range <input type="range" name="range" min="0" max="10"></label>
<label>Date <input type="date" name="date"></label>
<label>Month <input type="month" name="month"></label>
<label>Week <input type="week" name="week"></label>
<label>Time <input type="time" name="time" min="22:00" max="02:00"></label>
<label>Local <input type="datetime-local" name="local"></label>
<label>Color <input type="color" name="color"></label>
<fieldset><legend>Boxes</legend><label><input type="checkbox" name="box" value="one"> One</label>
<label><input type="checkbox" name="box" value="two"> Two</label><label><input type="checkbox" name="bare"> Bare</label></fieldset>
<fieldset><legend>Radios</legend><label><input type="radio" name="radio" value="a" required> A</label>
<label><input type="radio" name="radio" value="b &amp; c"> B</label></fieldset>
<label>Select <select name="select" required><option value="">-</option><optgroup label="G"><option>Two  words</option></optgroup></select></label>
<label>Several <select name="several" multiple><option value="1">X</option><option value="2">Y</option><option value="3">Z</option></select></label>
<label>Textarea <textarea name="textarea" maxlength="9">
</textarea></label>
<label>Choice <input name="choice" list="choices"></label><datalist id="choices"><option value="c1"></datalist>
<label>File <input type="file" name="file" accept=".txt" required></label>
<label>Files <input type="file" name="files" multiple></label>
<label>None <input type="file" name="none"></label>
<input type="hidden" name="hidden" value="&lt;&quot;"><input type="hidden" name="_charset_">
<label>Readonly <input name="readonly" value="fixed" readonly></label>
<label>Disabled <input name="disabled" value="gone" disabled required></label>
<fieldset disabled><legend><label>Legend <input name="legend" value="in"></label></legend><input name="off" required></fieldset>
<output name="output">1</output><object name="object"></object><x-thing name="thing"></x-thing>
<noscript><input name="plain" value="noscript"></noscript>
<table><tr><td><label>Cell <input name="cell"></label></td></tr></table>
<button name="send" value="now">Send</button>
<button name="draft" value="1" formnovalidate>Draft</button>
<button formaction="/forms/other">Other</button>
<input type="image" name="picture" alt="Picture" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
</form>
<label>Outside <input name="outside" form="all"></label>
<table><form method="post" action="/forms/table"><tr><td><label>Torn <input name="torn" required></label></td></tr>
<tr><td><button>Send the table</button></td></tr></form></table>
</body></html>`

const test = testOn({ 'index.html': PAGE })

const TYPED: Readonly<Record<string, string>> = {
  Text: 'שלום',
  Search: 'a+b & c',
  Tel: '012 34',
  Url: ' https://example.org/ü ',
  Email: 'ada@example.org',
  Emails: 'a@b.c , d@e.f',
  Password: 'hunter2',
  Number: '0.3',
  Date: '2026-11-24',
  Month: '2026-11',
  Week: '2026-W48',
  Time: '23:30',
  Local: '2026-11-24T12:30',
  Color: '#a1b2c3',
  Textarea: '\nfour\nfiv',
  Choice: 'own',
  Cell: '😀',
  Outside: '__proto__',
}

const text = (name: string, content: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
})

interface Row {
  readonly entries: unknown
  readonly extra: unknown
}

async function lastRow(fixture: Fixture, form: string): Promise<Row> {
  const [row] = await fixture.query(
    `SELECT entries, extra, signs FROM leanto_submissions WHERE form = '${form}' ORDER BY rowid DESC LIMIT 1`,
  )
  const parse = (name: string): unknown => {
    const json = row?.[name]
    return typeof json === 'string' ? JSON.parse(json) : undefined
  }
  // Nothing that Chromium sends looks forged.
  expect(parse('signs')).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/tamper|trap/i)]),
  )
  return { entries: parse('entries'), extra: parse('extra') }
}

test('every kind of control sends what the contract expects', async ({ page, fixture }) => {
  await page.goto('/')
  for (const [label, value] of Object.entries(TYPED))
    await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByLabel('Range').press('End')
  await page.getByLabel('Two', { exact: true }).check()
  await page.getByLabel('Bare').check()
  await page.getByLabel('B', { exact: true }).check()
  await page.locator('[name=select]').selectOption('Two words')
  await page.locator('[name=several]').selectOption(['1', '3'])
  await page.getByLabel('File', { exact: true }).setInputFiles(text('a "b".txt', 'Hello'))
  await page.getByLabel('Files').setInputFiles([text('ü.md', 'x'), text('empty', '')])
  await page.getByRole('button', { name: 'Send', exact: true }).click()

  await expect(page.locator(':target')).toBeVisible()
  const hasScripts = test.info().project.use.javaScriptEnabled !== false
  expect(await lastRow(fixture, 'all')).toEqual({
    entries: [
      ['text', ['שלום']],
      ['search', ['a+b & c']],
      ['tel', ['012 34']],
      // Chromium cleans what a script sets, and sends what a person types.
      ['url', [' https://example.org/ü ']],
      ['email', ['ada@example.org']],
      ['emails', ['a@b.c,d@e.f']],
      ['password', ['hunter2']],
      ['number', ['0.3']],
      ['range', ['10']],
      ['date', ['2026-11-24']],
      ['month', ['2026-11']],
      ['week', ['2026-W48']],
      ['time', ['23:30']],
      ['local', ['2026-11-24T12:30']],
      ['color', ['#a1b2c3']],
      ['box', ['two']],
      ['bare', ['on']],
      ['radio', ['b & c']],
      ['select', ['Two words']],
      ['several', ['1', '3']],
      ['textarea', ['\nfour\nfiv']],
      ['choice', ['own']],
      ['file', ['a "b".txt']],
      ['files', ['ü.md', 'empty']],
      ['none', ['']],
      ['hidden', ['<"']],
      ['_charset_', ['UTF-8']],
      ['readonly', ['fixed']],
      ['legend', ['in']],
      ['cell', ['😀']],
      ['send', ['now']],
      ['outside', ['__proto__']],
      // Only a browser without scripts has it.
      ...(hasScripts ? [] : [['plain', ['noscript']]]),
      ['text.dir', ['ltr']],
    ],
    extra: [],
  })
})

test('files are kept as they were sent', async ({ page, fixture }) => {
  await page.goto('/')
  const big = 'ABC123\r\n--'.repeat(300_000)
  await page.getByLabel('Email', { exact: true }).fill('ada@example.org')
  await page.getByLabel('A', { exact: true }).check()
  await page.locator('[name=select]').selectOption('Two words')
  await page.getByLabel('File', { exact: true }).setInputFiles(text('big.txt', big))
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.locator(':target')).toBeVisible()
  const [file] = await fixture.query(
    "SELECT id, field, type, size FROM leanto_files WHERE name = 'big.txt' ORDER BY rowid DESC",
  )
  expect(file).toMatchObject({ field: 'file', type: 'text/plain', size: big.length })
  const pieces = await fixture.query(
    `SELECT base64 FROM leanto_file_pieces WHERE file = '${String(file?.['id'])}' ORDER BY number`,
  )
  const kept = pieces.map(({ base64 }) => Buffer.from(String(base64), 'base64'))
  expect(kept.length).toBeGreaterThan(2)
  expect(Buffer.concat(kept).equals(Buffer.from(big))).toBe(true)
})

test('a button that skips the checks, and one that is a picture, are known', async ({
  page,
  fixture,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Draft' }).click()
  await expect(page.locator(':target')).toBeVisible()
  const draft = await lastRow(fixture, 'all')
  expect(JSON.stringify(draft.entries)).toContain('["draft",["1"]]')
  expect(draft.extra).toEqual([])

  await page.getByLabel('Email', { exact: true }).fill('ada@example.org')
  await page.getByLabel('A', { exact: true }).check()
  await page.locator('[name=select]').selectOption('Two words')
  await page.getByLabel('File', { exact: true }).setInputFiles(text('a.txt', 'x'))
  await page.getByRole('button', { name: 'Picture' }).click()
  await expect(page.locator(':target')).toBeVisible()
  const picture = await lastRow(fixture, 'all')
  expect(JSON.stringify(picture.entries)).toMatch(/\["picture\.x",\["\d+"\]\]/)
  expect(picture.extra).toEqual([])
})

test('a button sends the same fields to another form', async ({ page, fixture }) => {
  await page.goto('/')
  await page.getByLabel('Email', { exact: true }).fill('ada@example.org')
  await page.getByLabel('A', { exact: true }).check()
  await page.locator('[name=select]').selectOption('Two words')
  await page.getByLabel('File', { exact: true }).setInputFiles(text('a.txt', 'x'))
  await page.getByRole('button', { name: 'Other' }).click()
  await expect(page.locator(':target')).toBeVisible()
  expect((await lastRow(fixture, 'other')).extra).toEqual([])
})

test('a form that is torn apart by a table is whole', async ({ page, fixture }) => {
  await page.goto('/')
  await page.getByLabel('Torn').fill('x')
  await page.getByRole('button', { name: 'Send the table' }).click()
  await expect(page).toHaveURL(/#table-thanks$/)
  expect(await lastRow(fixture, 'table')).toEqual({
    entries: [['torn', ['x']]],
    extra: [],
  })
})
