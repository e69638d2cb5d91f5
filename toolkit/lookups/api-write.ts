/** Writes an answer in a format, with the headers that caches and readers need. */
import { CONTENT_TYPES, type Format } from './api-format.ts'
import type { Answer } from './api-answer.ts'
import { toCsv } from './csv.ts'
import type { LookupIndex } from './format.ts'

/** A body and its headers, before it is a response. */
export interface Written {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** The answer in a format. The links of the header are in every one, since CSV and NDJSON have no place for them. */
export function writeAnswer(index: LookupIndex, answer: Answer, format: Format): Written {
  const headers: Record<string, string> = { 'content-type': CONTENT_TYPES[format] }
  const links = linksOf(index)
  if (answer.next !== undefined) links.push(`<${answer.next}>; rel="next"`)
  if (links.length > 0) headers['link'] = links.join(', ')
  if (format === 'csv') headers['content-disposition'] = `inline; filename="${index.name}.csv"`
  return { body: writeBody(answer, format), headers }
}

/** Who is to be named for the data: the licence (RFC 4946) and where it comes from (RFC 4287), as links (RFC 8288). */
export function linksOf({ licence, source }: LookupIndex): string[] {
  const links: string[] = []
  const address = licenceUrl(licence)
  if (address !== undefined) links.push(`<${address}>; rel="license"`)
  if (source !== undefined && URL.canParse(source))
    links.push(`<${new URL(source).href}>; rel="via"`)
  return links
}

/** The address of a licence: its own, or the one of its SPDX identifier; a `LicenseRef-` is not on their list. */
export function licenceUrl(licence: string): string | undefined {
  if (/^https?:/i.test(licence) && URL.canParse(licence)) return new URL(licence).href
  return /^(?!LicenseRef-)[A-Za-z0-9.+-]+$/.test(licence)
    ? `https://spdx.org/licenses/${licence}.html`
    : undefined
}

function writeBody({ body, columns, rows, features, isOne }: Answer, format: Format): string {
  switch (format) {
    case 'json':
      return JSON.stringify(body)
    case 'ndjson':
      return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    case 'csv':
      return toCsv(columns, rows, { isGuarded: true })
    case 'geojson':
      return JSON.stringify(isOne ? features[0] : toCollection(body, features))
  }
}

/** What else the answer says goes into foreign members (RFC 7946, section 6.1). */
function toCollection(body: Answer['body'], features: readonly object[]): object {
  const { results: _results, rows: _rows, row: _row, ...members } = body
  return { type: 'FeatureCollection', features, ...members }
}
