/** The documentation names everything that an owner can use: imports, commands, attributes, fields, figures. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'

import { SECURITY_HEADERS } from '../toolkit/core/security-headers.ts'
import { FLAGS } from '../toolkit/forms/format.ts'
import { answerPage } from '../toolkit/lookups/page-answer.ts'
import { QUESTION_PARAMETERS } from '../toolkit/lookups/parse-question.ts'
import { MAX_RESULTS } from '../toolkit/lookups/question.ts'
import { MAX_LIMIT } from '../toolkit/search/engine.ts'
import { MAX_QUERY_LENGTH } from '../toolkit/search/query.ts'
import { toFields } from '../toolkit/search/view.ts'
import { listFiles } from '../toolkit/site/build-files.ts'
import { createMemoryEngine } from './lookup-memory-engine.ts'
import { createPartScene } from './lookup-parts.ts'

const ROOT = join(import.meta.dirname, '..')
const DOCS = 'site/src/content/docs'

const SEARCH_FIELDS = toFields(
  { query: '', total: 0, results: [], facets: [], unknown: [] },
  { path: '/search', page: 1, size: 10 },
)

/** The fields of a lookup's region: with a row, without one, and in the midst of many. */
async function lookupFields(): Promise<string[]> {
  const rows = Array.from({ length: 60 }, (_, at) => {
    return { id: `k${at}`, kind: at % 2 === 0 ? 'even' : 'odd', lat: at, lng: at }
  })
  const options = { key: 'id', find: ['id'], filter: ['kind'], near: ['lat', 'lng'] } as const
  const columns = [
    { name: 'id', type: 'string', optional: false },
    { name: 'kind', type: 'string', optional: false },
    { name: 'lat', type: 'number', optional: false },
    { name: 'lng', type: 'number', optional: false },
  ] as const
  const { open } = createPartScene(options, columns, rows)
  const { index } = open({})
  const engine = createMemoryEngine(index, rows)
  const ask = (key: string, question: Record<string, string> = {}) =>
    answerPage(index, engine, key, new URLSearchParams(question))
  const answers = await Promise.all([
    ask('k1'),
    ask('unknown'),
    ask('', { find: 'k', offset: '20' }),
    ask('', { kind: 'odd', facets: 'kind', sort: 'kind' }),
    ask('', { near: '1,1' }),
    ask('', { limit: '-1' }),
    ask('about'),
  ])
  return answers.flatMap((answer) =>
    answer !== undefined && 'data' in answer ? Object.keys(answer.data) : [],
  )
}

async function readAll(folder: string, wanted: RegExp): Promise<Map<string, string>> {
  const files = (await listFiles(join(ROOT, folder))).filter((file) => wanted.test(file))
  const texts = files.map(async (file): Promise<[string, string]> => [
    file,
    await readFile(join(ROOT, folder, file), 'utf8'),
  ])
  return new Map(await Promise.all(texts))
}

/** Names that a source file has, by the first group of a pattern. */
async function namesIn(file: string, pattern: RegExp): Promise<string[]> {
  const text = await readFile(join(ROOT, 'toolkit', file), 'utf8')
  const names = [...text.matchAll(pattern)].map(([, name]) => name ?? '')
  assert.ok(names.length > 0, `${pattern.source} finds nothing in ${file}`)
  return names
}

describe('the documentation', () => {
  let pages: ReadonlyMap<string, string>
  let words: ReadonlySet<string>
  before(async () => {
    pages = await readAll(DOCS, /\.md$/)
    // What stands in code: inline between backticks, or a word of a block.
    const code = [...pages.values()].flatMap((text) => text.match(/```[^]*?```|`[^`\n]+`/g) ?? [])
    words = new Set(code.flatMap((text) => text.split(/[\s`'"(){}<>=,;[\]|]+/)))
  })

  const assertNamed = (names: readonly string[]): void => {
    assert.deepEqual(
      names.filter((name) => !words.has(name)),
      [],
    )
  }

  test('names every import of the package', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(ROOT, 'toolkit/package.json'), 'utf8'))
    assert.ok(typeof manifest === 'object' && manifest !== null && 'exports' in manifest)
    const names = Object.keys(manifest.exports ?? {}).map((name) => name.replace(/^\./, 'leanto'))
    assert.ok(names.length > 4)
    assertNamed(names)
  })

  const modules = [
    'site/serve.ts',
    'forms/serve.ts',
    'inbox/serve.ts',
    'search/serve.ts',
    'lookups/serve.ts',
  ]
  for (const module of modules)
    test(`names every export of ${module}`, async () => {
      const own = await namesIn(module, /^export (?:async )?(?:function|interface|type) (\w+)/gm)
      const again = [
        ...(await readFile(join(ROOT, 'toolkit', module), 'utf8')).matchAll(
          /^export (?:type )?\{([^}]+)\}/gm,
        ),
      ].flatMap(([, list]) =>
        (list ?? '').split(',').map((name) => name.replace(/\btype\b/, '').trim()),
      )
      assertNamed([...own, ...again].filter(Boolean))
    })

  test('names every verb of the command, with its options', async () => {
    const [list = ''] = await namesIn('cli/main.ts', /const VERBS[^{]*\{([^}]+)\}/g)
    // An entry is a name, alone or with a function behind a colon.
    const verbs = [...list.matchAll(/(?:^|,)\s*(\w+)/g)].map(([, verb = '']) => verb)
    assert.ok(verbs.includes('build') && verbs.includes('new'), verbs.join())
    const text = [...pages.values()].join('\n')
    for (const verb of verbs) assert.match(text, new RegExp(`leanto ${verb}\\b`))
    const options = await namesIn('cli/main.ts', /(?<=[[ ])(--[a-z]+)/g)
    assertNamed([...options, '--port'])
  })

  test('names every attribute that is read', async () => {
    const sources = await readAll('toolkit', /^(?!node_modules)[^.]+\.ts$/)
    const read = [...sources.values()].flatMap(
      (text) => text.match(/(?<=['[])data-[a-z-]+[a-z]/g) ?? [],
    )
    assert.ok(read.length > 10)
    assertNamed([...new Set(read)])
  })

  test('names every mistake that a form can have words for', () => {
    const toAttribute = (flag: string): string =>
      `data-error-${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    assertNamed(FLAGS.map(toAttribute))
  })

  test('names every field of the regions', async () => {
    const finish = await namesIn('site/serve-finish.ts', /\[ERROR_REGION\]: \{ ([\w, ]+) \}/g)
    assertNamed([
      ...Object.keys(SEARCH_FIELDS),
      ...finish.flatMap((list) => list.split(', ')),
      ...(await lookupFields()),
    ])
  })

  test('names every parameter of the lookups and every security header', () => {
    assertNamed(QUESTION_PARAMETERS)
    const text = [...pages.values()].join('\n').toLowerCase()
    for (const name of Object.keys(SECURITY_HEADERS)) assert.ok(text.includes(`\`${name}\``), name)
  })

  test('gives the limits as they are', () => {
    assert.match(pages.get('reference/http.md') ?? '', new RegExp(`1 to ${MAX_LIMIT}\\b`))
    assert.match(pages.get('lookups/answers.md') ?? '', new RegExp(`1 to ${MAX_RESULTS}\\b`))
    assert.match(pages.get('limits.md') ?? '', new RegExp(`${MAX_QUERY_LENGTH} characters`))
  })

  test('leads nowhere that is not there', async () => {
    for (const [file, text] of pages)
      for (const [, path = '', anchor] of text.matchAll(/\]\((\/docs\/[^)#]*)(?:#([^)]+))?\)/g)) {
        const target = pages.get(`${path.replace(/^\/docs\/|\/$/g, '')}.md`)
        assert.ok(target !== undefined, `${file} links to ${path}`)
        if (anchor === undefined) continue
        const ids = [...target.matchAll(/^##+ (.+)$/gm)].map(([, heading = '']) => toId(heading))
        assert.ok(
          ids.includes(anchor),
          `${file} links to ${path}#${anchor}; there are ${ids.join(' ')}`,
        )
      }
  })
})

/** As `site/markdown.ts` makes ids. */
function toId(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
