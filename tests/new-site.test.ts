/** Sites that `leanto new` makes, built as their owner would and asked in the runtime that they are deployed to. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { createTestHarness, type TestHarness } from 'wrangler'

import { makeNew } from '../toolkit/cli/new.ts'
import { DATA } from './new-data.ts'

process.env['X_LOCAL_OBSERVABILITY'] ??= 'false'
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] ??= 'false'
process.env['ASTRO_TELEMETRY_DISABLED'] ??= '1'

/** Inside the repository, so that the packages that a site depends on are found further up. */
const FOLDER = join(import.meta.dirname, '..', '.leanto')

type Question = readonly [path: string, status: number, ...says: readonly RegExp[]]

const SITES: Readonly<Partial<Record<keyof typeof DATA, readonly Question[]>>> = {
  'airports.csv': [
    ['/', 200, /<h1><a href="\/">Airports<\/a><\/h1>/, /Licence unknown/, /Nice &quot;Côte|ZRH/],
    ['/lookups/airports/NCE', 200, /Nice &quot;Côte d'Azur&quot;/, /<dt[^>]*>Elevation ft<\/dt>/],
    ['/lookups/airports?key=SYD', 200, /Sydney \{Kingsford Smith\}/],
    ['/lookups/airports/XXX', 404, /There is no row <q[^>]*>XXX/],
    ['/lookups/airports?find=gen', 200, /Geneva &lt;Cointrin&gt; &amp; more/],
    ['/lookups/airports?near=47.46,%208.55&radius=100km', 200, /Zürich Airport/, /526 m/],
    ['/lookups/airports?country_code=FR&kind=&sort=-passengers&limit=20', 200, />3<\/strong>/],
    ['/lookups/airports?country_code=&kind=&sort=&limit=20', 200, />6<\/strong>/],
    ['/lookups/airports?near=nowhere', 400, /data-when="mistake"[^>]*>[^<]*nowhere/],
    ['/lookups/airports/about', 200, /Country code/],
    ['/api/lookups/airports?near=47.46,8.55&limit=1', 200, /"distance":526.1/],
    ['/api/lookups/airports?find=paris', 200, /"total":2/],
    ['/api/openapi.json', 200, /"openapi":"3/],
    ['/nothing', 404, /There is no page here/],
  ],
  '2024-ip-ranges.csv': [
    ['/lookups/data-2024-ip-ranges?contains=1.0.2.3', 200, /Chinanet Fujian/],
    ['/api/lookups/data-2024-ip-ranges?contains=2001:db8::7', 200, /Documentation/],
    ['/api/lookups/data-2024-ip-ranges?contains=9.9.9.9', 404],
    ['/api/lookups/data-2024-ip-ranges/1.0.4.0', 200, /Wirefreebroadband/],
  ],
}

for (const [file, questions] of Object.entries(SITES)) {
  describe(`a site of ${file}`, () => {
    let server: TestHarness
    let folder: string
    before(async () => {
      await mkdir(FOLDER, { recursive: true })
      folder = await mkdtemp(join(FOLDER, 'new-site-'))
      const from = join(folder, file)
      await writeFile(
        from,
        new Map<string, string | Uint8Array>(Object.entries(DATA)).get(file) ?? '',
      )
      const root = join(folder, 'site')
      await makeNew([root, '--from', from], () => undefined)
      // It runs the build that `wrangler.toml` names first, in the folder of the process.
      process.chdir(root)
      server = createTestHarness({ root, workers: [{ configPath: './wrangler.toml' }] })
      await server.listen()
    })
    after(async () => {
      await server.close()
      process.chdir(FOLDER)
      await rm(folder, { recursive: true })
    })

    for (const [path, status, ...says] of questions)
      test(`answers ${path}`, async () => {
        const response = await server.fetch(path)
        const text = await response.text()
        assert.equal(response.status, status, text)
        for (const one of says) assert.match(text, one)
      })
  })
}
