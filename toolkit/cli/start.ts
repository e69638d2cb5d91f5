/** `leanto start`: builds and serves the whole project on this machine, then says where it is and what to try. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import { BuildError } from '../core/errors.ts'
import { findKeyFault } from '../inbox/key.ts'
import { createLink, toLinkAddress } from '../inbox/sign-in-link.ts'
import { projectPaths } from '../site/build-project.ts'
import { findLocalKey } from './local-key.ts'

const DEFAULT_PORT = 8787
const POLL_MILLISECONDS = 200

/** How long the link to the inbox holds. */
const LINK_MILLISECONDS = 24 * 3_600_000

/**
 * Runs `wrangler dev` with the same flags until it ends.
 * @throws {BuildError} for a port that is none or is taken
 */
export async function start(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { port: { type: 'string' }, config: { type: 'string', short: 'c' } },
  })
  const asked = values.port
  const port = asked === undefined ? await freePort() : await claimPort(asked)
  const { key, flags: keyFlags } = await findLocalKey(toProject(values.config), args, process.env)
  const flags = [...args, ...(asked === undefined ? ['--port', String(port)] : []), ...keyFlags]
  say('Building the site, then serving it. The first time takes a little longer.')

  const server = spawn(process.execPath, [wranglerFile(), 'dev', ...flags], {
    stdio: 'inherit',
    // Nothing is sent anywhere: no metrics, no question where on earth this machine is.
    env: {
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      ...process.env,
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void server.kill(signal))
  const ended = new AbortController()
  void announce(`http://localhost:${port}`, key, ended.signal)
  const [code] = await once(server, 'exit')
  ended.abort()
  process.exitCode = typeof code === 'number' ? code : 0
}

/** Says where the site is once it answers; a server that ends first has said why itself. */
async function announce(url: string, key: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    const answered = await fetch(url, { signal: ended }).catch(() => undefined)
    if (answered !== undefined) {
      say(`\nThe site is at ${url}\n`)
      const inbox = await fetch(`${url}/inbox`, { signal: ended, redirect: 'manual' }).catch(
        () => undefined,
      )
      if (inbox !== undefined && inbox.status !== 404)
        say(`${await describeSignIn(url, key, new Date())}\n`)
      return
    }
    await setTimeout(POLL_MILLISECONDS)
  }
}

/** How to get into the inbox of the site that runs here. */
export async function describeSignIn(url: string, key: string, now: Date): Promise<string> {
  const fault = findKeyFault(key)
  if (fault !== undefined) return `The inbox is closed: INBOX_KEY ${fault}. Make a key: leanto key`
  const link = await createLink(key, new Date(now.getTime() + LINK_MILLISECONDS))
  return `Sign in to the inbox: ${toLinkAddress(url, link)}`
}

/** The folder of the Wrangler configuration: of the one that was chosen, else the nearest. */
function toProject(config: string | boolean | undefined): string {
  return typeof config === 'string' ? dirname(resolve(config)) : projectPaths(process.cwd()).project
}

/** Wrangler's usual port, or any other when that is taken. */
async function freePort(): Promise<number> {
  return (await listen(DEFAULT_PORT)) ?? (await listen(0)) ?? DEFAULT_PORT
}

/** The port that was asked for. Wrangler itself would go on without one, and another server answer in its place. */
async function claimPort(asked: string | boolean): Promise<number> {
  const port = Number(asked)
  if (!/^\d{1,5}$/.test(String(asked)) || port < 1 || port > 65_535)
    throw new BuildError(`expected --port and a number from 1 to 65535, got "${asked}"`)
  if ((await listen(port)) === undefined)
    throw new BuildError(`port ${port} is taken or not allowed; choose another with --port`)
  return port
}

async function listen(port: number): Promise<number | undefined> {
  const server = createServer()
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  )
  server.listen(port)
  if (!(await listening)) return undefined
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : undefined
}

/** Wrangler's own entry, found as a package, so that no shell or `PATH` is needed. */
function wranglerFile(): string {
  const manifest = createRequire(import.meta.url).resolve('wrangler/package.json')
  return join(dirname(manifest), 'bin', 'wrangler.js')
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
