import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'

import { listFiles } from './build-files.ts'
import { projectPaths } from './build-project.ts'
import { buildSite, type SiteOptions, type SiteReport } from './build.ts'

const folders: string[] = []
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

type Files = Readonly<Record<string, string | Uint8Array>>

async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leanto-'))
  folders.push(folder)
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), content)
  }
  return folder
}

/** Builds a site, and gives what it has become; the cache stays in the project. */
async function build(
  project: string,
  files: Files,
  options: Partial<SiteOptions> = {},
): Promise<{ report: SiteReport; made: Record<string, string> }> {
  const folder = await folderOf(files)
  const report = await buildSite({ folder, paths: projectPaths(project), ...options })
  const names = await listFiles(folder)
  const contents = names.map(
    async (name) => [name, await readFile(join(folder, name), 'utf8')] as const,
  )
  return { report, made: Object.fromEntries(await Promise.all(contents)) }
}

/** Tells the files that differ by their names: some are long. */
function assertSame(made: Readonly<Record<string, string>>, wanted: typeof made): void {
  const names = [...new Set([...Object.keys(made), ...Object.keys(wanted)])]
  assert.deepEqual(
    names.filter((name) => made[name] !== wanted[name]),
    [],
  )
}

const cacheOf = (project: string): string => join(project, '.leanto', 'cache', 'pages')

const html = (body: string, lang = 'en', title = 'T'): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title><script>x()</script></head><body>${body}</body></html>\n`

const SITE: Files = {
  'index.html': html('<main><h1>Home</h1><p>Welcome in, <b>all</b>.</main>'),
  'odd.html': '<title>Odd</title><p onclick="x()">crossed <b><i>x</b></i>',
  'find.html': html('<leanto-search></leanto-search><main><p>Find it</p></main>'),
  'bare.html': '<leanto-search></leanto-search><p>No language',
  'contact.html': html('<form method="post" action="/forms/contact"><input name="a"></form>'),
  'search.html': html('<main data-leanto="search"><p>Results</p></main>'),
}

const many = (count: number): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `p/${at}.html`,
      html(`<leanto-search></leanto-search><h1>Page ${at}</h1>${'<p>words</p>'.repeat(at % 50)}`),
    ]),
  )

describe('a later build', () => {
  test('parses no page that has not changed, and gives the same bytes', async () => {
    const project = await folderOf({})
    const first = await build(project, SITE)
    const second = await build(project, SITE)
    assert.deepEqual([first.report.cached, second.report.cached], [0, 6])
    assertSame(second.made, first.made)
    assert.deepEqual({ ...second.report, cached: 0 }, first.report)
  })

  test('parses what has changed, and forgets what it was', async () => {
    const project = await folderOf({})
    await build(project, SITE)
    const changed = { ...SITE, 'index.html': html('<main><h1>Home</h1><p>Changed</main>') }
    const { report, made } = await build(project, changed)
    assert.equal(report.cached, 5)
    assertSame(made, (await build(await folderOf({}), changed)).made)
    assert.equal((await build(project, SITE)).report.cached, 5)
  })

  test('knows a page by its path, too', async () => {
    const project = await folderOf({})
    const { 'index.html': home = '' } = SITE
    await build(project, { 'a.html': home })
    assert.equal((await build(project, { 'b.html': home })).report.cached, 0)
  })

  test('takes nothing that was made with other options', async () => {
    const project = await folderOf({})
    await build(project, SITE)
    const policy = { 'connect-src': ['https://api.example'] }
    const { report, made } = await build(project, SITE, { policy })
    assert.equal(report.cached, 0)
    assert.match(made['index.html'] ?? '', /api\.example/)
  })

  const damages: readonly (readonly [
    what: string,
    damage: (text: string) => string,
    kept: number,
  ])[] = [
    ['another version', (text) => `x${text}`, 0],
    ['one entry that reads otherwise', (text) => text.replace('Welcome', 'Wellcome'), 5],
    ['an end that was cut off', (text) => text.slice(0, -20), 5],
    ['nothing', () => '', 0],
    ['lines of something else', (text) => `${text.split('\n', 1).join('')}\n\nx\n{}\n`, 0],
  ]
  for (const [what, damage, kept] of damages)
    test(`is right with a cache of ${what}`, async () => {
      const project = await folderOf({})
      const first = await build(project, SITE)
      await writeFile(cacheOf(project), damage(await readFile(cacheOf(project), 'utf8')))
      const { report, made } = await build(project, SITE)
      assert.equal(report.cached, kept)
      assertSame(made, first.made)
    })
})

describe('threads', () => {
  test('give what one gives, in whatever order they are done', async () => {
    const large = html(`<p>A large page</p><!--${'x'.repeat(4_100_000)}-->`)
    const files = { ...SITE, ...many(400), 'p/7.html': large }
    const one = await build(await folderOf({}), files, { threads: 1 })
    const two = await build(await folderOf({}), files, { threads: 2 })
    const three = await build(await folderOf({}), files, { threads: 3 })
    assertSame(two.made, one.made)
    assertSame(three.made, one.made)
    assert.deepEqual(two.report, one.report)
  })

  test('tell of the first page that is wrong, with its place', async () => {
    const latin1 = Uint8Array.of(0x3c, 0x70, 0x3e, 0xf6)
    const files = { ...many(400), 'p/399.html': latin1, 'p/200.html': latin1 }
    for (const threads of [1, 2])
      await assert.rejects(build(await folderOf({}), files, { threads }), {
        name: 'BuildError',
        message: 'p/200.html: expected UTF-8, got bytes of another encoding',
      })
  })
})

describe('markup that nests without end', () => {
  const deep: Files = {
    'open elements': html(`<main>${'<font>'.repeat(10_000)}words</main>`),
    blocks: html(`<main>${'<div>'.repeat(5000)}words${'</div>'.repeat(5000)}</main>`),
    'a page with a region': html(`<main data-leanto="search">${'<i>'.repeat(10_000)}words</main>`),
  }
  for (const [what, content] of Object.entries(deep))
    test(`is built: ${what}`, async () => {
      const { report } = await build(await folderOf({}), { 'deep.html': content })
      assert.equal(report.search.pages, 1)
    })

  test('is refused with its file where it is too deep to be read', async () => {
    const drawing = html(`<svg>${'<g>'.repeat(30_000)}<text>a`)
    await assert.rejects(
      build(await folderOf({}), { 'deep.html': drawing }),
      /^BuildError: deep\.html: expected elements that nest less deep/,
    )
  })
})

describe('pages that search', () => {
  test('lead to the index of their language, under the right policy', async () => {
    const german = html('<leanto-search></leanto-search><main><p>Eine Seite</p></main>', 'de')
    const { made } = await build(await folderOf({}), { ...SITE, 'de.html': german })
    const linked = (file: string): string =>
      /<link rel="leanto-search" href="([^"]+)"/.exec(made[file] ?? '')?.[1] ?? ''
    assert.match(linked('find.html'), /^\/_leanto\/search\/en\/root\.(?!0{10})[0-9a-f]{10}\.json$/)
    assert.match(linked('de.html'), /^\/_leanto\/search\/de\/root\.(?!0{10})[0-9a-f]{10}\.json$/)
    assert.equal(linked('bare.html'), linked('find.html'))
    assert.equal(linked('search.html'), linked('find.html'))
    for (const file of ['find.html', 'de.html', 'bare.html']) {
      const [, script = ''] = /<script type="module" src="\/([^"]+)"/.exec(made[file] ?? '') ?? []
      assert.ok(made[script] !== undefined, `${file} names ${script}`)
      assert.ok(made[linked(file).slice(1)] !== undefined)
      assert.doesNotMatch(made[file] ?? '', /0{8}/)
    }
    assert.equal(linked('index.html'), '')
  })

  const results = (lang: string): string => html('<main data-leanto="search"></main>', lang)

  test('show results once in each language', async () => {
    const files = { ...SITE, 'de.html': results('de-AT'), 'd.html': html('<p>Seite</p>', 'de') }
    const { report, made } = await build(await folderOf({}), files)
    assert.deepEqual(report.regions, { search: '/search', 'search:de-at': '/de' })
    assert.match(made['de.html'] ?? '', /<main data-leanto="search:de-at">/)
    assert.match(made['search.html'] ?? '', /<main data-leanto="search">/)
  })

  test('show results on one page of a language', async () => {
    const files = { ...SITE, 'de.html': results('de'), 'de2.html': results('de') }
    await assert.rejects(
      build(await folderOf({}), files),
      /^BuildError: de2\.html: expected one page with data-leanto="search:de", but de\.html has it too/,
    )
  })
})
