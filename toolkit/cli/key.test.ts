import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'

import { createKey } from '../inbox/key.ts'
import { checkLink } from '../inbox/sign-in-link.ts'

interface Said {
  readonly code: number | undefined
  readonly out: string
  readonly err: string
}

async function run(
  args: readonly string[],
  more: { readonly key?: string; readonly input?: string } = {},
): Promise<Said> {
  const { INBOX_KEY: _own, ...env } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'key', ...args], {
    env: { ...env, ...(more.key === undefined ? {} : { INBOX_KEY: more.key }) },
  })
  child.stdin.end(more.input ?? '')
  const ended = new Promise<number | undefined>((resolve) => {
    child.on('close', (code) => resolve(code ?? undefined))
  })
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

describe('leanto key', () => {
  test('prints a key alone, for a pipe, and beside it how to set it', async () => {
    const { code, out, err } = await run([])
    assert.equal(code, 0)
    assert.match(out, /^leanto_[\w-]{43}\n$/)
    assert.match(err, /wrangler secret put INBOX_KEY/)
    assert.ok(err.includes(`INBOX_KEY=${out.trim()}`))
  })

  const key = createKey()
  const ways = { 'the environment': { key }, 'the standard input': { input: `${key}\n` } }
  for (const [way, more] of Object.entries(ways))
    test(`--link signs with the key of ${way}, for ten minutes`, async () => {
      const { code, out, err } = await run(['--link', 'https://example.org/some/page'], more)
      assert.deepEqual([code, err], [0, ''])
      const { origin, pathname, searchParams } = new URL(out)
      assert.equal(origin + pathname, 'https://example.org/inbox/sign-in')
      const link = searchParams.get('link') ?? ''
      const after = (minutes: number): Date => new Date(Date.now() + minutes * 60_000)
      assert.equal(await checkLink(key, link, after(9)), 'valid')
      assert.equal(await checkLink(key, link, after(10)), 'expired')
    })

  const refused: readonly (readonly [args: readonly string[], input: string, says: RegExp])[] = [
    [['--link', 'example.org'], key, /expected --link http\(s\):\/\/…, got "example\.org"/],
    [['--link', 'file:///etc'], key, /expected --link/],
    [['--link', 'https://example.org'], '', /INBOX_KEY .*is empty/],
    [['--link', 'https://example.org'], 'short', /fewer than 32/],
    [['--links'], key, /--links[^]*leanto key/],
    [['extra'], key, /extra[^]*leanto key/],
  ]
  for (const [args, input, says] of refused)
    test(`refuses ${args.join(' ')} with "${input === key ? 'a key' : input}"`, async () => {
      const { code, out, err } = await run(args, { input })
      assert.deepEqual([code, out], [1, ''])
      assert.match(err, says)
    })
})
