import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { BuildError } from '../core/errors.ts'
import { search } from './search.ts'

const MAIN = join(import.meta.dirname, 'main.ts')

const page = (title: string, body: string, language = 'en'): string =>
  `<!doctype html><html lang="${language}"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`

const PAGES: Readonly<Record<string, string>> = {
  'html/index.html': page('Orchard', '<p>Welcome to the orchard.</p>'),
  'html/cider.html': page(
    'Pressing cider',
    '<p>Apples make cider.</p><h2 id="bottles">Bottles and corks</h2><p>Keep them dark.</p><h2 id="more">Further reading</h2>',
  ),
  'html/pears.html': page(
    'Growing pears',
    '<p>Pears like warmth.</p><h2 id="more">Further reading</h2>',
  ),
  'html/old/harvest.html': page('Harvest', '<p>Last year: many apples.</p>'),
  'html/new/harvest.html': page('Harvest', '<p>This year: few apples.</p>'),
  'html/de/apfel.html': page('Äpfel ernten', '<p>Die Äpfel sind reif.</p>', 'de'),
}

interface Ran {
  readonly status: number | null
  readonly output: string
  readonly errors: string
}

describe('leanto search', () => {
  let project: string

  const run = (...args: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
      cwd: project,
      encoding: 'utf8',
    })
    return { status, output: stdout, errors: stderr }
  }

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, content] of Object.entries(files)) {
      const file = join(project, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }

  before(() => {
    project = mkdtempSync(join(tmpdir(), 'leanto-cli-search-'))
    write({ 'wrangler.toml': 'name = "x"\n', ...PAGES })
    assert.deepEqual(run('build', 'html').errors.match(/leanto:.*/g), null)
  })
  after(() => rmSync(project, { recursive: true }))

  test('shows what a query finds, with the addresses', () => {
    const { status, output } = run('search', '--query', 'cidre bottles')
    assert.equal(status, 0)
    assert.match(output, /^\d+ pages? in en, for "cider bottles"\n/)
    assert.match(output, /\nPressing cider {2}\/cider\n/)
    assert.match(output, /- Bottles and corks {2}\/cider#bottles/)
  })

  test('asks the index that is named', () => {
    assert.match(
      run('search', '--query', 'Apfel', '--index', 'de').output,
      /Äpfel ernten {2}\/de\/apfel/,
    )
  })

  test('says of each index how many titles and headings are found', () => {
    const { status, output } = run('search', '--check', 'dist')
    assert.equal(status, 0)
    assert.match(output, /search en: 5 pages, \d+ sections; 1 heading is on several pages/)
    assert.match(output, /\ntitles +4 +100\.0 % +100\.0 % +100\.0 %\n/)
    assert.match(output, /\nheadings +1 +100\.0 %/)
    assert.match(output, /search de: 1 page, 1 section;/)
    assert.match(output, /"Harvest": \/new\/harvest, \/old\/harvest/)
  })

  test('fails where fewer are found than are asked for', () => {
    assert.equal(run('search', '--check', '--min', '0.5').status, 0)
    // One letter away from each other, so that a mistake in one is any of them.
    const names = ['Baker', 'Faker', 'Laker', 'Maker', 'Raker', 'Taker', 'Waker', 'Saker']
    write(Object.fromEntries(names.map((name) => [`alike/${name}.html`, page(name, '')])))
    run('build', 'alike', '--out', 'worse')
    const { status, output, errors } = run('search', '--check', '--min', '1', 'worse')
    assert.equal(status, 1, output)
    assert.match(output, /not among the first three:\n {2}"\w+", title of \/\w+: /)
    assert.match(errors, /are among the first three results, expected at least 100 %/)
  })

  const mistakes: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
    ['neither of its two ways', [], /expected leanto search --query/],
    ['both of them', ['--check', '--query', 'x'], /expected leanto search --query/],
    ['an option that it does not know', ['--chekc'], /'--chekc'/],
    ['a share that is none', ['--check', '--min', '90'], /a share from 0 to 1.*got "90"/],
    ['a folder without an index', ['--check', import.meta.dirname], /a built site in "/],
  ]
  for (const [what, args, message] of mistakes) {
    test(`refuses ${what}`, () =>
      assert.rejects(search([...args]), (cause) => {
        assert.ok(cause instanceof BuildError)
        assert.match(cause.message, message)
        return true
      }))
  }

  test('refuses an index that is not there, without a stack', () => {
    const { status, errors } = run('search', '--query', 'x', '--index', 'fr')
    assert.equal(status, 1)
    assert.equal(errors, 'leanto: expected --index and one of en, de, got "fr"\n')
  })

  test('names a file of the index that is missing', () => {
    run('build', 'html', '--out', 'torn')
    const folder = join(project, 'torn/_leanto/search/en')
    for (const file of readdirSync(folder)) {
      if (file.startsWith('terms')) rmSync(join(folder, file))
    }
    const { status, errors } = run('search', '--query', 'orchard', 'torn')
    assert.equal(status, 1)
    assert.match(
      errors,
      /the file \/_leanto\/search\/en\/terms\.\w+\.bin did not come; build the site again/,
    )
  })
})
