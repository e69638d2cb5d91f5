/** Answers with the submissions of a selection as a file: CSV for spreadsheets, JSON and NDJSON for programs. */
import { problem } from '../core/problem.ts'
import { createCsv, CSV_TYPE } from './csv-export.ts'
import type { ExportRow } from './export-row.ts'
import { parseSelection } from './selection.ts'
import { auditStatement } from './serve-audit.ts'
import type { Call } from './serve-call.ts'
import { countRows, indexForSearch, readFieldNames, readRows } from './serve-rows.ts'
import { downloadHeaders, streamTexts } from './serve-stream.ts'
import type { Selection } from './views.ts'

export type ExportFormat = 'csv' | 'json' | 'ndjson'

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: CSV_TYPE,
  json: 'application/json',
  ndjson: 'application/x-ndjson',
}

/** As an address asks for them. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ['csv', 'json', 'ndjson']

/**
 * Answers with what `form`, `folder` and `q` choose; of all forms, and of the inbox, without them. The content streams:
 * it is as long as it is, and breaks off where the database fails in the midst of it. The log has how many submissions
 * there were to export when it began.
 */
export async function answerExport(call: Call, format: ExportFormat): Promise<Response> {
  const { DB } = call.env
  const selection = parseSelection(call.context.url.searchParams)
  if (typeof selection === 'string')
    return problem(400, `${selection.charAt(0).toUpperCase()}${selection.slice(1)}.`)
  await indexForSearch(DB, selection)
  const count = await countRows(DB, selection)
  const texts = await createTexts(DB, selection, format)
  // The log comes first: nothing leaves without it.
  await auditStatement(DB, call, 'exported', count, describe(selection, format)).run()
  const name = `${selection.form ?? 'forms'}-${selection.folder}-${call.now.toISOString().slice(0, 10)}.${format}`
  return new Response(streamTexts(texts), { headers: downloadHeaders(name, TYPES[format]) })
}

/** What was asked for, without the words that were looked for: they may be somebody's name. */
function describe({ form, folder, query }: Selection, format: ExportFormat): string {
  return [
    format,
    folder,
    ...(form === undefined ? [] : [form]),
    ...(query === undefined ? [] : ['search']),
  ].join(' ')
}

async function createTexts(
  db: D1Database,
  selection: Selection,
  format: ExportFormat,
): Promise<AsyncGenerator<string>> {
  const rows = readRows(db, selection)
  if (format === 'csv') return toCsv(rows, await readFieldNames(db, selection))
  return format === 'json' ? toJson(rows) : toLines(rows)
}

async function* toCsv(
  rows: AsyncGenerator<ExportRow>,
  names: readonly string[],
): AsyncGenerator<string> {
  const csv = createCsv(names)
  yield csv.header
  for await (const row of rows) yield csv.toLine(row)
}

async function* toJson(rows: AsyncGenerator<ExportRow>): AsyncGenerator<string> {
  let start = '[\n'
  for await (const row of rows) {
    yield start + JSON.stringify(row)
    start = ',\n'
  }
  yield start === '[\n' ? '[]\n' : '\n]\n'
}

async function* toLines(rows: AsyncGenerator<ExportRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}
