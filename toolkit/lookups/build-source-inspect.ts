/** Looks at a source that no declaration is written for yet: what its columns hold. */
import { resolve } from 'node:path'

import { toFile } from './build-declarations.ts'
import { findFiles } from './build-source-files.ts'
import { isModule } from './build-source-formats.ts'
import { openFiles, openModule } from './build-source-input.ts'
import { readTable } from './build-source.ts'
import type { CsvOptions, SourceFormat } from './define.ts'
import type { Cell, Column } from './format.ts'

export interface InspectedColumn extends Column {
  /** The share of the rows that have a value, from 0 to 1. */
  readonly filled: number
  /** How many different values there are; not there above 10,000. */
  readonly distinct?: number
  /** Whether no two rows have the same value; not there where only the first two million values were compared. */
  readonly isUnique?: boolean
  /** The length of the longest value as text, in UTF-16 code units. */
  readonly maxLength: number
  /** Of numbers by size, of texts by UTF-16 code units. */
  readonly min?: string | number
  readonly max?: string | number
}

export interface InspectedSource {
  readonly names: readonly string[]
  readonly columns: readonly InspectedColumn[]
  readonly rows: number
}

export interface InspectOptions {
  readonly format?: SourceFormat
  readonly csv?: CsvOptions
  readonly warn?: (message: string) => void
}

const MAX_DISTINCT = 10_000
const MAX_COMPARED = 2_000_000

/**
 * Reads all rows of a file, a folder or a module, without a key and without a lock.
 * @param path - an absolute one, or one relative to where the command runs
 * @throws {BuildError} for what cannot be read, with the file and line
 */
export async function inspectSource(
  path: string,
  { format, csv = {}, warn = () => undefined }: InspectOptions = {},
): Promise<InspectedSource> {
  const absolute = resolve(path)
  const file = toFile(absolute)
  const reading = { csv, declaredIn: file, warn }
  const input =
    format === undefined && isModule(absolute)
      ? openModule(absolute)
      : openFiles(await findFiles({ from: [absolute], folder: '.', format, file }), reading)
  const stats: ColumnStats[] = []
  const sink = (): { add(cells: readonly Cell[]): void; restart(): void } => ({
    add(cells) {
      for (const [at, cell] of cells.entries()) (stats[at] ??= new ColumnStats()).add(cell)
    },
    restart: () => void stats.splice(0),
  })
  const { table } = await readTable(input, { key: [], pinned: new Map() }, sink)
  const columns = table.columns.list(table.rows).map((column, at) => {
    return { ...column, ...(stats[at] ?? new ColumnStats()).result(table.rows) }
  })
  return { names: columns.map(({ name }) => name), columns, rows: table.rows }
}

class ColumnStats {
  #filled = 0
  #maxLength = 0
  #min: string | number | undefined
  #max: string | number | undefined
  /** The different values, while there is something to learn of them. */
  readonly #values = new Set<Cell | string>()
  #isUnique = true
  #isCompared = true
  #isCounted = true

  add(cell: Cell): void {
    if (cell === null) return
    this.#filled++
    this.#maxLength = Math.max(this.#maxLength, String(cell).length)
    if (typeof cell === 'string' || typeof cell === 'number') this.#order(cell)
    this.#compare(typeof cell === 'object' ? JSON.stringify(cell) : cell)
  }

  result(rows: number): Omit<InspectedColumn, keyof Column> {
    const isKnown = !this.#isUnique || this.#isCompared
    return {
      filled: rows === 0 ? 0 : this.#filled / rows,
      ...(this.#isCounted ? { distinct: this.#values.size } : {}),
      ...(isKnown ? { isUnique: this.#isUnique } : {}),
      maxLength: this.#maxLength,
      ...(this.#min === undefined ? {} : { min: this.#min }),
      ...(this.#max === undefined ? {} : { max: this.#max }),
    }
  }

  #order(value: string | number): void {
    if (this.#min === undefined || isBelow(value, this.#min)) this.#min = value
    if (this.#max === undefined || isBelow(this.#max, value)) this.#max = value
  }

  #compare(value: Cell | string): void {
    if (!this.#isCounted && !(this.#isUnique && this.#isCompared)) return
    if (this.#values.has(value)) this.#isUnique = false
    else this.#values.add(value)
    if (this.#values.size > MAX_DISTINCT) this.#isCounted = false
    if (this.#values.size > MAX_COMPARED) this.#isCompared = false
    if (!this.#isCounted && !(this.#isUnique && this.#isCompared)) this.#values.clear()
  }
}

/** Numbers come before texts. */
function isBelow(a: string | number, b: string | number): boolean {
  if (typeof a === typeof b) return a < b
  return typeof a === 'number'
}
