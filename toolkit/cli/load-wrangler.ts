/** Sends SQL to a D1 database through Wrangler: to the one of this machine, or to the deployed one. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'

import { BuildError } from '../core/errors.ts'
import type { SqlTarget } from '../lookups/build-d1-load.ts'

export interface WranglerOptions {
  /** The name of the database, or of its binding. */
  readonly database: string
  readonly remote: boolean
  /** The folder of the Wrangler configuration: the database of this machine is in its `.wrangler`. */
  readonly project: string
  /** A folder for files of SQL. */
  readonly folder: string
}

/** How much of what Wrangler says is told, where it fails. */
const MAX_TOLD = 2000

/** Runs a file of statements as one transaction, as Wrangler and D1 do it. */
export function createWranglerTarget(options: WranglerOptions): SqlTarget {
  const execute = (...more: readonly string[]): Promise<string> =>
    runWrangler(options, [
      'd1',
      'execute',
      options.database,
      options.remote ? '--remote' : '--local',
      '--yes',
      '--json',
      ...more,
    ])
  return {
    async run(statements) {
      const file = join(options.folder, 'batch.sql')
      await writeFile(file, `${statements.join(';\n')};\n`)
      await execute('--file', file)
    },
    async query(statement) {
      return readResults(await execute('--command', statement))
    },
  }
}

async function runWrangler({ project }: WranglerOptions, args: readonly string[]): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve('wrangler/package.json')
  const wrangler = spawn(
    process.execPath,
    [join(dirname(manifest), 'bin', 'wrangler.js'), ...args],
    {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { WRANGLER_SEND_METRICS: 'false', ...process.env },
    },
  )
  const [out, err, [code]] = await Promise.all([
    text(wrangler.stdout),
    text(wrangler.stderr),
    once(wrangler, 'exit'),
  ])
  if (code === 0) return out
  const said = `${err}\n${out}`.trim().slice(-MAX_TOLD)
  throw new BuildError(`D1 has not taken the rows: ${said === '' ? 'wrangler failed' : said}`)
}

/** `[{"results": [{…}], "success": true, …}]` */
export function readResults(json: string): readonly Readonly<Record<string, unknown>>[] {
  const answers = parse(json)
  const [first]: unknown[] = Array.isArray(answers) ? answers : []
  if (isRecord(first) && Array.isArray(first['results'])) return first['results'].filter(isRecord)
  throw new BuildError(`expected the rows of a query from wrangler, got ${json.slice(0, 200)}`)
}

function parse(json: string): unknown {
  try {
    // Warnings may come before it.
    return JSON.parse(json.slice(Math.max(0, json.search(/^\[/m))))
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
