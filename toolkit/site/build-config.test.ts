import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { checkConfig } from './build-config.ts'

const NEEDS = {
  forms: ['contact'],
  lookups: ['cities'],
  regions: { search: '/search/', 'lookup:cities': '/lookups/cities/' },
}

describe('checkConfig', () => {
  let project = ''
  before(async () => {
    project = await mkdtemp(join(tmpdir(), 'leanto-'))
  })
  after(() => rm(project, { recursive: true }))

  const check = async (
    rules: string,
    more = '[[d1_databases]]\nbinding = "DB"\n[triggers]\ncrons = ["* * * * *"]',
  ): Promise<string[]> => {
    const assets = `[assets]\nnot_found_handling = "404-page"\nrun_worker_first = ${rules}\n`
    await writeFile(join(project, 'wrangler.toml'), assets + more)
    return checkConfig(project, NEEDS)
  }

  test('has nothing to say of a configuration that fits', async () => {
    const rules =
      '["/forms/*", "/inbox", "/inbox/*", "/search", "/lookups/*", "!/lookups/*/", "/api/*"]'
    assert.deepEqual(await check(rules), [])
  })

  const gaps: readonly (readonly [rules: string, gap: RegExp])[] = [
    [
      '["/inbox", "/inbox/*", "/search", "/lookups/*", "!/lookups/*/", "/api/*"]',
      /\/forms\/contact never.*"\/forms\/\*"/,
    ],
    [
      '["/forms/*", "/inbox", "/inbox/*", "/lookups/*", "!/lookups/*/", "/api/*"]',
      /\/search never reaches/,
    ],
    [
      '["/forms/*", "/inbox", "/inbox/*", "/search", "/lookups/*", "/api/*"]',
      /view of the page \/lookups\/cities\//,
    ],
    [
      '["/forms/*", "/inbox", "/inbox/*", "/search", "/lookups/*", "!/lookups/*/"]',
      /\/api\/inbox\/forms never/,
    ],
    [
      '["/forms/*", "/search", "/lookups/*", "!/lookups/*/", "/api/*", "/inbox/*"]',
      /\/inbox never/,
    ],
  ]
  for (const [rules, gap] of gaps)
    test(`finds the one gap in ${rules}`, async () => {
      const found = await check(rules)
      assert.equal(found.length, 1)
      assert.match(found[0] ?? '', gap)
    })

  test('finds that every page view would start the Worker', async () => {
    assert.equal((await check('true')).length, 2)
  })

  test('lets a page stand at the very path that the Worker answers', async () => {
    await check('["/search"]')
    const needs = { forms: [], lookups: [], regions: { search: '/search' } }
    assert.deepEqual(await checkConfig(project, needs), [])
  })

  test('finds a watched folder that the build writes into', async () => {
    await mkdir(join(project, 'site', '.astro'), { recursive: true })
    const needs = { forms: [], lookups: [], regions: {} }
    const gapsOf = async (folders: string): Promise<string[]> => {
      const text = `[build]\nwatch_dir = ${folders}\n[assets]\nnot_found_handling = "404-page"`
      await writeFile(join(project, 'wrangler.toml'), text)
      return checkConfig(project, needs)
    }
    assert.match(
      (await gapsOf('["functions", "site"]')).join(),
      /site\/\.astro.*start itself again/,
    )
    assert.match((await gapsOf('"site"')).join(), /site\/\.astro/)
    assert.deepEqual(await gapsOf('["functions", "site/src"]'), [])
  })

  test('finds that submissions would have no place', async () => {
    const rules =
      '["/forms/*", "/inbox", "/inbox/*", "/search", "/lookups/*", "!/lookups/*/", "/api/*"]'
    assert.match((await check(rules, '')).join(), /no \[\[d1_databases\]\]/)
  })

  test('finds that nothing would be delivered later', async () => {
    const database = '[[d1_databases]]\nbinding = "DB"'
    const rules =
      '["/forms/*", "/inbox", "/inbox/*", "/search", "/lookups/*", "!/lookups/*/", "/api/*"]'
    assert.match((await check(rules, database)).join(), /no crons under \[triggers\]/)
  })

  test('finds that large files would have no place', async () => {
    const gapsOf = async (text: string): Promise<string[]> => {
      await writeFile(
        join(project, 'wrangler.toml'),
        `[assets]\nnot_found_handling = "404-page"\n${text}`,
      )
      const needs = { forms: [], fileBytes: 20_000_000, lookups: [], regions: {} }
      return checkConfig(project, needs)
    }
    assert.match((await gapsOf('')).join(), /no \[\[r2_buckets\]\].*10 MB/)
    assert.deepEqual(await gapsOf('[[r2_buckets]]\nbinding = "FILES"'), [])
  })

  test('refuses to lay the index of private pages open', async () => {
    const checkPrivate = async (rules: string): Promise<string[]> => {
      await writeFile(
        join(project, 'wrangler.toml'),
        `[assets]\nnot_found_handling = "404-page"\nrun_worker_first = ${rules}\n`,
      )
      const needs = { forms: [], lookups: [], regions: {}, hasPrivatePages: true }
      return checkConfig(project, needs)
    }
    await assert.rejects(
      checkPrivate('["/search"]'),
      /^BuildError: wrangler\.toml: .*add "\/_leanto\/private\/\*" to run_worker_first/,
    )
    assert.deepEqual(await checkPrivate('["/search", "/_leanto/private/*"]'), [])
  })

  test('refuses what is no TOML, with the place', async () => {
    await assert.rejects(check('["/forms/*"'), /^BuildError: wrangler\.toml: /)
  })
})
