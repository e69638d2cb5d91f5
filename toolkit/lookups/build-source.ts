/** Reads the rows of a declaration, whatever they are kept in: named, typed and checked. */
import { BuildError } from '../core/errors.ts'
import type { Declaration } from './build-declarations.ts'
import { readLock, updateLock } from './build-lock.ts'
import { checkColumns } from './build-source-check.ts'
import { openInput, type SourceInput } from './build-source-input.ts'
import { TableReader, type RowSink, type TableSpec } from './build-source-table.ts'
import type { Column } from './format.ts'

export type { RowSink } from './build-source-table.ts'

export interface SourceTable {
  /** Of all rows. */
  readonly columns: readonly Column[]
  readonly rows: number
  /** SHA-256 of the source's bytes, of what a module yields of its rows, in hexadecimal digits. */
  readonly hash: string
  /** The day when a build first saw this data: `2026-11-27`. */
  readonly updated: string
}

export interface SourceOptions {
  /** The folder of what is kept between builds: `.leanto/cache`. */
  readonly cache: string
  /** Tells the owner what is odd about the data, and does not stop the build. */
  readonly warn: (message: string) => void
  /** The day of data that is new; that of the clock, in UTC, by default. */
  readonly today?: string
}

/**
 * Reads all rows of a declaration into a sink, infers and checks the types of the columns, checks and writes the lock
 * file. Types are taken from the lock file, else from the first rows; where a later row shows that one is another, the
 * sink is restarted and the source is read again, once. Columns that appear late are appended: earlier rows are shorter.
 * Reads chunk by chunk, and lets others of the process have their turn between.
 * @throws {BuildError} for a source, a row, a column or a lock that will not do, with the file, and the line or row
 */
export async function readSource(
  declaration: Declaration,
  sink: (names: () => readonly string[]) => RowSink,
  options: SourceOptions,
): Promise<SourceTable> {
  const { lookup, file } = declaration
  const warn = once(options.warn)
  const lock = await readLock(declaration)
  const input = await openInput(declaration, { cache: options.cache, warn })
  try {
    const pinned = new Map(lock?.columns.map(({ name, type }) => [name, type]))
    const { table, hash } = await readTable(input, { ...lookup, pinned }, sink)
    const { rows } = table
    if (rows === 0) {
      throw new BuildError(`the lookup "${lookup.name}" has no rows, expected at least one`, {
        file,
      })
    }
    const columns = table.columns.list(rows)
    checkColumns(lookup, columns, file)
    warnOfTimes(table, input.file, warn)
    const data = { columns, rows, hash, widenedBy: table.columns.widenedBy() }
    const today = options.today ?? new Date().toISOString().slice(0, 10)
    return { columns, rows, hash, updated: await updateLock(declaration, lock, data, today) }
  } finally {
    await input.close()
  }
}

/** Reads a source into a table, twice where the first rows are not like all others. */
export async function readTable(
  input: SourceInput,
  spec: Omit<TableSpec, 'isText'>,
  sink: (names: () => readonly string[]) => RowSink,
): Promise<{ readonly table: TableReader; readonly hash: string }> {
  const table = new TableReader({ ...spec, isText: input.isText }, sink)
  let hash = await input.read(table)
  if (table.isStale) {
    table.restart()
    hash = await input.read(table)
  }
  return { table, hash: hash ?? table.hash() }
}

function warnOfTimes(table: TableReader, file: string, warn: (message: string) => void): void {
  for (const reader of table.columns.readers) {
    if (!reader.isUnsortedTimes) continue
    warn(
      `${file}: the column "${reader.name}" has times in several forms or zones, so it is read as texts; the type \`datetime\` in \`columns\` has them written in UTC`,
    )
  }
}

/** A source that is read twice would tell all twice. */
function once(warn: (message: string) => void): (message: string) => void {
  const told = new Set<string>()
  return (message) => {
    if (told.has(message)) return
    told.add(message)
    warn(message)
  }
}
