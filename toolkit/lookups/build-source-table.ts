/** Makes rows of the records of a source: infers the types of their values, checks them, and hands them on. */
import { createHash } from 'node:crypto'

import { BuildError } from '../core/errors.ts'
import { SourceColumns, type ColumnsSpec } from './build-source-columns.ts'
import {
  checkLength,
  checkTexts,
  createRowCheck,
  MAX_CELL_LENGTH,
  toCell,
  type Refuse,
  type RowCheck,
} from './build-source-row.ts'
import type { LookupOptions } from './define.ts'
import type { Cell } from './format.ts'

/** How many records of a file without types are looked at before the first is handed on: few types change after them. */
const HEAD_LENGTH = 1000

/** A row with fewer characters cannot be too long as JSON, with six for each and the names of its columns. */
const SHORT_LENGTH = 4000

/** Takes the rows of a source. */
export interface RowSink {
  /** @param cells - in the order of the names, typed; those of columns that come later are not there */
  add(cells: readonly Cell[], place: string): void
  /** Forget everything: the source is read again with other types. */
  restart(): void
}

export interface TableSpec extends ColumnsSpec, Pick<LookupOptions, 'near'> {}

export class TableReader {
  rows = 0
  readonly columns: SourceColumns
  /** Whether rows were read as of types that turned out to be others: the source is to be read again. */
  isStale = false
  readonly #spec: TableSpec
  readonly #sink: RowSink
  readonly #check: RowCheck
  #hash = createHash('sha256')
  /** The columns of the file's fields. */
  #positions: readonly number[] = []
  #head: [fields: readonly string[], line: number][] | undefined = []
  #file = ''
  #line: number | undefined
  #row: number | undefined

  constructor(spec: TableSpec, sink: (names: () => readonly string[]) => RowSink) {
    this.#spec = spec
    this.columns = new SourceColumns(spec, this.#refuse)
    this.#sink = sink(() => this.columns.names)
    this.#check = createRowCheck(spec, () => this.columns.names)
  }

  /** SHA-256 of the rows, in hexadecimal digits. Of texts it is the file's own that counts. */
  hash(): string {
    return this.#hash.copy().update(JSON.stringify(this.columns.names)).digest('hex')
  }

  /** Begins again, for the second and last time. */
  restart(): void {
    this.rows = 0
    this.isStale = false
    this.#head = undefined
    this.#hash = createHash('sha256')
    for (const reader of this.columns.readers) reader.restart(true)
    this.#sink.restart()
  }

  /** Of the records that are read, for messages. */
  get file(): string {
    return this.#file
  }

  /** @param file - of the records that follow, for messages */
  open(file: string): void {
    this.finish()
    this.#file = file
    this.#line = undefined
    this.#row = undefined
  }

  /** Names the fields of the records that follow. */
  header(names: readonly string[]): void {
    this.#positions = this.columns.indexesOf(names)
  }

  /** A record of texts, in the order of the header. */
  record(fields: readonly string[], line: number): void {
    if (this.#head === undefined) {
      this.#readTexts(fields, line)
      return
    }
    this.#head.push([fields, line])
    if (this.#head.length === HEAD_LENGTH) this.finish()
  }

  /** A record of values, in the order of the header. @param row - from 1 */
  values(values: readonly unknown[], row: number): void {
    this.#row = row
    const { length } = this.#positions
    if (values.length !== length) this.#refuse(`expected ${length} values, got ${values.length}`)
    const cells = this.#emptyCells()
    for (const [at, value] of values.entries()) this.#put(cells, this.#positions[at] ?? 0, value)
    this.#deliver(cells)
  }

  /** A record of named values; the fields of an object in it have columns of their own, `place_lat`. */
  object(value: unknown, row: number, line?: number): void {
    this.#row = line === undefined ? row : undefined
    this.#line = line
    if (!isPlain(value)) return this.#refuse(`expected an object, got ${describe(value)}`)
    const cells = this.#emptyCells()
    for (const [name, cell] of Object.entries(value)) {
      if (cell === undefined) continue
      if (isPlain(cell)) this.#putFields(cells, name, cell)
      else this.#put(cells, this.columns.indexOf(name), cell)
    }
    this.#deliver(cells)
  }

  /** Hands on the records that were held back to look at their types. */
  finish(): void {
    const head = this.#head
    if (head === undefined || head.length === 0) return
    this.#head = undefined
    const { readers } = this.columns
    for (const [fields, line] of head) {
      this.#line = line
      for (const [at, text] of fields.entries()) readers[this.#positions[at] ?? at]?.readText(text)
    }
    for (const reader of readers) reader.restart(false)
    for (const [fields, line] of head) this.#readTexts(fields, line)
  }

  #readTexts(fields: readonly string[], line: number): void {
    this.#line = line
    const { readers, names } = this.columns
    const cells = this.#emptyCells()
    let length = 0
    for (let at = 0; at < fields.length; at++) {
      const text = fields[at] ?? ''
      const position = this.#positions[at] ?? at
      const reader = readers[position]
      if (reader === undefined) continue
      length += text.length
      cells[position] = reader.readText(text)
      if (reader.isStale) this.isStale = true
    }
    if (length > MAX_CELL_LENGTH) checkTexts(names, cells, this.#refuse)
    this.#deliver(cells, length)
  }

  #deliver(cells: readonly Cell[], length = Infinity): void {
    this.rows++
    if (length > SHORT_LENGTH) checkLength(this.columns.names, cells, this.#refuse)
    // What comes after a stale row is read for its types alone.
    if (this.isStale) return
    this.#check(cells, this.#refuse)
    if (!this.#spec.isText) this.#hash.update(`${JSON.stringify(cells)}\n`)
    this.#sink.add(cells, this.#place())
  }

  #emptyCells(): Cell[] {
    const cells: Cell[] = []
    // Much faster than to fill an array of a length.
    for (let at = this.columns.names.length; at > 0; at--) cells.push(null)
    return cells
  }

  #putFields(cells: Cell[], name: string, fields: object): void {
    for (const [inner, value] of Object.entries(fields)) {
      const id = `${name}\n${inner}`
      if (value !== undefined) this.#put(cells, this.columns.indexOf(`${name}_${inner}`, id), value)
    }
  }

  #put(cells: Cell[], at: number, value: unknown): void {
    const reader = this.columns.readers[at]
    if (reader === undefined) return
    cells[at] = reader.readValue(toCell(reader.name, value, this.#refuse))
    if (reader.isStale) this.isStale = true
  }

  /** As messages name it: `rows.csv:17`, `cities.rows.ts: row 17`. */
  #place(): string {
    if (this.#line !== undefined) return `${this.#file}:${this.#line}`
    return this.#row === undefined ? this.#file : `${this.#file}: row ${this.#row}`
  }

  readonly #refuse: Refuse = (message) => {
    const file = this.#file
    if (this.#line !== undefined) throw new BuildError(message, { file, line: this.#line })
    const row = this.#row === undefined ? '' : `row ${this.#row}: `
    throw new BuildError(`${row}${message}`, { file })
  }
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype || isForeign(prototype)
}

/** The prototype of plain objects of another realm, as of a module that Node loads apart. */
function isForeign(prototype: unknown): boolean {
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'isPrototypeOf')
  )
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  if (value === null) return 'null'
  return typeof value === 'object' ? 'another object' : `a ${typeof value}`
}
