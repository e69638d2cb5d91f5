/** The little of D1 that lookups need, and how the engine for it is opened where a site has use of it. */
import { UnavailableError } from '../core/errors.ts'
import type { SqlValue } from './d1-where.ts'
import type { FileCache } from './file-cache.ts'
import type { LookupIndex } from './format.ts'
import type { LookupEngine } from './question.ts'

export type SqlRow = Readonly<Record<string, unknown>>

/** A `D1Database`, as far as it is used here. */
export interface SqlDatabase {
  prepare(sql: string): {
    bind(...values: SqlValue[]): { all(): Promise<{ readonly results: readonly SqlRow[] }> }
  }
}

/** Opens a lookup with `store: 'd1'`. The module of the site has it where some lookup is stored so: others spare the code. */
export type OpenD1 = (
  index: LookupIndex,
  database: SqlDatabase | undefined,
  cache: FileCache,
) => LookupEngine

/** The rows of a lookup are not there: says what brings them. Its message is for whoever asks. */
export class NotLoadedError extends UnavailableError {}
