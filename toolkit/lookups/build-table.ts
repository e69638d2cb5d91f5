/** Turns rows as they came into a table: checked, typed, sorted by key. */
import { BuildError } from '../core/errors.ts'
import type { Declaration } from './build-declarations.ts'
import type { Rows } from './build-rows.ts'
import { checkCell, checkLength, ColumnTypes } from './build-columns.ts'
import { MAX_KEY_LENGTH } from './engine.ts'
import type { Cell, Column, LookupRow } from './format.ts'
import { compareText } from './rank.ts'

export interface TableRow {
  /** The canonical key: the text of the key's value. */
  readonly key: string
  /** Has every column. */
  readonly row: LookupRow
  /** Where it stood among the rows that came, from 1. */
  readonly number: number
}

export interface Table {
  readonly columns: readonly Column[]
  /** Sorted by key, in UTF-16 code unit order. */
  readonly rows: readonly TableRow[]
}

/**
 * Reads all rows.
 * @throws {BuildError} for a row that is none, a key that is missing or there twice, a column that no row has
 */
export async function readTable(declaration: Declaration, source: Rows): Promise<Table> {
  const types = new ColumnTypes()
  const rows: TableRow[] = []
  let number = 0
  for await (const value of source.rows) {
    number++
    const place = `row ${number}`
    const row = toRow(value, place, source.file)
    types.add(row)
    rows.push({ key: toKey(row, declaration.lookup.key, place, source.file), row, number })
  }
  const sorted = rows.toSorted((a, b) => compareText(a.key, b.key))
  const columns = types.list()
  const names = columns.map(({ name }) => name)
  const table = { columns, rows: sorted.map((row) => ({ ...row, row: fillRow(row.row, names) })) }
  checkKeys(table, declaration, source.file)
  checkColumns(table, declaration)
  return table
}

function toRow(value: unknown, place: string, file: string): LookupRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BuildError(`${place}: expected an object, got ${JSON.stringify(value)}`, { file })
  }
  const cells: [name: string, cell: Cell][] = []
  for (const [name, cell] of Object.entries(value))
    if (cell !== undefined) cells.push([name, checkCell(name, cell, place, file)])
  const row = Object.fromEntries(cells)
  checkLength(row, place, file)
  return row
}

/** Every column in order. A column may be called like a member that every object inherits. */
function fillRow(row: LookupRow, columns: readonly string[]): LookupRow {
  const own = Object.keys(row)
  if (own.length === columns.length && own.every((name, at) => name === columns[at])) return row
  return Object.fromEntries(
    columns.map((name) => [name, Object.hasOwn(row, name) ? (row[name] ?? null) : null]),
  )
}

function toKey(row: LookupRow, column: string, place: string, file: string): string {
  const value = row[column]
  const key = typeof value === 'number' ? String(value) : value
  if (typeof key !== 'string' || key === '') {
    const got = value === undefined ? 'nothing' : JSON.stringify(value)
    throw new BuildError(
      `${place}: expected a key under "${column}", a text or a number, got ${got}`,
      {
        file,
      },
    )
  }
  if (key.length > MAX_KEY_LENGTH || !key.isWellFormed()) {
    throw new BuildError(
      `${place}: expected a key of at most ${MAX_KEY_LENGTH} characters of well-formed Unicode, got ${JSON.stringify(key.slice(0, 40))}, ${key.length} long`,
      { file },
    )
  }
  return key
}

function checkKeys({ rows, columns }: Table, { lookup }: Declaration, file: string): void {
  for (const [at, { key, number }] of rows.entries()) {
    const next = rows[at + 1]
    if (next?.key !== key) continue
    throw new BuildError(
      `rows ${number} and ${next.number} have the same key ${JSON.stringify(key)} under "${lookup.key}", expected each once`,
      { file },
    )
  }
  const type = columns.find(({ name }) => name === lookup.key)?.type
  if (type === 'mixed') {
    const message = `the key column "${lookup.key}" has texts and numbers, expected all of one kind`
    throw new BuildError(message, { file })
  }
}

function checkColumns({ columns }: Table, { lookup, file }: Declaration): void {
  const names = columns.map(({ name }) => name)
  const refuse = (message: string): never => {
    throw new BuildError(`the lookup "${lookup.name}" ${message}`, { file })
  }
  if (names.length === 0) refuse('has no rows, expected at least one')
  const used: readonly [string, readonly string[]][] = [
    ['key', [lookup.key]],
    ['find', lookup.find ?? []],
    ['rank', lookup.rank === undefined ? [] : [lookup.rank]],
  ]
  for (const [field, wanted] of used) {
    const unknown = wanted.find((name) => !names.includes(name))
    if (unknown === undefined) continue
    refuse(`names the column "${unknown}" under \`${field}\`, expected one of ${names.join(', ')}`)
  }
  const rank = columns.find(({ name }) => name === lookup.rank)
  if (rank !== undefined && rank.type !== 'number') {
    refuse(`is ranked by "${rank.name}", expected a column of numbers, got ${rank.type}`)
  }
}
