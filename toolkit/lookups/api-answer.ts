/** Answers programs: one row, what was found, or what a lookup is, as JSON, CSV or NDJSON. */
import { problem } from '../core/problem.ts'
import { findPath, rowPath, withFormat } from './address.ts'
import {
  parseQuestion,
  QUESTION_PARAMETERS,
  type ApiRequest,
  type Format,
  type Question,
} from './api-question.ts'
import { CSV_TYPE, toCsv } from './csv.ts'
import type { LookupEngine } from './engine.ts'
import type { LookupIndex, LookupRow } from './format.ts'

/** Anyone's page may ask, and nothing of an answer is about who asks. */
const OPEN = { 'access-control-allow-origin': '*', vary: 'accept' }

// The data changes with a deploy alone.
const CACHED = { ...OPEN, 'cache-control': 'public, max-age=3600' }

/** Makes the path of a link absolute, where the site's address is known. */
export type ToUrl = (path: string) => string

/** Answers a question about one lookup. */
export async function answerApi(
  index: LookupIndex,
  engine: LookupEngine,
  request: ApiRequest,
  toUrl: ToUrl,
): Promise<Response> {
  const question = parseQuestion(request, index)
  switch (question.kind) {
    case 'mistake':
      return apiProblem(400, question.detail)
    case 'about':
      return answerAbout(index, question.format, toUrl)
    case 'find':
      return answerFind(index, engine, question, toUrl)
    case 'row':
      return answerRow(index, engine, question, toUrl)
  }
}

/** Says what lookups there are. */
export function answerList(indexes: readonly LookupIndex[], toUrl: ToUrl): Response {
  const lookups = indexes.map((index) => describeLookup(index, toUrl))
  return Response.json({ lookups }, { headers: CACHED })
}

/** A problem that pages of other sites may read too. */
export function apiProblem(status: number, detail: string): Response {
  return problem(status, detail, { headers: OPEN })
}

function describeLookup(index: LookupIndex, toUrl: ToUrl): object {
  const { name, title, columns, key, find, rank, rows } = index
  return {
    name,
    title,
    rows,
    columns,
    key,
    find,
    rank,
    parameters: QUESTION_PARAMETERS,
    url: toUrl(`/api/lookups/${name}`),
    page: toUrl(`/lookups/${name}`),
    downloads: {
      csv: index.downloads.csv.map(toUrl),
      ndjson: index.downloads.ndjson.map(toUrl),
    },
    ...provenance(index),
  }
}

function provenance({ licence, attribution, source }: LookupIndex): object {
  return { licence, attribution, source }
}

/** A lookup without a question: what it is, or, asked for as a file, all of it. */
function answerAbout(index: LookupIndex, format: Format, toUrl: ToUrl): Response {
  if (format === 'json') {
    return Response.json(describeLookup(index, toUrl), { headers: headersOf(index) })
  }
  const files = index.downloads[format]
  const [file] = files
  if (files.length !== 1 || file === undefined) {
    return apiProblem(
      404,
      `The whole of ${index.name} is in ${files.length} files: ${files.join(' ')}`,
    )
  }
  return new Response(null, { status: 303, headers: { ...headersOf(index), location: file } })
}

async function answerRow(
  index: LookupIndex,
  engine: LookupEngine,
  { keys, format }: Question & { readonly kind: 'row' },
  toUrl: ToUrl,
): Promise<Response> {
  const { name, key: column } = index
  for (const candidate of keys) {
    const row = await engine.get(candidate.key)
    if (row === undefined) continue
    const url = toUrl(rowPath('/lookups', name, candidate.key))
    const body = { lookup: name, key: row[column], row, url, ...provenance(index) }
    return formatAnswer(index, candidate.format ?? format, body, [row])
  }
  const asked = JSON.stringify(keys.at(-1)?.key.slice(0, 100))
  return apiProblem(404, `The lookup ${name} has no row with the ${column} ${asked}.`)
}

async function answerFind(
  index: LookupIndex,
  engine: LookupEngine,
  { find, limit, offset, format }: Question & { readonly kind: 'find' },
  toUrl: ToUrl,
): Promise<Response> {
  const { total, reachable, rows } = await engine.find(find, { limit, offset })
  const next = offset + limit
  const link = `${findPath('/api/lookups', index.name, find, next)}&limit=${limit}`
  const body = {
    lookup: index.name,
    find,
    total,
    offset,
    limit,
    results: rows.map((row) => {
      return { ...row, url: toUrl(rowPath('/lookups', index.name, String(row[index.key]))) }
    }),
    next: next < reachable ? toUrl(withFormat(link, format)) : undefined,
    ...provenance(index),
  }
  return formatAnswer(index, format, body, rows)
}

function formatAnswer(
  index: LookupIndex,
  format: Format,
  body: object,
  rows: readonly LookupRow[],
): Response {
  const headers = headersOf(index)
  switch (format) {
    case 'json':
      return Response.json(body, { headers })
    case 'ndjson': {
      const lines = rows.map((row) => `${JSON.stringify(row)}\n`)
      headers['content-type'] = 'application/x-ndjson; charset=utf-8'
      return new Response(lines.join(''), { headers })
    }
    case 'csv': {
      const columns = index.columns.map(({ name }) => name)
      headers['content-type'] = CSV_TYPE
      headers['content-disposition'] = `inline; filename="${index.name}.csv"`
      return new Response(toCsv(columns, rows, { isGuarded: true }), { headers })
    }
  }
}

/** The headers of an answer with data: caching, and who is to be named for it (RFC 8288, relation `license`). */
function headersOf({ licence, source }: LookupIndex): Record<string, string> {
  const links: string[] = []
  if (URL.canParse(licence)) links.push(`<${new URL(licence).href}>; rel="license"`)
  else if (/^[A-Za-z0-9.+-]+$/.test(licence)) {
    links.push(`<https://spdx.org/licenses/${licence}.html>; rel="license"`)
  }
  if (source !== undefined) links.push(`<${new URL(source).href}>; rel="via"`)
  return links.length === 0 ? { ...CACHED } : { ...CACHED, link: links.join(', ') }
}
