/** What is in a lock file. */
import { BuildError } from '../core/errors.ts'
import { toMessage } from './build-declarations.ts'
import { isDate } from './build-infer.ts'
import { COLUMN_TYPES, type ColumnType } from './format.ts'

export interface LockedColumn {
  readonly name: string
  readonly type: ColumnType
  readonly optional: boolean
}

export interface Lock {
  readonly version: 1
  readonly columns: readonly LockedColumn[]
  readonly rows: number
  /** SHA-256 of the source, in hexadecimal digits. */
  readonly hash: string
  /** The day when a build first saw this data: `2026-11-27`. */
  readonly updated: string
}

/** @throws {BuildError} for text that is no lock of this version, with what was expected */
export function toLock(text: string, file: string): Lock {
  const refuse = (expected: string, got: unknown): never => {
    const shown = (JSON.stringify(got) ?? 'nothing').slice(0, 60)
    throw new BuildError(
      `expected ${expected}, got ${shown}: mend the lock file, or delete it to have it written again`,
      { file },
    )
  }
  const lock = parse(text, file)
  if (!isObject(lock)) return refuse('an object', lock)
  const { version, columns, rows, hash, updated } = lock
  if (version !== 1) return refuse('a lock file of the version 1', version)
  if (!Array.isArray(columns)) return refuse('a list under "columns"', columns)
  if (!isCount(rows)) return refuse('a number under "rows"', rows)
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) {
    return refuse('64 hexadecimal digits under "hash"', hash)
  }
  if (typeof updated !== 'string' || !isDate(updated)) {
    return refuse('a day as 2026-11-27 under "updated"', updated)
  }
  const list: readonly unknown[] = columns
  const locked = list.map((column) => {
    return toColumn(column) ?? refuse('columns with a name, a type and optional', column)
  })
  return { version, columns: locked, rows, hash, updated }
}

function toColumn(column: unknown): LockedColumn | undefined {
  if (!isObject(column)) return undefined
  const { name, optional } = column
  const type = COLUMN_TYPES.find((known) => known === column['type'])
  if (typeof name !== 'string' || typeof optional !== 'boolean' || type === undefined) {
    return undefined
  }
  return { name, type, optional }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new BuildError(
      `expected JSON (${toMessage(cause)}): mend the lock file, or delete it to have it written again`,
      { file },
      { cause },
    )
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
