/** Opens a declared lookup for one request. */
import { FormatError, UnavailableError } from '../core/errors.ts'
import type { ReadFile } from '../core/read.ts'
import { createReader, type AssetsEnv } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import type { Lookup } from './define.ts'
import { createLookup } from './engine.ts'
import type { FileCache } from './file-cache.ts'
import type { LookupIndex } from './format.ts'
import { quote } from './parse-question-parameters.ts'
import type { LookupEngine } from './question.ts'
import type { SqlDatabase } from './d1-database.ts'

/** A lookup that can be asked. */
export interface Opened {
  readonly index: LookupIndex
  readonly engine: LookupEngine
  readonly read: ReadFile
}

/** Whether an answer failed for a file that did not come, or not as the build wrote it: the rest of the site goes on. */
export function isFileFault(error: unknown): boolean {
  return error instanceof UnavailableError || error instanceof FormatError
}

export const MALFORMED = 'The percent-encoding of the path is malformed, expected UTF-8.'

/** What a Worker with lookups is bound to; the database only for those with `store: 'd1'`. */
export interface LookupsEnv extends AssetsEnv {
  readonly DB?: SqlDatabase
}

export function openLookup(
  index: LookupIndex,
  env: LookupsEnv,
  { site }: Pick<Context, 'site'>,
  cache: FileCache,
): Opened {
  const read = createReader(env)
  if (index.store !== 'd1') return { index, read, engine: createLookup(index, read, cache) }
  if (site.openD1 === undefined) throw new Error('the module of the site has no engine for D1')
  return { index, read, engine: site.openD1(index, env.DB, cache) }
}

/** The index of a declared lookup; `undefined` for a name that is not declared. */
export function readIndex(
  name: string,
  declared: readonly Lookup[],
  { site }: Pick<Context, 'site'>,
): LookupIndex | undefined {
  if (!declared.some((lookup) => lookup.name === name)) return undefined
  const index = Object.hasOwn(site.lookups, name) ? site.lookups[name] : undefined
  if (index === undefined) {
    throw new Error(`the build has not compiled the lookup ${name}: its file is not in the folder`)
  }
  return index
}

export function readIndexes(
  declared: readonly Lookup[],
  context: Pick<Context, 'site'>,
): LookupIndex[] {
  return declared
    .map(({ name }) => readIndex(name, declared, context))
    .filter((index) => index !== undefined)
}

export function unknownLookup(name: string, declared: readonly Lookup[]): string {
  const known = declared.map((lookup) => lookup.name).join(', ')
  return `There is no lookup ${quote(name)}. There are: ${known}.`
}

/** Absolute links come from the configured site, never from the request. */
export function toAbsolute(path: string, { site }: Pick<Context, 'site'>): string {
  return site.url === undefined ? path : new URL(path, site.url).href
}
