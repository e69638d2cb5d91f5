import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, beforeEach, describe, test } from 'node:test'

import { createKey, isKey } from '../inbox/key.ts'
import { findLocalKey } from './local-key.ts'

const folders: string[] = []
let project = ''

const keep = async (file: string, content: string): Promise<void> => {
  await mkdir(dirname(join(project, file)), { recursive: true })
  await writeFile(join(project, file), content)
}

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'leanto-key-'))
  folders.push(project)
})
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

type Files = Readonly<Record<string, string>>
type Case = readonly [what: string, args: readonly string[], files: Files, key: string]

// Wrangler finds these keys itself.
const FOUND: readonly Case[] = [
  ['a flag', ['--var', 'INBOX_KEY:a:b'], { '.dev.vars': 'INBOX_KEY=no' }, 'a:b'],
  ['the last flag', ['--var=INBOX_KEY:a', '--var=OTHER:c', '--var=INBOX_KEY:b'], {}, 'b'],
  ['.dev.vars', [], { '.dev.vars': '# x\nINBOX_KEY="a b"\n', '.env': 'INBOX_KEY=no' }, 'a b'],
  ['.env', [], { '.env': 'export INBOX_KEY=a' }, 'a'],
  ['.env.local before .env', [], { '.env': 'INBOX_KEY=a', '.env.local': 'INBOX_KEY=b' }, 'b'],
  [
    'the file of an environment',
    ['-e', 'test'],
    { '.dev.vars.test': 'INBOX_KEY=a', '.dev.vars': 'INBOX_KEY=no' },
    'a',
  ],
  [
    '.dev.vars, where the environment has no file',
    ['--env', 'test'],
    { '.dev.vars': 'INBOX_KEY=a' },
    'a',
  ],
  [
    'a file that was chosen',
    ['--env-file', 'x.env'],
    { 'x.env': 'INBOX_KEY=a', '.dev.vars': 'INBOX_KEY=no' },
    'a',
  ],
]

describe('the key on this machine', () => {
  for (const [what, args, files, key] of FOUND)
    test(`is taken from ${what}`, async () => {
      for (const [file, content] of Object.entries(files)) await keep(file, content)
      const found = await findLocalKey(project, args, { INBOX_KEY: 'no' })
      assert.deepEqual(found, { key, flags: [] })
    })

  test('is handed on from the environment', async () => {
    const key = createKey()
    const found = await findLocalKey(project, [], { INBOX_KEY: `${key}\n` })
    assert.deepEqual(found, { key, flags: ['--var', `INBOX_KEY:${key}`] })
  })

  test('is made where there is none, kept for its owner alone, and found again', async () => {
    await keep('.dev.vars', 'OTHER=x')
    const first = await findLocalKey(project, ['--local'], {})
    assert.ok(isKey(first.key))
    assert.deepEqual(first.flags, ['--var', `INBOX_KEY:${first.key}`])
    const file = join(project, '.leanto', 'inbox-key')
    assert.equal(await readFile(file, 'utf8'), `${first.key}\n`)
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600)
    assert.deepEqual(await findLocalKey(project, [], { INBOX_KEY: '' }), first)
  })

  test('is made anew where the kept one is none', async () => {
    await keep('.leanto/inbox-key', 'broken')
    const { key } = await findLocalKey(project, [], {})
    assert.ok(isKey(key))
    const file = join(project, '.leanto', 'inbox-key')
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600)
  })
})
