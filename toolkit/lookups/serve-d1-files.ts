/** Reads the files of a find and of places from D1, where they lie in pieces. */
import { FormatError } from '../core/errors.ts'
import type { ReadFile } from '../core/read.ts'
import { tablesOf } from './d1-tables.ts'
import { encodeBlock, type LookupIndex } from './format.ts'
import type { SqlDatabase } from './d1-database.ts'
import { ask } from './serve-d1-ask.ts'

/** Opens the files of one version. Blocks of `rows` are not kept twice: they are made of the table. */
export function createD1Reader(index: LookupIndex, database: SqlDatabase): ReadFile {
  return async (path) => {
    const pieces = await ask(database, fileSql(index), [path])
    if (pieces.length === 0) throw new FormatError(`expected the file ${path} in the database`)
    const text = pieces.map(({ content }) => String(content)).join('')
    if (isRowsPath(index, path)) return readRows(index, database, text)
    return path.endsWith('.bin') ? fromBase64(text) : new TextEncoder().encode(text)
  }
}

/** The statement for the pieces of a file; for tests of its plan. */
export function fileSql(index: LookupIndex): string {
  return `SELECT content FROM ${tablesOf(index).files} WHERE path = ? ORDER BY piece`
}

function isRowsPath({ folder }: LookupIndex, path: string): boolean {
  return path.startsWith(`${folder}rows.`)
}

/** @param range - the numbers of the first row and of the one after the last: `0,512` */
async function readRows(
  index: LookupIndex,
  database: SqlDatabase,
  range: string,
): Promise<Uint8Array> {
  const [from = 0, to = 0] = range.split(',').map(Number)
  const sql = `SELECT line FROM ${tablesOf(index).rows} WHERE n >= ? AND n < ? ORDER BY n`
  const rows = await ask(database, sql, [from, to])
  return new TextEncoder().encode(encodeBlock(rows.map(({ line }) => String(line))))
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}
