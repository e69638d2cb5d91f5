/** `leanto load`: brings the rows of lookups that are kept in D1 into its tables. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { BuildError } from '../core/errors.ts'
import { countWrites } from '../lookups/build-d1-batches.ts'
import { loadVersion, type SqlTarget } from '../lookups/build-d1-load.ts'
import { compileForD1 } from '../lookups/build-d1.ts'
import { readDeclarations, type Declaration } from '../lookups/build-declarations.ts'
import { projectPaths } from '../site/build-project.ts'
import { readArguments } from './arguments.ts'
import { createWranglerTarget, type WranglerOptions } from './load-wrangler.ts'

const USAGE = 'leanto load [NAME] [--remote] [--database NAME]'

/** The binding of the inbox, which `wrangler.toml` has. */
const DATABASE = 'DB'

/** What the free plan of Cloudflare takes in a day. */
const FREE_WRITES = 100_000

export interface LoadOptions {
  /** The folder that the command runs in. */
  readonly folder: string
  readonly openTarget: (options: WranglerOptions) => SqlTarget
  readonly say: (text: string) => void
}

interface LoadCommand {
  readonly name: string | undefined
  readonly remote: boolean
  readonly database: string
}

/**
 * Loads all lookups with `store: 'd1'`, or one. What was cut goes on; what is there is left alone.
 * @throws {BuildError} for arguments that are not those of the command, and for data that cannot be loaded
 */
export async function load(args: string[], options: Partial<LoadOptions> = {}): Promise<void> {
  const command = parseCommand(args)
  const {
    folder = process.cwd(),
    openTarget = createWranglerTarget,
    say = (text) => process.stdout.write(`${text}\n`),
  } = options
  const { project, lookups } = projectPaths(folder)
  const chosen = choose(await readDeclarations(lookups), command.name)
  const cache = join(project, '.leanto', 'cache')
  await mkdir(cache, { recursive: true })
  for (const declaration of chosen) {
    const room = await mkdtemp(join(cache, 'load-'))
    try {
      const target = openTarget({ ...command, project, folder: room })
      await loadOne(declaration, { cache, folder: join(room, 'files'), target, command, say })
    } finally {
      await rm(room, { recursive: true, force: true })
    }
  }
}

function parseCommand(args: string[]): LoadCommand {
  const { values, positionals } = readArguments(USAGE, () =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        remote: { type: 'boolean', default: false },
        database: { type: 'string', default: DATABASE },
      },
    }),
  )
  const [name, ...rest] = positionals
  if (rest.length > 0) throw new BuildError(`expected one name of a lookup: ${USAGE}`)
  return { name, ...values }
}

function choose(declarations: readonly Declaration[], name: string | undefined): Declaration[] {
  const kept = declarations.filter(({ lookup }) => lookup.store === 'd1')
  const chosen = kept.filter(({ lookup }) => name === undefined || lookup.name === name)
  if (chosen.length > 0) return chosen
  const names = kept.map(({ lookup }) => lookup.name).join(', ')
  if (name === undefined) throw new BuildError(`no lookup has store: 'd1', so nothing is to load`)
  throw new BuildError(
    `expected the name of a lookup with store: 'd1' (${names === '' ? 'there is none' : names}), got "${name}"`,
  )
}

interface LoadScene {
  readonly cache: string
  readonly folder: string
  readonly target: SqlTarget
  readonly command: LoadCommand
  readonly say: (text: string) => void
}

async function loadOne(declaration: Declaration, scene: LoadScene): Promise<void> {
  const { cache, folder, target, command, say } = scene
  const { name } = declaration.lookup
  const warn = (message: string): void => say(`${name}: ${message}`)
  const version = await compileForD1(declaration, { cache, folder, warn })
  const writes = await countWrites(version)
  say(
    `${name}: ${format(version.index.rows)} rows, version ${version.index.hash}; D1 counts about ${format(writes)} rows written`,
  )
  if (command.remote && writes > FREE_WRITES) {
    const days = Math.ceil(writes / FREE_WRITES)
    say(
      `${name}: the free plan takes ${format(FREE_WRITES)} a day, and 500 MB in one database: there it is ${days} days, ` +
        'each with this command again, which goes on where it was cut; a paid plan takes it at once',
    )
  }
  const { isKnown, resumed, batches } = await loadVersion(version, target, (batch) =>
    say(`${name}: batch ${batch} is there`),
  )
  const where = command.remote ? 'the deployed database' : 'the database of this machine'
  const from = resumed > 0 ? `, after ${resumed} batches that were there` : ''
  say(
    isKnown
      ? `${name}: this version is in ${where} already`
      : `${name}: live in ${where}, ${batches} batches${from}`,
  )
}

function format(count: number): string {
  return count.toLocaleString('en')
}
