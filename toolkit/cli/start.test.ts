import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, it } from 'node:test'

import { start } from './start.ts'

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
})
