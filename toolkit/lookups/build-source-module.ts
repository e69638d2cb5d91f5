/** Reads the rows that an owner's module yields. */
import { setImmediate as pause } from 'node:timers/promises'

import { BuildError } from '../core/errors.ts'
import { loadModule, toMessage } from './build-declarations.ts'
import type { TableReader } from './build-source-table.ts'

type Rows = AsyncIterable<unknown> | Iterable<unknown>

/** So many rows are read at a time; between them others of the process have their turn. */
const BATCH = 4096

/**
 * The default export is an iterable of objects, also asynchronous, or a function that returns one.
 * @throws {BuildError} for another export, and for what the module throws
 */
export async function readModule(path: string, file: string, table: TableReader): Promise<void> {
  let number = 0
  for await (const batch of batchesOf(path, file)) {
    for (const row of batch) table.object(row, ++number)
    await pause()
  }
}

async function* batchesOf(path: string, file: string): AsyncGenerator<readonly unknown[]> {
  try {
    const rows = await openRows(path, file)
    let batch: unknown[] = []
    // A step of an asynchronous loop costs more than a row: it is not for rows that are there.
    if (Symbol.iterator in rows) {
      for (const row of rows) {
        batch.push(row)
        if (batch.length === BATCH) yield batch.splice(0)
      }
    } else {
      for await (const row of rows) {
        batch.push(row)
        if (batch.length === BATCH) yield batch.splice(0)
      }
    }
    yield batch
  } catch (cause) {
    if (cause instanceof BuildError) throw cause
    throw new BuildError(`its rows cannot be read: ${toMessage(cause)}`, { file }, { cause })
  }
}

async function openRows(path: string, file: string): Promise<Rows> {
  const { default: exported } = loadModule(path)
  const rows: unknown = typeof exported === 'function' ? await exported() : await exported
  if (isIterable(rows)) return rows
  throw new BuildError(
    `expected the default export to be an iterable of rows or a function that returns one, got ${typeof rows}`,
    { file },
  )
}

function isIterable(value: unknown): value is Rows {
  if (typeof value !== 'object' || value === null) return false
  return Symbol.asyncIterator in value || Symbol.iterator in value
}
