/** `leanto backup` and `leanto restore`, against sites that answer as they are told. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'

import { createKey } from '../inbox/key.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

const GOLDEN = join(import.meta.dirname, '../../tests/formats/backup-1/backup.ndjson')

const KEY = createKey()

let folder = ''
const options = { env: { INBOX_KEY: KEY }, wait: () => Promise.resolve() }

describe('the command', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leanto-backup-'))
  })
  after(() => rm(folder, { recursive: true }))

  const refusals: readonly (readonly [
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    message: RegExp,
  ])[] = [
    [['backup'], {}, /expected one address of a site: leanto backup URL/],
    [['backup', 'x', '--all'], {}, /Unknown option '--all'/],
    [
      ['backup', 'example.org'],
      { INBOX_KEY: KEY },
      /expected the address of the site, https:\/\/…, got "example.org"/,
    ],
    [['backup', 'http://example.org'], { INBOX_KEY: KEY }, /expected https:\/\//],
    [['backup', 'https://example.invalid'], { INBOX_KEY: '' }, /expected the key of the inbox/],
    [['restore', 'x.ndjson'], {}, /expected a file and the address of a site/],
    [['restore', 'none.ndjson', 'http://localhost:1'], { INBOX_KEY: KEY }, /ENOENT/],
  ]
  for (const [args, env, message] of refusals)
    test(`refuses leanto ${args.join(' ')}`, () => {
      const main = join(import.meta.dirname, 'main.ts')
      const run = spawnSync(process.execPath, [main, ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], ...env },
      })
      assert.match(run.stderr, message)
      assert.equal(run.status, 1)
    })

  test('takes the key from the environment, .dev.vars, or what was made for this machine', async () => {
    const keys: unknown[] = []
    const { url, close } = await answer(({ authorization }) => {
      keys.push(authorization)
      return [403, 'no']
    })
    const ask = (env: Readonly<Record<string, string>>): Promise<void> =>
      assert.rejects(backup([url], { ...options, env, folder }), /the inbox gave no backup: 403/)
    await mkdir(join(folder, '.leanto'))
    await writeFile(join(folder, '.leanto', 'inbox-key'), 'made\n')
    await ask({})
    await assert.rejects(
      backup(['https://127.0.0.2:1'], { ...options, env: {}, folder }),
      /expected the key of the inbox/,
    )
    await writeFile(join(folder, '.dev.vars'), `INBOX_KEY="from the file"\n`)
    await ask({})
    await ask({ INBOX_KEY: 'own' })
    await rm(join(folder, '.dev.vars'))
    close()
    assert.deepEqual(keys, ['Bearer made', 'Bearer from the file', 'Bearer own'])
  })

  test('writes for its owner alone, whatever an earlier one has left', async () => {
    const { url, close } = await answer(() => [
      200,
      '{"leanto":"backup","version":1,"at":""}\n{"end":true,"counts":{}}\n',
    ])
    const out = join(folder, 'own.ndjson')
    await writeFile(`${out}.part`, 'half of an earlier one', { mode: 0o644 })
    await backup([url, '--out', out], { ...options, folder })
    close()
    assert.equal((await stat(out)).mode & 0o777, 0o600)
    assert.doesNotMatch(await readFile(out, 'utf8'), /half/)
  })

  test('asks again where the site does not answer, and leaves no half of a backup', async () => {
    const waits: number[] = []
    const wait = (time: number): Promise<void> => {
      waits.push(time)
      return Promise.resolve()
    }
    const answers: Answer[] = [
      [503, '', { 'retry-after': '9' }],
      [502, ''],
      [200, '{"leanto":"backup","version":1,"at":""}\n{"next":"x"}\n'],
      [429, ''],
      [200, '{"tombstone":{"hash":"a","erased_at":"b"}}\n{"end":true,"counts":{"tombstone":2}}\n'],
    ]
    const { url, close } = await answer(() => answers.shift() ?? [500, ''])
    const out = join(folder, 'half.ndjson')
    await assert.rejects(
      backup([url, '--out', out], { ...options, wait, folder }),
      /the backup is not whole: expected 2 lines of "tombstone", got 1/,
    )
    assert.deepEqual(waits, [9000, 2000, 1000])
    await assert.rejects(backup([url, '--out', out], { ...options, folder }), /gave no backup: 500/)
    close()
    await assert.rejects(backup([url, '--out', out], { ...options, folder }), /does not answer: /)
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('half')),
      [],
    )
  })

  test('sends the key nowhere else', async () => {
    const { url, close } = await answer(() => [302, '', { location: 'https://elsewhere.example/' }])
    await assert.rejects(backup([url], { ...options, folder }), /leads to https:\/\/elsewhere/)
    close()
  })

  test('sends nothing of a backup that is not whole', async () => {
    const golden = await readFile(GOLDEN)
    const lines = golden.toString().trimEnd().split('\n')
    const cases: readonly (readonly [name: string, bytes: Uint8Array | string, message: RegExp])[] =
      [
        [
          'cut.ndjson',
          lines.slice(0, -1).join('\n'),
          /cut.ndjson:15: the backup is not whole: expected its end/,
        ],
        [
          'short.ndjson',
          lines.toSpliced(6, 1).join('\n'),
          /expected 3 lines of "submission", got 2/,
        ],
        [
          'line.ndjson',
          lines.with(4, '{"scorer":{}}').join('\n'),
          /line.ndjson:5: expected a whole number in "version"/,
        ],
        [
          'more.ndjson',
          `${lines.join('\n')}\n{"next":"x"}`,
          /more.ndjson:16: expected nothing behind the end/,
        ],
        ['head.ndjson', lines.slice(1).join('\n'), /head.ndjson:1: expected the head/],
        ['cut.ndjson.gz', gzipSync(golden).subarray(0, 400), /damaged or cut off/],
        ['no.ndjson.gz', golden, /damaged or cut off/],
      ]
    const { url, close } = await answer(() => {
      throw new Error('nothing is to be sent')
    })
    for (const [name, bytes, message] of cases) {
      await writeFile(join(folder, name), bytes)
      await assert.rejects(
        restore([join(folder, name), url], { ...options, folder }),
        message,
        name,
      )
    }
    close()
  })

  const LINE = /^\{"(?:submission":\{"id":"0*2"|audit)/

  for (const status of [413, 503])
    test(`leaves out the lines alone that are answered with ${status}`, async () => {
      const golden = (await readFile(GOLDEN, 'utf8')).trimEnd().split('\n')
      const taken: string[] = []
      const { url, close } = await answer(({ 'x-leanto-file': file }, body) => {
        const [head, ...lines] = body.trimEnd().split('\n')
        if (file !== undefined) return [200, '{"restored":{"bytes":1},"erased":0}']
        assert.equal(head, golden[0])
        if (lines.some((line) => LINE.test(line))) return [status, '{"detail":"no time"}']
        taken.push(...lines)
        return [200, `{"restored":{"row":${lines.length}},"erased":0}`]
      })
      const message = `these lines of ${GOLDEN}, all others are restored: 7, 11. The last answer was ${status}: no time`
      await assert.rejects(restore([GOLDEN, url], { ...options, folder }), (error) =>
        String(error).includes(message),
      )
      close()
      const rows = golden.slice(1).filter((line) => !/^\{"(bytes|end)"/.test(line))
      assert.deepEqual(
        taken,
        rows.filter((line) => !LINE.test(line)),
      )
    })

  test('restores nothing without the tombstones, and ends where the site is gone', async () => {
    const [head = '', ...lines] = (await readFile(GOLDEN, 'utf8')).trimEnd().split('\n')
    const audit = lines.find((line) => line.startsWith('{"audit"')) ?? ''
    const many = join(folder, 'many.ndjson')
    const end = '{"end":true,"counts":{"audit":64}}'
    await writeFile(many, [head, ...Array.from({ length: 64 }, () => audit), end].join('\n'))
    let single = 0
    const { url, close } = await answer((_, body) => {
      const sent = body.trimEnd().split('\n')
      if (sent.length === 2) single += 1
      return sent.some((line) => /^\{"(tombstone|audit)"/.test(line))
        ? [503, '']
        : [200, '{"restored":{},"erased":0}']
    })
    for (const [file, tries] of [
      [GOLDEN, 1],
      [many, 10],
    ] as const) {
      single = 0
      const wait = (): Promise<void> => Promise.resolve()
      await assert.rejects(
        restore([file, url], { ...options, wait, folder }),
        /did not take it: 503/,
      )
      // Each is tried six times; the line before the tombstone is taken at once.
      assert.equal(single, tries * 6 + (file === GOLDEN ? 1 : 0))
    }
    close()
  })
})

type Answer = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>]

/** A site that answers as it is told. */
async function answer(
  next: (headers: Readonly<Record<string, unknown>>, body: string) => Answer,
): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer(async (request, response) => {
    const [status, body, headers = {}] = next(request.headers, await readText(request))
    response.writeHead(status, headers).end(body)
  })
  // A test that fails does not close it.
  server.unref()
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://localhost:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
