/**
 * A bare `workerd` with one Worker and a folder of files. What a request computes is not mixed with what `wrangler dev`
 * adds to it: an assets binding that is a Worker itself, and a proxy before both.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { build } from 'esbuild'

export interface WorkerdOptions {
  /** The entry, from the root of the repository. */
  readonly main: string
  /** What the binding `ASSETS` reads. */
  readonly folder: string
  /** Modules that stand for others: `{ 'leanto:site': '/path/of/site.js' }`. */
  readonly alias?: Readonly<Record<string, string>>
}

export interface Workerd {
  /** Gives the body of an answer, which must be a 200. */
  get(path: string): Promise<string>
  /** Milliseconds of processor time so far of the thread that runs JavaScript, HTTP and files. */
  cpu(): number
  /** The process's memory in bytes. */
  memory(): number
  close(): Promise<void>
}

export interface Bundle {
  /** The file of the bundled Worker. */
  readonly script: string
  /** Starts a fresh process. */
  start(): Promise<Workerd>
  close(): Promise<void>
}

const ROOT = join(import.meta.dirname, '..')
/** The package comes with wrangler; its default export is the path of the program. */
const workerd: { readonly default: string } = createRequire(import.meta.url)('workerd')

/** Bundles a Worker, so that many processes can be started of it. Runs on Linux, which tells a thread's time. */
export async function bundleWorker({ main, folder, alias = {} }: WorkerdOptions): Promise<Bundle> {
  const work = await mkdtemp(join(tmpdir(), 'leanto-workerd-'))
  await build({
    entryPoints: [join(ROOT, main)],
    outfile: join(work, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    alias: { ...alias },
    logLevel: 'error',
  })
  await writeFile(join(work, 'config.capnp'), configuration(folder))
  return {
    script: join(work, 'worker.js'),
    start: () => start(work),
    close: () => rm(work, { recursive: true }),
  }
}

/** https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp */
function configuration(folder: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2026-10-01",
      bindings = [(name = "ASSETS", service = "files")]
    )),
    (name = "files", disk = (path = ${JSON.stringify(folder)}, allowDotfiles = true))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
`
}

async function start(work: string): Promise<Workerd> {
  const child = spawn(
    workerd.default,
    ['serve', '--experimental', '--control-fd=3', join(work, 'config.capnp')],
    { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] },
  )
  const port = await readPort(child)
  const { pid } = child
  return {
    async get(path) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`)
      const body = await response.text()
      if (response.status === 200) return body
      throw new Error(`expected 200 from ${path}, got ${response.status}: ${body}`)
    },
    cpu: () =>
      Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    memory: () => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096,
    async close() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

/** `{"event":"listen","socket":"http","port":41243}`, a line of JSON. */
async function readPort(child: ChildProcess): Promise<number> {
  const control = child.stdio[3]
  if (control === null || control === undefined || !('readable' in control)) {
    throw new Error('expected a pipe from workerd')
  }
  for await (const line of createInterface(control)) {
    const [, port] = /"port":(\d+)/.exec(line) ?? []
    if (port !== undefined) return Number(port)
  }
  throw new Error('workerd ended before it listened')
}
