/** Compiles lookups as the build does, each in a process of its own, and says what that took. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import type { LookupIndex } from '../toolkit/lookups/format.ts'
import type { LookupOptions } from '../toolkit/lookups/define.ts'
import { writePlaces } from './lookups-data.ts'

export interface Taken {
  readonly seconds: number
  /** Seconds of processor time of all threads. */
  readonly cpu: number
  /** The largest that the memory of its process was, bytes. */
  readonly peakMemory: number
  readonly files: number
  readonly bytes: number
}

export interface BuiltLookup {
  readonly name: string
  /** What would be deployed. */
  readonly folder: string
  readonly index: LookupIndex
  readonly taken: Taken
}

export interface Workshop {
  readonly folder: string
  /** Compiles a lookup of a file in the folder. */
  build(options: Declared): Promise<BuiltLookup>
  remove(): Promise<void>
}

/** A declaration; the rest of it is the same for all. */
export type Declared = Omit<LookupOptions, 'licence' | 'attribution'>

/** What a lookup of places is declared with when it is to answer any question. */
export const ALL_PARTS = {
  find: ['name'],
  rank: 'population',
  near: ['lat', 'lng'],
  range: { kind: 'ip', cidr: 'network' },
  filter: ['country', 'population'],
} as const satisfies Partial<Declared>

const COMPILE = join(import.meta.dirname, 'lookups-compile.ts')
const run = promisify(execFile)

export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'leanto-lookups-'))
  let count = 0
  return {
    folder,
    async build(options) {
      const work = join(folder, `build-${count++}`)
      const [declarations, output] = [join(work, 'lookups'), join(work, 'dist')]
      await mkdir(declarations, { recursive: true })
      await mkdir(output)
      const lookup = { kind: 'lookup', licence: 'CC0-1.0', attribution: 'nobody', ...options }
      const module = `export const lookup = ${JSON.stringify(lookup)}\n`
      await writeFile(join(declarations, 'lookup.ts'), module)
      const paths = [declarations, output, join(work, 'cache')]
      const { stdout } = await run(process.execPath, [COMPILE, ...paths])
      await rm(join(work, 'cache'), { recursive: true })
      const taken: Taken = JSON.parse(stdout)
      const file = join(output, '_leanto/lookups', options.name, 'index.json')
      const index: LookupIndex = JSON.parse(await readFile(file, 'utf8'))
      return { name: options.name, folder: output, index, taken }
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

/** The file with so many places, made once, and its path as a declaration says it. */
export async function makePlaces({ folder }: Workshop, rows: number): Promise<string> {
  await writePlaces(join(folder, `places-${rows}.csv`), rows)
  return `../../places-${rows}.csv`
}
