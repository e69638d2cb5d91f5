import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { after, before, beforeEach, describe, it } from 'node:test'

import { createSourceScene, type SourceScene } from '../../tests/build-source-scene.ts'
import { parseIntegrity } from './build-fetch-integrity.ts'
import { fetchSource } from './build-fetch.ts'

const CSV = 'id,name\n1,A\n2,B\n'
const integrityOf = (algorithm: string, content = CSV): string =>
  `${algorithm}-${createHash(algorithm).update(content).digest('base64')}`

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/rows.csv': (response) => response.end(CSV),
  '/moved.csv': (response) => response.writeHead(302, { location: '/rows.csv' }).end(),
  '/broken.csv': (response) => response.writeHead(503).end('sorry'),
  '/silent.csv': (response) => response.write('id'),
  '/cut.csv': (response) => {
    response.writeHead(200, { 'content-length': '100' }).write('id', () => response.destroy())
  },
}

let server: Server
let origin = ''
let asked = 0
let scene: SourceScene
before(async () => {
  scene = await createSourceScene()
  server = createServer((request, response) => {
    asked++
    const answer = ANSWERS[request.url ?? '']
    if (answer === undefined) response.writeHead(404).end()
    else answer(response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  origin = typeof address === 'object' ? `http://127.0.0.1:${address?.port ?? 0}` : ''
})
beforeEach(async () => {
  asked = 0
  await scene.remove()
})
after(async () => {
  await scene.remove()
  server.closeAllConnections()
  server.close()
})

const fetchIt = (path: string, integrity: string, options = {}): Promise<string> =>
  fetchSource(
    { url: `${origin}${path}`, integrity },
    { cache: scene.path('kept'), file: 'things.ts', ...options },
  )

describe('a source at an address', () => {
  it('is fetched once, and read from the cache after that', async () => {
    await scene.write({ 'x.md': '' })
    const from = { url: `${origin}/moved.csv`, integrity: integrityOf('sha384') }
    for (const _ of [1, 2]) {
      const { objects, places } = await scene.read({ from })
      assert.deepEqual(objects, [
        { id: 1, name: 'A' },
        { id: 2, name: 'B' },
      ])
      assert.equal(places[1], `${from.url}:3`)
    }
    assert.equal(asked, 2)
    const [kept = ''] = await readdir(scene.path('cache/sources'))
    assert.equal(kept, `sha384-${createHash('sha384').update(CSV).digest('hex')}`)
    assert.equal(await readFile(scene.path(`cache/sources/${kept}`), 'utf8'), CSV)
  })

  it('is fetched again where the cache was damaged', async () => {
    const path = await fetchIt('/rows.csv', integrityOf('sha256'))
    await writeFile(path, CSV.slice(0, 5))
    assert.equal(await fetchIt('/rows.csv', integrityOf('sha256')), path)
    assert.equal(await readFile(path, 'utf8'), CSV)
    assert.equal(asked, 2)
  })

  it('is refused as other bytes, with the integrity that they have', async () => {
    const expected = integrityOf('sha512', 'old')
    await assert.rejects(fetchIt('/rows.csv', expected), {
      name: 'BuildError',
      message: `things.ts: ${origin}/rows.csv is not what it was: expected "${expected}", got "${integrityOf('sha512')}"; if the new data is wanted, declare that`,
    })
    assert.deepEqual(await readdir(scene.path('kept')), [])
  })

  it('needs an integrity, and tells which it has', async () => {
    for (const integrity of ['', 'md5-abc', 'sha256-abc']) {
      await assert.rejects(fetchIt('/rows.csv', integrity), {
        message: `things.ts: ${origin}/rows.csv needs \`integrity\`, expected sha256-…, sha384-… or sha512-… of the bytes, got "${integrity}"; now they are "${integrityOf('sha256')}"`,
      })
    }
  })

  for (const [title, path, options, message] of [
    [
      'an answer that is no success',
      '/broken.csv',
      {},
      /cannot be fetched: it answers 503 Service Unavailable/,
    ],
    [
      'an answer that does not come',
      '/silent.csv',
      { timeout: 50 },
      /cannot be fetched: nothing came for 0\.05 s/,
    ],
    ['an answer that breaks off', '/cut.csv', {}, /cannot be fetched: /],
    [
      'an answer that is too long',
      '/rows.csv',
      { maxBytes: 10 },
      /cannot be fetched: expected at most 10 bytes, got more/,
    ],
  ] as const) {
    it(`is refused as ${title}, and nothing is kept`, async () => {
      await assert.rejects(fetchIt(path, integrityOf('sha256'), options), {
        name: 'BuildError',
        message,
      })
      assert.deepEqual(await readdir(scene.path('kept')), [])
    })
  }

  it('has an address of the web', async () => {
    for (const url of ['file:///etc/passwd', 'rows.csv', '']) {
      await assert.rejects(
        fetchSource(
          { url, integrity: integrityOf('sha256') },
          { cache: scene.folder, file: 'things.ts' },
        ),
        {
          message: `things.ts: expected an http or https address as \`url\`, got ${JSON.stringify(url)}`,
        },
      )
    }
    await assert.rejects(
      fetchSource(
        { url: 'http://127.0.0.1:1/x', integrity: integrityOf('sha256') },
        { cache: scene.folder, file: 'things.ts' },
      ),
      /cannot be fetched: fetch failed \(/,
    )
  })
})

describe('integrity', () => {
  it('is the strongest of its hashes, any of them, without options', () => {
    const [a, b, c] = [integrityOf('sha256'), integrityOf('sha512'), integrityOf('sha512', 'x')]
    const hex = (content: string): string => createHash('sha512').update(content).digest('hex')
    assert.deepEqual(parseIntegrity(` ${a}\n${b}?ct=text/csv  ${c} sha1-x`), {
      algorithm: 'sha512',
      digests: [hex(CSV), hex('x')],
    })
    assert.equal(parseIntegrity('sha512-AAAA'), undefined)
    assert.equal(parseIntegrity(''), undefined)
  })
})
