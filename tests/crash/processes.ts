/** Runs a Worker by `wrangler dev` in processes that can be killed at any moment, and brings it up again. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { FORM, type Project } from './project.ts'

/** What dies: the process that runs the Worker, or that with all around it, as when the machine goes down. */
export type Victim = 'runtime' | 'everything'

export interface Server {
  /** Its address, without a slash at the end; another one after everything died. */
  url(): string
  /** Kills by SIGKILL before it returns. It comes up again by itself. Says whether something died. */
  kill(victim: Victim): boolean
  /** Waits until it answers. */
  up(): Promise<void>
  /** Kills it for good. */
  close(): void
}

const require = createRequire(import.meta.url)

/** What the Worker answers with 303, and needs no database for. */
const PROBE = `/forms/${FORM}`

const POLL_MS = 30
const UP_MS = 60_000
// A runtime that does not come up again by then is started anew, with all around it.
const RESTART_MS = 15_000

/** The launcher notes each process of the runtime, and becomes it. */
const LAUNCHER = `#!/bin/sh
printf '%s %s\\n' "$$" "$*" >> "$CRASH_PIDS"
exec "$CRASH_WORKERD" "$@"
`

/** Starts the Worker of a project on a free port. */
export async function startServer(project: Project): Promise<Server> {
  const pids = join(project.folder, 'pids')
  const launcher = join(project.folder, 'launcher.sh')
  await writeFile(launcher, LAUNCHER, { mode: 0o755 })
  const start = () => spawnWrangler(project, { launcher, pids })
  let running = start()
  let killed = 0
  const stop = () => {
    if (running.child.pid !== undefined) kill(-running.child.pid)
  }
  const forget = stopWithProcess(() => {
    stop()
    rmSync(project.folder, { recursive: true, force: true })
  })
  const restart = () => {
    stop()
    rmSync(pids, { force: true })
    running = start()
  }
  return {
    url: () => running.url() ?? 'http://127.0.0.1:9',
    kill(victim) {
      const pid = findRuntime(pids)
      if (pid === undefined || pid === killed) return false
      killed = pid
      const isKilled = kill(pid)
      if (victim === 'everything') restart()
      return isKilled
    },
    up: () => waitUntilUp(() => running, restart),
    close() {
      forget()
      stop()
    },
  }
}

/** Nothing is left running when this process ends, whatever ends it. Gives a way to forget it. */
function stopWithProcess(stop: () => void): () => void {
  const interrupted = () => {
    process.exit(1)
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  process.on('exit', stop)
  for (const signal of signals) process.on(signal, interrupted)
  return () => {
    process.off('exit', stop)
    for (const signal of signals) process.off(signal, interrupted)
  }
}

interface Running {
  readonly child: ChildProcess
  /** `undefined` until it listens. */
  url(): string | undefined
  /** What it wrote last. */
  log(): string
}

function spawnWrangler(
  { config, state, folder }: Project,
  { launcher, pids }: { readonly launcher: string; readonly pids: string },
): Running {
  const wrangler = join(dirname(require.resolve('wrangler/package.json')), 'bin', 'wrangler.js')
  const args = ['dev', '--config', config, '--persist-to', state, '--ip', '127.0.0.1']
  const free = ['--port', '0', '--inspector-port', '0', '--show-interactive-dev-session=false']
  const child = spawn(process.execPath, [wrangler, ...args, ...free], {
    cwd: folder,
    // A group of its own, so that all of it can be killed at once.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_LOG_PATH: join(folder, 'logs'),
      X_LOCAL_OBSERVABILITY: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      NO_COLOR: '1',
      MINIFLARE_WORKERD_PATH: launcher,
      CRASH_WORKERD: findWorkerd(),
      CRASH_PIDS: pids,
    },
  })
  let log = ''
  let url: string | undefined
  const read = (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-10_000)
    url ??= /Ready on (http:\/\/\S+)/.exec(log)?.[1]
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  return { child, url: () => url, log: () => log }
}

/** The runtime's own file. */
function findWorkerd(): string {
  const main: unknown = require('workerd')
  if (typeof main === 'object' && main !== null && 'default' in main) return String(main.default)
  throw new Error('expected the path of workerd')
}

/** Kills a process, or with a negative number a group of them. Says whether there was one. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

/** The process that runs the Worker can be inspected; the one that stands before it cannot. */
function findRuntime(pids: string): number | undefined {
  try {
    const lines = readFileSync(pids, 'utf8').split('\n')
    const last = lines.findLast((line) => line.includes('--inspector-addr='))
    return last === undefined ? undefined : Number.parseInt(last, 10)
  } catch {
    return undefined
  }
}

async function waitUntilUp(running: () => Running, restart: () => void): Promise<void> {
  const started = performance.now()
  let restarts = 0
  for (;;) {
    const now = running()
    const address = now.url()
    if (address !== undefined && (await isUp(address))) return
    const waited = performance.now() - started
    if (waited > UP_MS) throw new Error(`expected a Worker that answers, got:\n${now.log()}`)
    if (address !== undefined && waited > (restarts + 1) * RESTART_MS) {
      restarts += 1
      restart()
    }
    await setTimeout(POLL_MS)
  }
}

async function isUp(address: string): Promise<boolean> {
  const signal = AbortSignal.timeout(RESTART_MS)
  try {
    const { status } = await fetch(address + PROBE, { redirect: 'manual', signal })
    return status === 303
  } catch {
    return false
  }
}
