/** Submissions as CSV for spreadsheets (RFC 4180): what strangers wrote stays text in every cell. */
import type { ExportRow } from './export-row.ts'

/** Media type with the parameters of RFC 4180, section 3, and RFC 7111. */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present'

/** Where Excel would take UTF-8 for another encoding without it. */
const BYTE_ORDER_MARK = '\ufeff'

const FIRST = ['id', 'form', 'received', 'folder', 'page']
const LAST = ['extra', 'files']

// What spreadsheets take for a formula, behind what they skip; full-width and small signs count in East Asian ones (OWASP, "CSV
// Injection").
const FORMULA = /^(?:[\t\r\n]|[\s"'\p{Cc}\p{Cf}\p{M}\u3164]*[=+\-@＝＋－＠﹦﹢﹣﹫−])/u

// A semicolon parts cells where a comma stands in numbers.
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/

export interface Csv {
  /** The byte order mark and the line of column names. */
  readonly header: string
  /** One submission as a line with its end. */
  toLine(row: ExportRow): string
}

/**
 * Has a column for each name of a field. Fields of other names stand in the column `extra`, so that nothing is left out.
 * Several values of a field are parted by `; `. A cell that could be a formula begins with an apostrophe.
 */
export function createCsv(names: readonly string[]): Csv {
  const columns = new Set(names)
  return {
    header: BYTE_ORDER_MARK + joinCells([...FIRST, ...toLabels([...columns]).map(guard), ...LAST]),
    toLine(row) {
      const fields = new Map(row.fields)
      const others = row.fields
        .filter(([name]) => !columns.has(name))
        .flatMap(([name, values]) => values.map((value) => [name, value] as const))
      return joinCells([
        row.id,
        row.form,
        row.receivedAt,
        row.folder,
        guard(row.page),
        ...[...columns].map((name) => joinValues(fields.get(name) ?? [])),
        joinValues([...others, ...row.extra].map(([name, value]) => `${name}: ${value}`)),
        joinValues(row.files.map(({ name }) => name)),
      ])
    },
  }
}

/** A field may be called `id`, too: each column has a name of its own. */
function toLabels(names: readonly string[]): string[] {
  const taken = new Set([...FIRST, ...LAST])
  return names.map((name) => {
    let label = name
    while (taken.has(label)) label += ' (field)'
    taken.add(label)
    return label
  })
}

/** Each value is guarded by itself: a program may part them again. */
function joinValues(values: readonly string[]): string {
  return values.map(guard).join('; ')
}

function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function joinCells(cells: readonly string[]): string {
  return `${cells.map(quote).join(',')}\r\n`
}

function quote(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
