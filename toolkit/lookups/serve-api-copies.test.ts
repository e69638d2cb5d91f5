/** Which answers a cache may keep, and when they are the same. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { createProgram } from '../../tests/lookup-api.ts'
import { answerCall } from './serve-api.ts'

const { ask } = createProgram(answerCall)

describe('a copy', () => {
  it('is asked for by its tag, and nothing is read for it', async () => {
    const first = await ask('cities/2')
    const tag = first.headers.get('etag') ?? ''
    assert.match(tag, /^W\/"0123456789-[0-9a-f]{8}"$/)
    assert.match(first.headers.get('cache-control') ?? '', /^public, max-age=\d+$/)
    const engine = { get: () => Promise.reject(new Error('was read')) }
    for (const known of [tag, tag.slice(2), `"a", ${tag}`]) {
      const response = await ask('cities/2', { engine, headers: { 'if-none-match': known } })
      assert.equal(response.status, 304)
      assert.equal(response.headers.get('etag'), tag)
      assert.equal(await response.text(), '')
    }
    assert.equal((await ask('cities/2', { headers: { 'if-none-match': '"other"' } })).status, 200)
  })

  it('has another tag for another address, format, or data', async () => {
    const tags = await Promise.all(
      [
        ask('cities/2'),
        ask('cities/1'),
        ask('cities/2', { headers: { accept: 'text/csv' } }),
        ask('cities/2', { index: { hash: 'abcdef0123' } }),
        ask('cities/2', { index: { licence: 'MIT' } }),
        ask('cities/2', { site: 'https://other.example' }),
      ].map(async (response) => (await response).headers.get('etag')),
    )
    assert.equal(new Set(tags).size, tags.length)
  })
})
