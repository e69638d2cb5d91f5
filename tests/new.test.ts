/** What `leanto new` guesses from data of many shapes, and what it writes. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'

import { makeNew } from '../toolkit/cli/new.ts'
import { readDeclarations } from '../toolkit/lookups/build-declarations.ts'
import type { LookupOptions } from '../toolkit/lookups/define.ts'
import { listFiles } from '../toolkit/site/build-files.ts'
import { DATA } from './new-data.ts'

const ROOT = join(import.meta.dirname, '..')
const COMMAND = join(ROOT, 'toolkit/cli/main.ts')

/** Here, since what is written below imports the toolkit by its name. */
let folder: string
let data: string

before(async () => {
  await mkdir(join(ROOT, '.leanto'), { recursive: true })
  folder = await mkdtemp(join(ROOT, '.leanto', 'new-'))
  data = await mkdtemp(join(tmpdir(), 'leanto-data-'))
  for (const [name, bytes] of Object.entries(DATA)) await writeFile(join(data, name), bytes)
})
after(async () => {
  await rm(folder, { recursive: true })
  await rm(data, { recursive: true })
})

interface Made {
  readonly said: string
  readonly files: readonly string[]
  readonly lookup: LookupOptions
  readonly read: (file: string) => Promise<string>
}

let count = 0

/** Makes a site as the command does. */
async function make(file: string, ...flags: readonly string[]): Promise<Made> {
  const site = join(folder, `site-${++count}`)
  let said = ''
  await makeNew([site, '--from', join(data, file), ...flags], (text) => {
    said += text
  })
  const [declaration] = await readDeclarations(join(site, 'functions', 'lookups'))
  assert.ok(declaration)
  return {
    said,
    files: await listFiles(site),
    lookup: declaration.lookup,
    read: (name) => readFile(join(site, name), 'utf8'),
  }
}

/** What the declaration says under a field, `undefined` for nothing. */
type Expected = { readonly [Field in keyof LookupOptions]?: LookupOptions[Field] | undefined }

const GUESSES: readonly (readonly [file: string, expected: Expected])[] = [
  [
    'airports.csv',
    {
      name: 'airports',
      title: 'Airports',
      from: './airports.csv',
      key: 'iata',
      find: ['name', 'city', 'iata'],
      rank: 'passengers',
      near: ['latitude', 'longitude'],
      filter: ['country_code', 'kind'],
      sort: ['elevation_ft', 'passengers', 'name'],
    },
  ],
  ['Lager 2024.csv', { name: 'lager-2024', key: 'strasse', find: ['Ort', 'strasse'] }],
  [
    '2024-ip-ranges.csv',
    {
      name: 'data-2024-ip-ranges',
      csv: { header: ['from', 'to', 'column_3', 'column_4'] },
      key: 'from',
      range: { kind: 'ip', from: 'from', to: 'to' },
      filter: [],
    },
  ],
  ['Ümsätze.csv', { name: 'umsatze', title: 'Ümsätze', key: ['column_1', 'annee'] }],
  ['places.tsv', { from: './places.ndjson', key: 'name', near: ['lat', 'lng'] }],
  ['CH.tsv', { key: 'column_1', find: ['column_2'], near: ['lat', 'lng'] }],
  ['words.csv', { key: 'word', find: ['word'] }],
  ['wide.csv', { key: 'sample', find: ['sample'] }],
  ['twice.csv', { from: './twice.ndjson', key: 'row' }],
  ['new.json', { name: 'new', from: './new.json', key: 'id', find: ['tags'] }],
  ['oui.ndjson', { range: { kind: 'hex', prefix: 'assignment' }, find: ['organization'] }],
  ['nets.csv', { key: 'network', range: { kind: 'ip', cidr: 'network' } }],
  ['tax.csv', { range: { kind: 'number', from: 'income_from', to: 'income_to' } }],
  ['reigns.csv', { range: { kind: 'date', from: 'start_date', to: 'end_date' } }],
  ['quakes.csv', { key: 'id', near: ['y', 'x'] }],
  ['far.csv', { key: 'id', near: undefined }],
  ['odd.csv', { key: 'region', csv: undefined }],
  ['years.csv', { key: 'country', find: ['country'] }],
]

describe('what is guessed', () => {
  for (const [file, expected] of GUESSES) {
    test(`of ${file}`, async () => {
      const { lookup } = await make(file)
      for (const [field, value] of Object.entries(expected)) {
        const found = new Map<string, unknown>(Object.entries(lookup)).get(field)
        assert.deepEqual(field === 'filter' ? (found ?? []) : found, value, field)
      }
    })
  }

  test('is said, a line for each', async () => {
    const { said } = await make('airports.csv')
    for (const line of [
      /6 rows, 9 columns/,
      /key: "iata", of which no two rows/,
      /rank: "passengers"/,
      /near: "latitude", "longitude"/,
      /licence: unknown: set it in functions\/lookups\/airports\.ts/,
    ])
      assert.match(said, line)
  })

  test('leaves decimal commas as they are, and says so', async () => {
    const { said, lookup } = await make('Lager 2024.csv')
    assert.equal(lookup.near, undefined)
    assert.match(said, /near: not asked for.*with a point, not a comma/)
  })

  test('has no header in a file without one, and says how to give it', async () => {
    const { said } = await make('2024-ip-ranges.csv')
    assert.match(said, /header: none.*--header from,to,column_3,…/)
    const { lookup } = await make('2024-ip-ranges.csv', '--header', 'start,end,country,owner')
    assert.deepEqual(lookup.csv, { header: ['start', 'end', 'country', 'owner'] })
    assert.deepEqual(lookup.range, { kind: 'ip', from: 'start', to: 'end' })
    assert.deepEqual(lookup.find, ['owner', 'country'])
  })

  test('keeps the rows where columns are added', async () => {
    const places = await make('places.tsv')
    const rows = (await places.read('functions/lookups/places.ndjson')).trimEnd().split('\n')
    assert.deepEqual(
      rows.map((row) => JSON.parse(row)),
      [
        {
          name: 'Café "A"',
          note: 'two\nlines, and a comma',
          coordinates: '48.85, 2.35',
          lat: 48.85,
          lng: 2.35,
        },
        { name: 'Bar', note: 'plain', coordinates: '47.1, 8.2', lat: 47.1, lng: 8.2 },
        { name: 'Nowhere', lat: null, lng: null },
      ],
    )
    const twice = await make('twice.csv')
    const numbers = (await twice.read('functions/lookups/twice.ndjson')).matchAll(/"row":(\d)/g)
    assert.deepEqual(
      [...numbers].map(([, number]) => number),
      ['1', '2', '3'],
    )
  })
})

describe('what is made', () => {
  test('is these files, and the data as it was', async () => {
    const { files, read } = await make('airports.csv')
    assert.deepEqual(files.toSorted(), [
      '.gitignore',
      'README.md',
      'functions/lookups/airports.csv',
      'functions/lookups/airports.ts',
      'functions/worker.ts',
      'package.json',
      'site/astro.config.ts',
      'site/public/favicon.svg',
      'site/src/pages/404.astro',
      'site/src/pages/index.astro',
      'site/src/styles/site.css',
      'tests/site.test.ts',
      'tsconfig.json',
      'wrangler.toml',
    ])
    assert.equal(await read('functions/lookups/airports.csv'), DATA['airports.csv'])
  })

  test('has the forms that the data allows', async () => {
    const forms: Readonly<Record<string, readonly string[]>> = {
      'airports.csv': ['find', 'near', 'radius', 'key', 'country_code', 'kind', 'sort', 'limit'],
      'nets.csv': ['contains', 'key', 'sort', 'limit'],
      'words.csv': ['find', 'key', 'sort', 'limit'],
    }
    for (const [file, expected] of Object.entries(forms)) {
      const { read } = await make(file)
      const page = await read('site/src/pages/index.astro')
      const fields = page.matchAll(/<(?:input|select|button)\s[^>]*?\bname="([^"]+)"/g)
      const names = [...fields].map(([, name]) => name)
      assert.deepEqual(
        names.filter((name) => name !== 'asn'),
        expected,
        file,
      )
    }
  })

  test('has the values of filters with how many rows have them', async () => {
    const { read } = await make('airports.csv')
    const page = await read('site/src/pages/index.astro')
    assert.match(page, /<option value="FR">FR \(3\)<\/option>\s*<option value="CH">CH \(2\)/)
  })

  test('has the licence that is given, else says that it is unknown', async () => {
    const unknown = await make('words.csv')
    assert.equal(unknown.lookup.licence, 'LicenseRef-Unknown')
    const flags = [
      '--licence',
      'CC0-1.0',
      '--attribution',
      "O'Neill",
      '--source',
      'https://a.example/',
    ]
    const { lookup, said } = await make('words.csv', ...flags, '--title', 'All "words" */')
    assert.equal(lookup.licence, 'CC0-1.0')
    assert.equal(lookup.attribution, "O'Neill")
    assert.equal(lookup.source, 'https://a.example/')
    assert.equal(lookup.title, 'All "words" */')
    assert.doesNotMatch(said, /unknown/)
  })

  test('takes the versions that the toolkit is tested with', async () => {
    const { read } = await make('words.csv')
    const made: Record<string, Record<string, string>> = JSON.parse(await read('package.json'))
    const own: Record<string, Record<string, string>> = JSON.parse(
      await readFile(join(ROOT, 'package.json'), 'utf8'),
    )
    const known = {
      ...own['dependencies'],
      ...own['devDependencies'],
      ...own['optionalDependencies'],
    }
    const { leanto, ...others } = {
      ...made['dependencies'],
      ...made['devDependencies'],
      ...made['optionalDependencies'],
    }
    assert.match(String(leanto), /^file:.*toolkit$/)
    for (const [name, version] of Object.entries(others)) assert.equal(version, known[name], name)
  })
})

describe('what will not do', () => {
  const refused: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [[], /expected one name of a folder to make: leanto new NAME --from FILE/],
    [['x'], /expected --from and a file with the data/],
    [['x', '--from', 'DATA/none.csv'], /there is no "/],
    [['x', '--from', 'DATA'], /expected --from and a file of csv, tsv/],
    [['x', '--from', 'https://a.example/x.csv'], /download it first/],
    [
      ['x', '--from', 'DATA/airports.csv', '--licence', 'no/licence'],
      /--licence: expected an SPDX/,
    ],
    [['x', '--from', 'DATA/airports.csv', '--source', 'nowhere'], /--source: expected an http/],
    [['x', '--from', 'DATA/airports.csv', '--header', 'a,a'], /expected --header and the names/],
    [['x', '--from', 'DATA/new.json', '--header', 'a'], /--header names the columns of csv/],
    [['x', '--from', 'DATA/airports.csv', '--format', 'xml'], /expected --format and csv/],
    [['x', '--from', 'DATA/airports.csv', '--wide'], /Unknown option '--wide'/],
    [['DATA', '--from', 'DATA/airports.csv'], /expected a new or empty folder, but .* has files/],
    [['DATA/words.csv', '--from', 'DATA/airports.csv'], /is a file/],
  ]
  for (const [args, says] of refused) {
    test(`is refused: ${args.join(' ')}`, async () => {
      const given = args.map((arg) => arg.replace('DATA', data))
      await assert.rejects(makeNew(given), { name: 'BuildError', message: says })
    })
  }

  test('is a file without rows, and nothing is made of it', async () => {
    await writeFile(join(data, 'empty.csv'), 'a,b\n')
    const site = join(folder, 'never')
    await assert.rejects(makeNew([site, '--from', join(data, 'empty.csv')]), /expected rows/)
    await assert.rejects(readFile(join(site, 'package.json')), { code: 'ENOENT' })
  })

  test('ends the command with its reason', async () => {
    const ended = promisify(execFile)(process.execPath, [COMMAND, 'new', 'x'])
    await assert.rejects(ended, { code: 1, stderr: /leanto: expected --from and a file/ })
  })
})
