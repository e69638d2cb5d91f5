/** `leanto key`: makes the key of the inbox, or a link that signs in with it. */
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'

import { BuildError } from '../core/errors.ts'
import { createKey, findKeyFault } from '../inbox/key.ts'
import { createLink, toLinkAddress } from '../inbox/sign-in-link.ts'
import { readArguments } from './arguments.ts'

const USAGE = 'leanto key [--link https://example.org]'

/** How long a link holds. */
const LINK_MILLISECONDS = 10 * 60_000

/**
 * Prints a new key, and how to set it; or with `--link` and the key in `INBOX_KEY`, else from the standard input, the
 * link. Only what was asked for goes to the standard output, so that it can be piped.
 * @throws {BuildError} for arguments that are not those of the command, and for a key that is none
 */
export async function key(args: string[]): Promise<void> {
  const { link } = parse(args)
  if (link === undefined) return printKey()
  const origin = toOrigin(link)
  const owned = (process.env['INBOX_KEY'] ?? (await readLine())).trim()
  const fault = findKeyFault(owned)
  if (fault !== undefined) throw new BuildError(`the key in INBOX_KEY or from the input ${fault}`)
  const signed = await createLink(owned, new Date(Date.now() + LINK_MILLISECONDS))
  process.stdout.write(`${toLinkAddress(origin, signed)}\n`)
}

function printKey(): void {
  const made = createKey()
  process.stdout.write(`${made}\n`)
  process.stderr.write(`
Set it for the site, and keep it where you keep passwords:
  npx wrangler secret put INBOX_KEY
For this machine, a line in .dev.vars (leanto start makes a key of its own where there is none):
  INBOX_KEY=${made}
`)
}

function parse(args: string[]): { readonly link?: string | undefined } {
  return readArguments(
    USAGE,
    () => parseArgs({ args, options: { link: { type: 'string' } } }).values,
  )
}

function toOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url.origin
  throw new BuildError(`expected --link http(s)://…, got "${text}"`)
}

async function readLine(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('The key of the inbox:\n')
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) {
    lines.close()
    return line
  }
  return ''
}
