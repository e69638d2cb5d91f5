/** The published package in a project of its own, whose HTML another generator made. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'

import { createTestHarness, type TestHarness } from 'wrangler'

const ROOT = join(import.meta.dirname, '..')
// Inside the repository, so that the packages that the package depends on are found further up.
const PROJECT = join(ROOT, '.leanto', 'package-test')
const run = promisify(execFile)

const FILES = {
  'package.json': '{ "type": "module" }',
  'wrangler.toml': `
    name = "package-test"
    main = "functions/worker.ts"
    compatibility_date = "2026-10-01"
    [alias]
    "leanto:site" = "./.leanto/site.js"
    [assets]
    directory = "./dist"
    binding = "ASSETS"
    run_worker_first = ["/forms/*", "/search", "/lookups/*", "!/lookups/*/", "/api/*", "/hello/*"]
    not_found_handling = "404-page"
    [[d1_databases]]
    binding = "DB"
    database_name = "package-test"
    database_id = "00000000-0000-0000-0000-000000000000"`,
  'functions/worker.ts': `
    import { createWorker } from 'leanto'
    import { forms } from 'leanto/forms'
    import { lookups, lookupsApi } from 'leanto/lookups'
    import { fetchPage, fillPage } from 'leanto/page'
    import { search, searchApi } from 'leanto/search'
    import { site } from 'leanto:site'
    import { planets } from './lookups/planets.ts'

    export default createWorker(site, (router) => {
      router.all('/forms/*', forms())
      router.get('/search', search())
      router.all('/api/search/*', searchApi())
      router.get('/lookups/*', lookups(planets))
      router.get('/api/lookups/*', lookupsApi(planets))
      router.get('/hello/:name', async ({ params: { name } }, env, { site }) =>
        fillPage(await fetchPage(env, site.regions.hello), { hello: { name } }))
    })`,
  'functions/lookups/planets.ts': `
    import { defineLookup } from 'leanto/lookups'
    export const planets = defineLookup({
      name: 'planets', from: './planets.json', key: 'name', find: ['name'],
      licence: 'CC0-1.0', attribution: 'nobody',
    })`,
  'functions/lookups/planets.json':
    '[{ "name": "Mars", "moons": 2 }, { "name": "Venus", "moons": 0 }]',
  'html/index.html':
    '<!doctype html><title>Home</title><main><h1>Home</h1><p>About heliotropes.</p></main>',
  'html/search.html':
    '<title>Search</title><main data-leanto=search><template data-each=results><a data-fill="href:url text:title"></a></template></main>',
  'html/planets.html':
    '<title>Planets</title><main data-leanto=lookup:planets><p data-when=found><b data-fill=text:row.name></b></p></main>',
  'html/hello.html': '<title>Hello</title><h1 data-leanto=hello data-fill=text:name></h1>',
  'html/write.html':
    '<title>Write</title><form method=post action=/forms/write><input name=email type=email required></form>',
} as const

describe('the published package', () => {
  let server: TestHarness
  before(async () => {
    await rm(PROJECT, { recursive: true, force: true })
    for (const [file, content] of Object.entries(FILES)) {
      await mkdir(dirname(join(PROJECT, file)), { recursive: true })
      await writeFile(join(PROJECT, file), content)
    }
    await run(process.execPath, ['toolkit/pack.ts'], { cwd: ROOT })
    await cp(join(ROOT, 'toolkit/dist'), join(PROJECT, 'node_modules/leanto'), { recursive: true })
    // Packages that npm put beside the workspace are, for a project, beside the package.
    const nested = join(ROOT, 'toolkit/node_modules')
    if (existsSync(nested))
      await cp(nested, join(PROJECT, 'node_modules/leanto/node_modules'), { recursive: true })
    const command = join(PROJECT, 'node_modules/leanto/cli/main.js')
    await run(process.execPath, [command, 'build', 'html'], { cwd: PROJECT })
    server = createTestHarness({ root: PROJECT, workers: [{ configPath: './wrangler.toml' }] })
    await server.listen()
  })
  after(() => server.close())

  const answers: readonly (readonly [path: string, status: number, says: RegExp])[] = [
    ['/', 200, /heliotropes/],
    ['/api/search?q=heliotrope', 200, /"url":"\/"/],
    ['/search?q=heliotrope', 200, /<a href="\/">Home<\/a>/],
    ['/lookups/planets/Mars', 200, /<b[^>]*>Mars<\/b>/],
    ['/api/lookups/planets/Venus', 200, /"moons":0/],
    ['/lookups/planets/Pluto', 404, /hidden/],
    ['/hello/J%C3%BCrgen', 200, /<h1[^>]*>Jürgen<\/h1>/],
  ]
  for (const [path, status, says] of answers)
    test(`answers ${path}`, async () => {
      const response = await server.fetch(path)
      assert.equal(response.status, status)
      assert.match(await response.text(), says)
    })

  const posts: readonly (readonly [email: string, status: number])[] = [
    ['not an address', 422],
    ['ada@example.org', 303],
  ]
  for (const [email, status] of posts)
    test(`answers a form with ${email} by ${status}`, async () => {
      const response = await server.fetch('/forms/write', {
        method: 'POST',
        body: new URLSearchParams({ email }),
        redirect: 'manual',
      })
      assert.equal(response.status, status)
      await response.body?.cancel()
    })
})
