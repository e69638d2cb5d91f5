/** Rows as CSV (RFC 4180). */
import type { Cell, LookupRow } from './format.ts'

/** Media type with the parameters of RFC 4180, section 3, and RFC 7111. */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present'

export interface CsvOptions {
  /**
   * Whether a text that a spreadsheet would run as a formula gets an apostrophe before it. Wanted where people open the
   * file, wrong where a program reads it.
   */
  readonly isGuarded: boolean
}

// What Excel, LibreOffice and Google Sheets take for a formula (OWASP, "CSV Injection").
const FORMULA = /^[=+\-@\t\r]/
const NEEDS_QUOTES = /[",\r\n]/

/**
 * A header and a line for each row, each ended by CR LF. Items of a list are parted by `; `. Nothing is an empty field, an
 * empty text one of two quotes.
 */
export function toCsv(
  columns: readonly string[],
  rows: Iterable<LookupRow>,
  options: CsvOptions,
): string {
  let csv = toLine(columns, options)
  for (const row of rows)
    csv += toLine(
      columns.map((name) => row[name] ?? null),
      options,
    )
  return csv
}

/** One field, its value exact. */
export function toCsvField(cell: Cell): string {
  return toField(cell, { isGuarded: false })
}

function toLine(cells: readonly Cell[], options: CsvOptions): string {
  return `${cells.map((cell) => toField(cell, options)).join(',')}\r\n`
}

function toField(cell: Cell, { isGuarded }: CsvOptions): string {
  if (cell === null) return ''
  const text = typeof cell === 'object' ? cell.join('; ') : String(cell)
  const guarded = isGuarded && typeof cell !== 'number' && FORMULA.test(text) ? `'${text}` : text
  if (cell === '') return '""'
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
