/** What columns the rows of a table have, and what may stand in them. */
import { BuildError } from '../core/errors.ts'
import type { Cell, Column, LookupRow } from './format.ts'

// A column's name stands in templates, in dotted paths and in CSV headers.
const COLUMN_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/

/** Every row is given its permalink under this name. */
export const PERMALINK = 'url'

/** A row is shown on a page and sent in a list of 100: more than this is a document, not a row. */
const MAX_CELL_LENGTH = 32 * 1024

/** The longest block: a longer row would make one that is longer. */
const MAX_ROW_LENGTH = 128 * 1024

/** The columns of the rows that were added, in the order in which they first appeared. */
export class ColumnTypes {
  readonly #columns = new Map<string, { type: Column['type'] | undefined; filled: number }>()
  #rows = 0

  add(row: LookupRow): void {
    this.#rows++
    for (const name of Object.keys(row)) {
      const column = this.#columns.get(name) ?? { type: undefined, filled: 0 }
      this.#columns.set(name, column)
      const type = typeOf(row[name] ?? null)
      if (type === undefined) continue
      column.filled++
      column.type = column.type === undefined || column.type === type ? type : 'mixed'
    }
  }

  list(): Column[] {
    return Array.from(this.#columns, ([name, { type, filled }]) => ({
      name,
      type: type ?? 'mixed',
      optional: filled < this.#rows,
    }))
  }
}

/**
 * Checks the name and value of a cell.
 * @throws {BuildError} for what JSON, CSV and a page cannot all show
 */
export function checkCell(name: string, value: unknown, place: string, file: string): Cell {
  if (!COLUMN_NAME.test(name) || name === PERMALINK) {
    throw new BuildError(
      `${place}: the column ${JSON.stringify(name)} cannot be called so, expected letters, digits, "_" and "-", a letter first, and not "${PERMALINK}", which is a row's own address`,
      { file },
    )
  }
  if (isCell(value)) return value
  throw new BuildError(
    `${place}: expected under "${name}" a text of at most ${MAX_CELL_LENGTH} characters, a finite number, true, false, null, or a list of texts and numbers, got ${describe(value)}`,
    { file },
  )
}

/**
 * Checks how long a row is as JSON.
 * @throws {BuildError} for one that is too long to be read with others
 */
export function checkLength(row: LookupRow, place: string, file: string): void {
  // JSON writes a character with six at most. Most rows are far from the limit, and writing each out would take long.
  const characters = Object.entries(row).reduce(
    (sum, [name, cell]) => sum + name.length + countCell(cell),
    0,
  )
  if (characters * 6 <= MAX_ROW_LENGTH) return
  const { length } = JSON.stringify(row)
  if (length <= MAX_ROW_LENGTH) return
  throw new BuildError(
    `${place}: expected at most ${MAX_ROW_LENGTH} characters in all its values, as JSON, got ${length}`,
    { file },
  )
}

/** The most characters of a cell before escaping, with room for quotes and separators. No number takes more than 25. */
function countCell(cell: Cell): number {
  if (typeof cell === 'string') return cell.length + 10
  if (typeof cell !== 'object' || cell === null) return 30
  return cell.reduce<number>((sum, item) => sum + String(item).length + 10, 10)
}

function isCell(value: unknown): value is Cell {
  if (Array.isArray(value)) {
    return value.every(isItem) && value.join().length <= MAX_CELL_LENGTH
  }
  return isItem(value) || typeof value === 'boolean' || value === null
}

function isItem(value: unknown): value is string | number {
  if (typeof value === 'string') return value.length <= MAX_CELL_LENGTH
  return typeof value === 'number' && Number.isFinite(value)
}

function typeOf(cell: Cell): Column['type'] | undefined {
  if (cell === null) return undefined
  switch (typeof cell) {
    case 'string':
      return 'string'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    default:
      return 'list'
  }
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list of something else'
  if (value instanceof Date) return 'a date (give its toISOString())'
  if (typeof value === 'object') return 'an object (give its fields columns of their own)'
  if (typeof value === 'string') return `a text of ${value.length} characters`
  return typeof value === 'number' ? String(value) : `a ${typeof value}`
}
