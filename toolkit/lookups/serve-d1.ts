/** Answers from a lookup whose rows are in D1: the same as from files, for data that outgrows them. */
import { createLookup } from './engine.ts'
import type { FileCache } from './file-cache.ts'
import { openSource } from './files.ts'
import type { LookupIndex } from './format.ts'
import type { LookupEngine } from './question.ts'
import type { SqlDatabase } from './d1-database.ts'
import { createD1Reader } from './serve-d1-files.ts'
import { listD1Rows } from './serve-d1-list.ts'
import { containingD1Row, getD1Batch, getD1Rows, randomD1Row } from './serve-d1-rows.ts'

/**
 * Opens a version that was loaded. Keys, ranges, and rows that are filtered, sorted and counted are asked in SQL. What is
 * found by text and by place comes from blocks, each a row of a table: the answers are those of the files, and a load
 * writes one row for 64 KB of them instead of several for each row.
 * @param index - as the load wrote it, with its parts; see `openVersion`
 * @param cache - share one to remember blocks from one opening to the next
 */
export function createD1Lookup(
  index: LookupIndex,
  database: SqlDatabase,
  cache?: FileCache,
): LookupEngine {
  const read = createD1Reader(index, database)
  const source = openSource(index, read, cache)
  return {
    ...createLookup(index, read, source.cache),
    get: (key) => getD1Rows(index, database, key),
    batch: (keys) => getD1Batch(index, database, keys),
    contains: (value) => containingD1Row(index, database, value),
    list: (question) => listD1Rows(source, database, question),
    random: (random) => randomD1Row(index, database, random),
  }
}
