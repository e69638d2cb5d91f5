/** Asks D1, and says what a failure is. */
import { UnavailableError } from '../core/errors.ts'
import type { SqlDatabase, SqlRow } from './d1-database.ts'
import type { SqlValue } from './d1-where.ts'

/**
 * The rows of one statement.
 * @throws {UnavailableError} when the database does not answer, or has no such table any more
 */
export async function ask(
  database: SqlDatabase,
  sql: string,
  values: readonly SqlValue[] = [],
): Promise<readonly SqlRow[]> {
  try {
    const { results } = await database
      .prepare(sql)
      .bind(...values)
      .all()
    return results
  } catch (cause) {
    throw new UnavailableError('the database does not answer about a lookup', { cause })
  }
}
