import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'

import { listFiles, syncFolder } from './build-files.ts'
import { projectPaths } from './build-project.ts'
import { checkRegions } from './build-regions.ts'
import { formatBytes, formatReport } from './build-report.ts'
import { buildSite, type SiteReport } from './build.ts'

const folders: string[] = []
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leanto-'))
  folders.push(folder)
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), content)
  }
  return folder
}

async function contents(folder: string): Promise<Record<string, string>> {
  const files = await listFiles(folder)
  const read = files.map(
    async (file) => [file, await readFile(join(folder, file), 'utf8')] as const,
  )
  return Object.fromEntries(await Promise.all(read))
}

const SITE = {
  'index.html': '<!doctype html><title>Home</title><main><h1>Home</h1><p>Welcome in.</p></main>',
  'search/index.html':
    '<!doctype html><title>Search</title><main data-leanto="search"><form action="/search"><input name="q" data-fill="value:query"></form><template data-each="results"><a data-fill="href:url text:title"></a></template></main>',
  'contact.html':
    '<!doctype html><title>Contact</title><form method="post" action="/forms/contact"><input name="email" type="email" required></form>',
}

async function build(
  files: Readonly<Record<string, string>>,
): Promise<{ folder: string; report: SiteReport; module: string }> {
  const folder = await folderOf(files)
  const project = await folderOf({})
  const paths = projectPaths(project)
  const report = await buildSite({ folder, paths, url: 'https://example.org' })
  return { folder, report, module: paths.module }
}

describe('buildSite', () => {
  test('builds a plain folder of HTML, whatever made it', async () => {
    const { folder, report, module } = await build(SITE)
    assert.equal(report.pages, 3)
    assert.deepEqual(report.regions, { search: '/search/' })
    const files = await contents(folder)
    for (const file of Object.keys(SITE))
      assert.match(files[file] ?? '', /http-equiv="content-security-policy"/)
    assert.match(
      files['search/index.html'] ?? '',
      /<script type="application\/json" data-each="results">/,
    )
    assert.match(files['_headers'] ?? '', /x-content-type-options: nosniff/)
    assert.match(files['.assetsignore'] ?? '', /^\.\*$/m)
    const { site } = await import(module)
    assert.deepEqual(Object.keys(site.forms), ['contact'])
    assert.equal(site.url, 'https://example.org')
  })

  test('gives the same bytes for the same pages', async () => {
    const [first, second] = [await build(SITE), await build(SITE)]
    assert.deepEqual(await contents(second.folder), await contents(first.folder))
    assert.equal(await readFile(second.module, 'utf8'), await readFile(first.module, 'utf8'))
  })

  test('builds a site without any room', async () => {
    const { report } = await build({ 'index.html': '<h1>Only a page</h1>' })
    assert.equal(report.pages, 1)
    assert.ok(formatReport(report).some(({ text }) => text.includes('regions: none')))
  })

  test('leaves the Worker what the last good build told it when this one fails', async () => {
    const project = await folderOf({
      'wrangler.toml': 'not = toml = at all',
      '.leanto/site.js': 'the last',
    })
    const paths = projectPaths(project)
    await assert.rejects(buildSite({ folder: await folderOf(SITE), paths }), /wrangler\.toml/)
    assert.equal(await readFile(paths.module, 'utf8'), 'the last')
  })

  test('refuses a region on two pages, naming both', async () => {
    const files = { 'a.html': '<p data-leanto="search">', 'b.html': '<p data-leanto="search">' }
    await assert.rejects(build(files), /b\.html: .*data-leanto="search".*a\.html/)
  })
})

describe('checkRegions', () => {
  test('says which lookup has no page, and which page no lookup', () => {
    const regions = { search: '/search/', 'lookup:cities': '/cities/', 'lookup:towns': '/towns/' }
    const gaps = checkRegions(regions, ['cities', 'rivers'])
    assert.equal(gaps.length, 2)
    assert.match(gaps[0] ?? '', /^\/towns\/: no lookup "towns"/)
    assert.match(gaps[1] ?? '', /"rivers" has no page/)
  })
})

describe('syncFolder', () => {
  test('writes what is new or changed, removes what is gone, and leaves the rest untouched', async () => {
    const from = await folderOf({ same: '1', changed: '2', 'deep/new': '3', '.dot': '4' })
    const to = await folderOf({ same: '1', changed: 'old', gone: 'x' })
    const before = await stat(join(to, 'same'))
    await syncFolder(from, to)
    assert.deepEqual(await contents(to), await contents(from))
    assert.equal((await stat(join(to, 'same'))).mtimeMs, before.mtimeMs)
  })
})

test('projectPaths finds the folder of the Wrangler configuration upwards', async () => {
  const project = await folderOf({ 'wrangler.toml': '', 'site/src/page.html': '' })
  assert.equal(projectPaths(join(project, 'site', 'src')).project, project)
})

test('formatBytes counts as hosts do', () => {
  const cases = { 0: '0 B', 999: '999 B', 1500: '1.5 KB', 24_000: '24 KB', 26_214_400: '26 MB' }
  for (const [bytes, text] of Object.entries(cases)) assert.equal(formatBytes(Number(bytes)), text)
})
