/**
 * The lock file of a lookup, `<name>.lock.json` beside its declaration: what the data was like when the owner last looked.
 * Data that has become other in kind stops the build; data that has only become newer is noted.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { toFile, toMessage, type Declaration } from './build-declarations.ts'
import { toLock, type Lock, type LockedColumn } from './build-lock-format.ts'
import type { Column } from './format.ts'

export interface LockedData {
  readonly columns: readonly Column[]
  readonly rows: number
  readonly hash: string
  /** Which value made a column another type than it was, by the column's name. */
  readonly widenedBy: ReadonlyMap<string, string>
}

/** The share of rows that may be gone. */
const MAX_LOSS = 0.1

/**
 * The lock of a declaration; nothing where there is none yet.
 * @throws {BuildError} for a file that is no lock of this version
 */
export async function readLock(declaration: Declaration): Promise<Lock | undefined> {
  const path = lockPath(declaration)
  const file = toFile(path)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return undefined
    throw new BuildError(`cannot be read: ${toMessage(cause)}`, { file }, { cause })
  })
  return text === undefined ? undefined : toLock(text, file)
}

/**
 * Checks data against its lock, and writes the lock where that is new.
 * @param today - `2026-11-27`: the day of data that the lock has not
 * @returns the day of the data
 * @throws {BuildError} for other columns or types, and for the loss of too many rows
 */
export async function updateLock(
  declaration: Declaration,
  lock: Lock | undefined,
  data: LockedData,
  today: string,
): Promise<string> {
  const path = lockPath(declaration)
  if (lock !== undefined) checkLock(declaration, lock, data, toFile(path))
  const updated = lock?.hash === data.hash ? lock.updated : today
  const columns = data.columns.map(({ name, type, optional }) => ({ name, type, optional }))
  const next: Lock = { version: 1, columns, rows: data.rows, hash: data.hash, updated }
  const text = `${JSON.stringify(next, null, 2)}\n`
  // The folder is watched: a file that is written again starts a build.
  if (lock === undefined || `${JSON.stringify(lock, null, 2)}\n` !== text) {
    await writeFile(path, text)
  }
  return updated
}

function checkLock(
  { lookup }: Declaration,
  lock: Lock,
  { columns, rows, widenedBy }: LockedData,
  file: string,
): void {
  const differences = compareColumns(lock.columns, columns, widenedBy)
  const accept = 'delete this file to accept that'
  if (differences.length > 0) {
    throw new BuildError(
      `the columns of the lookup "${lookup.name}" are others than before: ${differences.join('; ')}; ${accept}`,
      { file },
    )
  }
  const maxLoss = lookup.maxLoss ?? MAX_LOSS
  const lost = lock.rows - rows
  if (lost <= lock.rows * maxLoss) return
  const share = `${Math.round((lost / lock.rows) * 1000) / 10} %`
  throw new BuildError(
    `the lookup "${lookup.name}" has ${rows} rows, had ${lock.rows}: it has lost ${lost}, ${share}, expected at most ${Math.round(maxLoss * 1000) / 10} % (\`maxLoss\`); ${accept}`,
    { file },
  )
}

function compareColumns(
  before: readonly LockedColumn[],
  after: readonly Column[],
  widenedBy: ReadonlyMap<string, string>,
): string[] {
  const types = new Map(after.map(({ name, type }) => [name, type]))
  const known = new Set(before.map(({ name }) => name))
  const gone = before.filter(({ name }) => !types.has(name)).map(({ name }) => name)
  const added = after.filter(({ name }) => !known.has(name)).map(({ name }) => name)
  const isRenamed = (name: string): boolean => {
    const at = before.findIndex((column) => column.name === name)
    return added.includes(after[at]?.name ?? '') && after.length === before.length
  }
  const renamed = gone.filter(isRenamed).map((name) => {
    return [name, after[before.findIndex((column) => column.name === name)]?.name ?? ''] as const
  })
  const newNames = renamed.map(([, name]) => name)
  return [
    ...renamed.map(([from, to]) => `"${from}" is called "${to}" now`),
    ...gone.filter((name) => !isRenamed(name)).map((name) => `"${name}" is gone`),
    ...added.filter((name) => !newNames.includes(name)).map((name) => `"${name}" is new`),
    ...before.flatMap(({ name, type }) => {
      const now = types.get(name)
      if (now === undefined || now === type) return []
      const value = widenedBy.get(name)
      return [`"${name}" was ${type} and is ${now}${value === undefined ? '' : ` by ${value}`}`]
    }),
  ]
}

function lockPath({ lookup, path }: Declaration): string {
  return join(dirname(path), `${lookup.name}.lock.json`)
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}
