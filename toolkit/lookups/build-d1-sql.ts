/** Writes SQL for D1, within its limits: 100 KB for a statement, 2 MB for a row. */
import { BuildError } from '../core/errors.ts'

export type SqlCell = string | number | null

/** Statements of D1 have 100,000 bytes at most. */
const MAX_STATEMENT = 90_000

/** So many rows are in one statement, so that a batch never has very many. */
const MAX_TUPLES = 500

/** Rows of D1 have 2,000,000 bytes at most. */
const MAX_ROW = 1_900_000

/** In UTF-16 code units, each of which is at most four bytes of a statement. */
const MAX_PIECE = 20_000

/** A longer text is put into its row piece by piece, if the row is too long for a statement. */
const LONG = 200

/** Wrangler takes these out of the files that it executes, wherever they stand. */
const WORDS = /(?<=BEGI)(?=N TRANSACTION)|(?<=COMMI)(?=T;)/g

/** Characters that no text has but by mistake. */
const FIRST_SIGN = 0x10fff0

/** An expression that is a value. */
export function toLiteral(value: SqlCell): string {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return String(value)
  const text = value.replaceAll("'", "''")
  if (!/TRANSACTION|COMMIT/.test(text)) return `'${text}'`
  // A sign within the words, which the database takes out: parts put together would be too deep an expression.
  let sign = FIRST_SIGN
  while (text.includes(String.fromCodePoint(sign))) sign--
  const letter = String.fromCodePoint(sign)
  const broken = text.replaceAll(WORDS, letter)
  return broken === text ? `'${text}'` : `replace('${broken}','${letter}','')`
}

/** Cuts a text into pieces that fit into a statement, and not within a character. */
export function toPieces(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    let end = Math.min(text.length, at + MAX_PIECE)
    if (end < text.length && !text.slice(at, end).isWellFormed()) end--
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}

/** Rows of one table on their way into statements of many rows each. */
export class RowWriter {
  readonly #table: string
  /** The columns that tell a row from all others come first. */
  readonly #columns: readonly string[]
  readonly #ids: number
  #tuples: string[] = []
  #bytes = 0

  /** @param ids - how many of the columns identify a row */
  constructor(table: string, columns: readonly string[], ids: number) {
    this.#table = table
    this.#columns = columns
    this.#ids = ids
  }

  /** Takes a row, and gives the statements that are full. @throws {BuildError} for a row that D1 does not take */
  add(cells: readonly SqlCell[]): string[] {
    const tuple = toTuple(cells)
    const bytes = Buffer.byteLength(tuple) + 1
    if (bytes > MAX_ROW) {
      const first = String(cells[1]).slice(0, 80)
      throw new BuildError(
        `${first}: expected a row of at most ${MAX_ROW} bytes in D1, got ${bytes}`,
      )
    }
    if (bytes > MAX_STATEMENT) return [...this.finish(), ...this.#addLong(cells)]
    const isFull = this.#bytes + bytes > MAX_STATEMENT || this.#tuples.length === MAX_TUPLES
    const full = isFull ? this.finish() : []
    this.#tuples.push(tuple)
    this.#bytes += bytes
    return full
  }

  /** The statement for the rows that are left, if there are some. */
  finish(): string[] {
    if (this.#tuples.length === 0) return []
    const statement = this.#insert(this.#tuples)
    this.#tuples = []
    this.#bytes = 0
    return [statement]
  }

  #insert(tuples: readonly string[]): string {
    return `INSERT OR IGNORE INTO ${this.#table} VALUES ${tuples.join(',')}`
  }

  #addLong(cells: readonly SqlCell[]): string[] {
    const isLong = (cell: SqlCell | undefined, at: number): cell is string =>
      at >= this.#ids && typeof cell === 'string' && cell.length > LONG
    const short = cells.map((cell, at) => (isLong(cell, at) ? '' : cell))
    const isThis = this.#columns
      .slice(0, this.#ids)
      .map((name, at) => `${name} = ${toLiteral(cells[at] ?? null)}`)
      .join(' AND ')
    const appends = cells.flatMap((cell, at) => {
      const name = this.#columns[at] ?? ''
      if (!isLong(cell, at)) return []
      return toPieces(cell).map(
        (piece) =>
          `UPDATE ${this.#table} SET ${name} = ${name} || ${toLiteral(piece)} WHERE ${isThis}`,
      )
    })
    return [this.#insert([toTuple(short)]), ...appends]
  }
}

function toTuple(cells: readonly SqlCell[]): string {
  return `(${cells.map(toLiteral).join(',')})`
}
