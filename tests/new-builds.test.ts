/** Whatever a file holds, the site that `leanto new` makes of it builds, and its first row is found. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import fc from 'fast-check'

import { makeNew } from '../toolkit/cli/new.ts'
import { buildLookups } from '../toolkit/lookups/build.ts'
import { createLookup } from '../toolkit/lookups/engine.ts'
import { createMemoryOutput } from './memory-output.ts'
import { DATA } from './new-data.ts'

const ROOT = join(import.meta.dirname, '..', '.leanto')
let folder: string
let count = 0

before(async () => {
  await mkdir(ROOT, { recursive: true })
  folder = await mkdtemp(join(ROOT, 'new-builds-'))
})
after(() => rm(folder, { recursive: true }))

/** Makes a site of a file, compiles its lookup, and counts the rows that are there. */
async function build(file: string, bytes: string | Uint8Array): Promise<number> {
  const project = join(folder, String(++count))
  await mkdir(project)
  await writeFile(join(project, file), bytes)
  const site = join(project, 'site')
  await makeNew([site, '--from', join(project, file)], () => undefined)
  const output = createMemoryOutput()
  const { indexes } = await buildLookups({
    folder: join(site, 'functions', 'lookups'),
    cache: join(project, 'cache'),
    output,
  })
  const [index] = Object.values(indexes)
  assert.ok(index)
  const { rows } = await createLookup(index, output.read).list({
    filters: [],
    sort: [],
    facets: [],
    limit: 1,
  })
  assert.equal(rows.length, 1)
  return index.rows
}

for (const [file, bytes] of Object.entries(DATA))
  test(`${file} builds`, async () => {
    assert.ok((await build(file, bytes)) > 0)
  })

const cell = fc.oneof(
  fc.constantFrom('', '1', '-7', '3.5', '1,5', 'true', '2020-01-02', '10.0.0.0/8', '10.0.0.1'),
  fc.constantFrom('48.1, 2.3', '00:1A:2B', 'https://a.example/', '{a}', "it's", '<b>', '91', 'é'),
  fc.string({ maxLength: 6 }),
)
const header = fc.oneof(
  fc.constantFrom('id', 'name', 'lat', 'lng', 'start', 'end', 'from', 'to', 'prefix', 'network'),
  fc.constantFrom('count', 'geo', 'key', 'limit', 'near', 'row', 'distance', 'href', '2020', 'x'),
  fc.string({ maxLength: 6 }),
)
const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    header: fc.array(header, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 6,
    }),
  }),
)
const toCsv = (records: readonly (readonly string[])[]): string =>
  records
    .map((record) => record.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
    .join('\n')

test('any table builds', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ header: names, rows }) => {
      // A record of empty fields is none.
      const filled = rows.filter((row) => row.some((text) => text !== ''))
      fc.pre(filled.length > 0 && names.some((name) => name !== ''))
      fc.pre(![...names, ...rows.flat()].some((text) => text.includes('\0')))
      await build('data.csv', toCsv([names, ...filled]))
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  )
})
