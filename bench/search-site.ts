/** Builds a folder with `leanto build`, as an owner does, and says what that took. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const POLL_MS = 50

export interface Took {
  readonly seconds: number
  /** The largest that its memory was, bytes; of the process and all that it started together. */
  readonly peakMemory: number
}

export interface BuiltSite {
  /** The folder that would be deployed. */
  readonly folder: string
  /** The generated module `leanto:site`. */
  readonly module: string
  readonly took: Took
  /** Builds again, with what an earlier build left. */
  again(): Promise<Took>
  remove(): Promise<void>
}

export async function buildMix(pages: string): Promise<BuiltSite> {
  const project = await mkdtemp(join(tmpdir(), 'leanto-search-'))
  await writeFile(join(project, 'wrangler.toml'), 'name = "bench"\n')
  const command = [join(ROOT, 'toolkit/cli/main.ts'), 'build', pages]
  const run = (): Promise<Took> => runMeasured(process.execPath, command, project)
  return {
    folder: join(project, 'dist'),
    module: join(project, '.leanto/site.js'),
    took: await run(),
    again: run,
    remove: () => rm(project, { recursive: true }),
  }
}

/**
 * Runs a program to its end.
 * @throws when it fails
 */
export async function runMeasured(
  command: string,
  args: readonly string[],
  folder: string,
): Promise<Took> {
  const started = performance.now()
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  let peakMemory = 0
  const poll = setInterval(() => {
    peakMemory = Math.max(peakMemory, readPeak(child.pid))
  }, POLL_MS)
  const [status] = await once(child, 'exit')
  clearInterval(poll)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(status)}`)
  return { seconds: (performance.now() - started) / 1000, peakMemory }
}

/** The peak that Linux keeps of a process (proc(5), VmHWM), and those of its children. */
function readPeak(pid: number | undefined): number {
  const file = `/proc/${pid}/status`
  if (pid === undefined || !existsSync(file)) return 0
  try {
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(file, 'utf8')) ?? []
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')
    const below = children.filter(Boolean).map((child) => readPeak(Number(child)))
    return below.reduce((sum, peak) => sum + peak, Number(kilobytes) * 1024)
  } catch {
    return 0 // It ended meanwhile.
  }
}
