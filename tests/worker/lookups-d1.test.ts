/** A lookup in D1, from the real bundle in workerd with a real database: before, between and after its loads. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { createTestHarness } from 'wrangler'

import { loadVersion, type SqlTarget } from '../../toolkit/lookups/build-d1-load.ts'
import { compileForD1, type D1Version } from '../../toolkit/lookups/build-d1.ts'
import { readDeclarations } from '../../toolkit/lookups/build-declarations.ts'
import { buildSite } from '../../toolkit/site/build.ts'
import { ROOT, toRunningSite, type RunningSite } from './site.ts'

type Json = Readonly<Record<string, unknown>>

interface Statement {
  run(): Promise<unknown>
  all(): Promise<{ readonly results: readonly Json[] }>
}

interface Database {
  prepare(sql: string): Statement
  batch(statements: readonly Statement[]): Promise<unknown>
}

const PAGE =
  '<!doctype html><title data-leanto="lookup:stations" data-fill="text:heading">S</title><section data-leanto="lookup:stations"><h2 data-when="found" data-fill="text:row.name"></h2></section>'

let site: RunningSite
let folder: string
let target: SqlTarget
let version: D1Version

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leanto-lookups-d1-'))
  const lookups = join(ROOT, 'tests/worker/lookups-d1')
  const dist = join(folder, 'dist')
  const module = join(folder, '.leanto', 'site.js')
  await mkdir(dist, { recursive: true })
  await writeFile(join(dist, 'stations.html'), PAGE)
  await writeFile(join(dist, '404.html'), '<!doctype html><title>Not here</title>')
  await buildSite({ folder: dist, paths: { project: folder, lookups, module } })
  const server = createTestHarness({
    root: ROOT,
    workers: [
      {
        config: {
          name: 'stations',
          main: join(ROOT, 'tests/worker/lookups-d1-worker.edge.ts'),
          compatibility_date: '2026-10-01',
          keep_names: false,
          alias: { 'leanto:site': module },
          assets: {
            directory: dist,
            binding: 'ASSETS',
            not_found_handling: '404-page',
            run_worker_first: ['/lookups/*', '/api/*'],
          },
          d1_databases: [{ binding: 'DB', database_name: 'test', database_id: 'test' }],
        },
      },
    ],
  })
  site = await toRunningSite(server)
  const { DB } = await server.getWorker<{ DB: Database }>().getEnv()
  target = {
    run: async (statements) => void (await DB.batch(statements.map((sql) => DB.prepare(sql)))),
    query: async (sql) => (await DB.prepare(sql).all()).results,
  }
  const [declaration] = await readDeclarations(lookups)
  assert.ok(declaration)
  version = await compileForD1(declaration, { cache: folder, folder: join(folder, 'out') })
})
after(async () => {
  await site.close()
  await rm(folder, { recursive: true })
})

async function ask(question: string, status = 200): Promise<Json> {
  const response = await site.fetch(`/api/lookups/stations${question}`)
  const text = await response.text()
  assert.equal(response.status, status, `${question}: ${text}`)
  const body: Json = JSON.parse(text)
  return body
}

async function ids(question: string): Promise<unknown[]> {
  const { results } = await ask(question)
  assert.ok(Array.isArray(results), question)
  return results.map((result: Json) => result['id'])
}

test('says so while its rows are not there, and the rest of the site stays up', async () => {
  assert.match(String((await ask('/s1', 503))['detail']), /leanto load stations/)
  assert.equal((await site.fetch('/lookups/stations?find=station')).status, 503)
  assert.equal((await site.fetch('/stations')).status, 200)
  let left = 3
  const cut: SqlTarget = {
    query: target.query,
    async run(statements) {
      if (left-- === 0) throw new Error('cut')
      await target.run(statements)
    },
  }
  await assert.rejects(loadVersion(version, cut), /cut/)
  assert.match(String((await ask('/s1', 503))['detail']), /leanto load stations/)
})

test('answers every kind of question once it was loaded to the end', async () => {
  const report = await loadVersion(version, target)
  assert.equal(report.resumed, 1)
  assert.deepEqual(await loadVersion(version, target), { isKnown: true, resumed: 0, batches: 0 })
  const { row } = await ask('/s4321')
  assert.deepEqual(row, {
    id: 's4321',
    name: 'Station 4321',
    line: 'b😀',
    size: 4066,
    tags: [],
    lat: -89,
    lng: -179,
    low: 43_210,
    high: 43_218,
    href: '/lookups/stations/s4321',
  })
  await ask('/none', 404)
  const { results } = await ask('?keys=s3,s1')
  assert.match(JSON.stringify(results), /"s3".*"s1"/)
  assert.equal((await ids('?find=station%20123&limit=3')).length, 3)
  assert.deepEqual(await ids('?find=sttaion%204321'), ['s4321'])
  assert.equal((await ids('?near=10,10&limit=4')).length, 4)
  assert.equal((await ids('?box=-180,-90,180,90&limit=2')).join(), 's0,s1')
  const contained = await ask('?contains=43214')
  assert.match(JSON.stringify(contained), /"s4321"/)
  const listed = await ask('?line.prefix=arg&tags=old&sort=-size&facets=line,tags&limit=2')
  assert.equal(listed['total'], 834)
  assert.match(JSON.stringify(listed['facets']), /"value":"Ärger".*"value":"old","count":834/)
  await ask('?random=1')
})

test('shows a row to people', async () => {
  const page = await site.fetch('/lookups/stations/s77')
  assert.equal(page.status, 200)
  assert.match(await page.text(), /Station 77/)
})
