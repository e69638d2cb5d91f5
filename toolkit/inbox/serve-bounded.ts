/** Reads of the database that never hold much: so many rows, and so many bytes, but always one row. */

/** What one read takes at most. One row is read whatever its size: a row of D1 has at most 2,000,000 bytes. */
export interface Bounds {
  readonly rows: number
  readonly bytes: number
}

/**
 * The SQL of a `WITH` that picks what is read. Rows are measured before they are read: `fitting` has their `place` from
 * 1 on, their `number`, and as `found` how many there were to choose from; there are more where that is all `rows`.
 * @param picked - a query for `number` (of the row), `size` (in bytes) and what `order` names, in this order
 */
export function fitting(picked: string, order: string, { rows, bytes }: Bounds): string {
  return `
    WITH picked AS (${picked} ORDER BY ${order} LIMIT ${rows}),
    measured AS (
      SELECT number, row_number() OVER run AS place, sum(size) OVER run AS bytes, count(*) OVER () AS found
      FROM picked WINDOW run AS (ORDER BY ${order} ROWS UNBOUNDED PRECEDING)),
    fitting AS (SELECT number, place, found FROM measured WHERE place = 1 OR bytes <= ${bytes})`
}

export interface Fitted {
  readonly found: number
}

/** Whether there may be more rows behind those that were read. */
export function hasMore(read: readonly Fitted[], { rows }: Bounds): boolean {
  const found = read[0]?.found ?? 0
  return found === rows || found > read.length
}
