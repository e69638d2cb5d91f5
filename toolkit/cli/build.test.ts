import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'

const MAIN = join(import.meta.dirname, 'main.ts')
const made: string[] = []
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

const FILES: Readonly<Record<string, string>> = {
  'wrangler.toml': 'name = "x"\n',
  'precious.txt': 'not to be lost',
  'html/index.html': '<!doctype html><title>Home</title><h1>Home</h1>',
  'none/notes.txt': 'no page',
  'source/code.ts': 'export {}',
}

interface Ran {
  readonly project: string
  readonly status: number | null
  readonly errors: string
}

/** Runs `leanto` with some arguments in a project of its own. */
function run(args: readonly string[], more: Readonly<Record<string, Uint8Array>> = {}): Ran {
  const project = mkdtempSync(join(tmpdir(), 'leanto-cli-'))
  made.push(project)
  for (const [name, content] of Object.entries({ ...FILES, ...more })) {
    mkdirSync(dirname(join(project, name)), { recursive: true })
    writeFileSync(join(project, name), content)
  }
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: project,
    encoding: 'utf8',
  })
  return { project, status, errors: stderr }
}

describe('leanto build', () => {
  it('builds a folder into another, and again into the same', () => {
    const { project, status } = run(['build', 'html', '--out', 'dist'])
    assert.equal(status, 0)
    assert.match(readFileSync(join(project, 'dist/index.html'), 'utf8'), /<h1>Home<\/h1>/)
    const again = spawnSync(process.execPath, [MAIN, 'build', 'html'], { cwd: project })
    assert.equal(again.status, 0)
  })

  const latin1 = { 'latin/index.html': Uint8Array.of(0x3c, 0x70, 0x3e, 0xf6) }
  const mistakes: readonly [string, string[], RegExp][] = [
    ['an option that it does not know', ['html', '--foo'], /'--foo'.*\n.*leanto build FOLDER/s],
    ['an option without its value', ['html', '--url'], /--url.*missing/],
    ['a folder that is not there', ['nope'], /expected a folder of HTML, but there is no "nope"/],
    ['a file for a folder', ['precious.txt'], /expected a folder of HTML, got the file/],
    ['a folder without a page', ['none'], /no \.html file in "none"/],
    ['the whole project', ['.'], /the project itself/],
    ['an address that no browser opens', ['html', '--url', 'ftp://x'], /http.*got "ftp:\/\/x"/],
    ['to write over the project', ['html', '--out', '.'], /--out/],
    ['to write over what is above the project', ['html', '--out', '..'], /--out/],
    ['to write into the folder that it reads', ['html', '--out', 'html/dist'], /--out/],
    ['to write over what no build has made', ['html', '--out', 'source'], /"source".*not made by/],
    ['a page that is not UTF-8', ['latin'], /index\.html: expected UTF-8/],
  ]
  for (const [what, args, message] of mistakes) {
    it(`refuses ${what}, without a stack, and deletes nothing`, () => {
      const { project, status, errors } = run(['build', ...args], latin1)
      assert.equal(status, 1)
      assert.match(errors, message)
      assert.doesNotMatch(errors, /^\s+at /m)
      for (const name of Object.keys(FILES)) assert.ok(existsSync(join(project, name)), name)
      assert.ok(!existsSync(join(project, 'dist')))
    })
  }

  it('says how it is used when it is asked', () => {
    assert.equal(run(['build', '--help']).status, 0)
  })
})
