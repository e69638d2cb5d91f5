import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, it } from 'node:test'

import { createKey } from '../inbox/key.ts'
import { checkLink } from '../inbox/sign-in-link.ts'
import { describeSignIn, start } from './start.ts'

describe('leanto start', () => {
  for (const port of ['abc', '0', '70000', '-1']) {
    it(`refuses the port ${port}`, async () => {
      await assert.rejects(start([`--port=${port}`]), {
        name: 'BuildError',
        message: `expected --port and a number from 1 to 65535, got "${port}"`,
      })
    })
  }

  it('refuses a port that another server has', async () => {
    const server = createServer().listen(0)
    await once(server, 'listening')
    const address = server.address()
    assert.ok(typeof address === 'object' && address !== null)
    const message = new RegExp(`port ${address.port} is taken`)
    await assert.rejects(start(['--port', String(address.port)]), { name: 'BuildError', message })
    server.close()
  })

  it('says where to sign in, with a link of a day', async () => {
    const key = createKey()
    const now = new Date('2026-11-01T12:00:00Z')
    const text = await describeSignIn('http://localhost:8787', key, now)
    const address = 'http://localhost:8787/inbox/sign-in?link='
    assert.ok(text.startsWith(`Sign in to the inbox: ${address}`))
    const [link = ''] = text.split(address).slice(1)
    assert.equal(await checkLink(key, link, new Date('2026-11-02T11:59:59Z')), 'valid')
    assert.equal(await checkLink(key, link, new Date('2026-11-02T12:00:00Z')), 'expired')
  })

  it('says why nobody can sign in', async () => {
    const text = await describeSignIn('http://localhost:8787', 'secret', new Date())
    assert.match(text, /INBOX_KEY has fewer than 32 characters/)
    assert.doesNotMatch(text, /secret/)
  })
})
