import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'

import { createBodies, type HostileBody } from './bodies.ts'

const BODIES = createBodies()

/** What tells a request from others: its headers and at most the first megabytes of its body. */
async function fingerprint({ contentType, contentLength, body }: HostileBody): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([contentType, contentLength]))
  const made = body()
  if (made instanceof Uint8Array) return hash.update(made).digest('hex')
  let length = 0
  for await (const chunk of made) {
    hash.update(chunk)
    length += chunk.length
    if (length > 1_000_000) break
  }
  return hash.digest('hex')
}

describe('the hostile bodies', () => {
  test('are many, each of its own name', () => {
    const names = new Set(BODIES.map(({ name }) => name))
    assert.equal(names.size, BODIES.length)
    assert.ok(names.size >= 320, `${names.size} names`)
  })

  test('are each made alike again, and unlike the others', async () => {
    const names = new Map<string, string>()
    for (const body of BODIES) {
      const print = await fingerprint(body)
      assert.equal(await fingerprint(body), print, body.name)
      assert.equal(names.get(print), undefined, body.name)
      names.set(print, body.name)
    }
  })

  test('have types that a request can carry', () => {
    for (const { contentType } of BODIES) {
      if (contentType === undefined) continue
      assert.ok(new Headers({ 'content-type': contentType }).has('content-type'))
    }
  })

  test('are as large as they say', async () => {
    const floods = BODIES.filter(({ name }) => name.startsWith('big: 100 MB'))
    assert.ok(floods.length > 10)
    for (const { name, body } of floods.slice(0, 2)) {
      const { size } = await new Response(body()).blob()
      assert.ok(size >= 100_000_000 && size < 101_000_000, `${name}: ${size}`)
    }
  })
})
