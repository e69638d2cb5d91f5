/** The tables of a lookup in D1: their names, their columns, and what a cell is there. See `format.md`. */
import { fold } from '../core/fold.ts'
import { fromScalarKey, fromStored, toCellKey, toStored } from './d1-text.ts'
import { isEmpty, isLoose } from './filter.ts'
import type { Cell, Column, ColumnType, LookupIndex, Scalar } from './format.ts'
import { decodeNumber, encodeNumber } from './range-number.ts'

/** The version of the tables and of the batches that fill them: a load of another version begins anew. */
export const LAYOUT = 1

/**
 * Which versions of which lookups a database has. `state` is `loading`, then `live`, then `old` until the next load;
 * `batches` tells how far a load has come; `content` is the index as JSON, with the parts that are in the database.
 */
export const VERSIONS = 'leanto_lookups'

/** D1 takes 100 columns in a table, of which three are `n`, `key` and `line`. */
export const MAX_STORED = 48

/** What of an index decides about the tables. */
export type TableShape = Pick<LookupIndex, 'name' | 'hash' | 'columns' | 'filter' | 'sort'>

export interface Tables {
  /** `n`: the number of the row in the order of the key, from 0; `key`; `line`: `[key, ...cells]`; then stored columns. */
  readonly rows: string
  /** One row for each item of a cell in a column of lists or of several types. */
  readonly items: string
  /** Ranges that do not overlap: `start`, `stop`, `line`. */
  readonly ranges: string
  /** The files of a find and of places, cut into pieces. */
  readonly files: string
}

/** A column that rows are filtered or sorted by. */
export interface Stored {
  readonly name: string
  readonly type: ColumnType
  /** Its number in the items. */
  readonly number: number
  /** Its name in the table of rows. */
  readonly cell: string
  /** The name of its folded texts there; not for numbers, and not for what has items. */
  readonly folded?: string
  /** Whether its items have rows of their own. */
  readonly hasItems: boolean
}

/** Names for SQL, in quotes. */
export function tablesOf({ name, hash }: Pick<TableShape, 'name' | 'hash'>): Tables {
  const table = (part: string): string =>
    `"lookup_${name.replaceAll(/[^a-z0-9]/g, '_')}_${hash.replaceAll(/[^0-9a-f]/g, '')}${part}"`
  return {
    rows: table(''),
    items: table('_items'),
    ranges: table('_ranges'),
    files: table('_files'),
  }
}

/** The columns of `filter` and `sort`, in the order of the lookup's. */
export function storedColumns({ columns, filter, sort }: TableShape): readonly Stored[] {
  const isStored = ({ name }: Column): boolean => filter.includes(name) || sort.includes(name)
  return columns.filter(isStored).map(({ name, type }, number) => {
    const isFiltered = filter.includes(name)
    const isText = type === 'string' || type === 'date' || type === 'datetime'
    return {
      name,
      type,
      number,
      cell: `c${number}`,
      ...(isFiltered && isText ? { folded: `f${number}` } : {}),
      hasItems: isFiltered && isLoose(type),
    }
  })
}

/** The type of a stored column in SQL. Fractions are kept as texts: SQLite may round one that it reads from digits. */
export function sqlType(type: ColumnType): string {
  return type === 'integer' || type === 'boolean' ? 'INTEGER' : 'TEXT'
}

/** A cell as its column keeps it. */
export function toSql(type: ColumnType, cell: Cell): string | number | null {
  if (isEmpty(cell)) return null
  if (isLoose(type) || typeof cell === 'object') return toCellKey(cell)
  if (typeof cell === 'boolean') return cell ? 1 : 0
  if (typeof cell === 'number') return type === 'integer' ? cell : encodeNumber(cell)
  return toStored(cell)
}

/** The value of a stored column that is not loose. */
export function fromSql(type: ColumnType, value: unknown): Scalar | null {
  if (type === 'boolean') return value === null ? null : value === 1
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  return type === 'number' ? decodeNumber(value) : fromStored(value)
}

/** A value of a column with items, by its key. */
export function fromItem(key: unknown): Scalar {
  return fromScalarKey(String(key))
}

/** A folded text, for `prefix` and `contains`. */
export function toFolded(value: Scalar): string {
  return toStored(fold(String(value)))
}
