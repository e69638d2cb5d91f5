/** Opens a lookup of the site whose rows are in D1: the version that the site was built with. */
import { UnavailableError } from '../core/errors.ts'
import { NotLoadedError, type SqlDatabase } from './d1-database.ts'
import { VERSIONS } from './d1-tables.ts'
import { keepFile, recallFile, type FileCache } from './file-cache.ts'
import type { LookupIndex } from './format.ts'
import type { LookupEngine } from './question.ts'
import { ask } from './serve-d1-ask.ts'
import { createD1Lookup } from './serve-d1.ts'

/**
 * The engine of a lookup with `store: 'd1'`. The database is asked with the first question.
 * @param index - as the build made it, without parts
 * @param database - the binding `DB`
 * @throws {NotLoadedError} with each question, where there is no database, or not this version in it
 */
export function openD1Lookup(
  index: LookupIndex,
  database: SqlDatabase | undefined,
  cache: FileCache,
): LookupEngine {
  const open = async (): Promise<LookupEngine> => {
    if (database === undefined) {
      throw new NotLoadedError(
        `The rows of the lookup ${index.name} are kept in a database, and this site has none: it takes a D1 binding "DB".`,
      )
    }
    return createD1Lookup(await openVersion(index, database, cache), database, cache)
  }
  return {
    get: async (key) => (await open()).get(key),
    batch: async (keys) => (await open()).batch(keys),
    find: async (text, options) => (await open()).find(text, options),
    near: async (point, options) => (await open()).near(point, options),
    inBox: async (box, options) => (await open()).inBox(box, options),
    contains: async (value) => (await open()).contains(value),
    list: async (question) => (await open()).list(question),
    random: async (random) => (await open()).random(random),
  }
}

/** The index of the version with its parts, which never changes: an isolate reads it once. */
async function openVersion(
  { name, hash }: LookupIndex,
  database: SqlDatabase,
  cache: FileCache,
): Promise<LookupIndex> {
  const path = `d1:${name}:${hash}`
  const known = recallFile<LookupIndex>(cache, path)
  if (known !== undefined) return known
  const sql = `SELECT content FROM ${VERSIONS} WHERE name = ? AND hash = ? AND state <> 'loading'`
  // The table itself is made by the first load.
  const rows = await ask(database, sql, [name, hash]).catch((error: unknown) => {
    if (isMissingTable(error)) return []
    throw error
  })
  const [row] = rows
  if (row === undefined) {
    throw new NotLoadedError(
      `The rows of the lookup ${name} are not in the database yet, in the version ${hash}: "leanto load ${name}" brings them there.`,
    )
  }
  const content = String(row['content'])
  const index: LookupIndex = JSON.parse(content)
  keepFile(cache, path, index, content.length)
  return index
}

function isMissingTable(error: unknown): boolean {
  return (
    error instanceof UnavailableError &&
    error.cause instanceof Error &&
    error.cause.message.includes(`no such table: ${VERSIONS}`)
  )
}
