/** The formats of answers for programs: by parameter, by suffix, or by what a request accepts. */

import { CSV_TYPE } from './csv.ts'

/** In the order of preference, where a request does not care. */
export const FORMATS = ['json', 'csv', 'ndjson', 'geojson'] as const
export type Format = (typeof FORMATS)[number]

/** Media types that a request may name; the first is the one of answers. */
const TYPES: Readonly<Record<Format, readonly string[]>> = {
  json: ['application/json', 'text/json'],
  csv: ['text/csv'],
  ndjson: ['application/x-ndjson', 'application/ndjson', 'application/jsonl'],
  geojson: ['application/geo+json', 'application/vnd.geo+json'],
}

/** The media type of an answer. */
export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json',
  csv: CSV_TYPE,
  ndjson: 'application/x-ndjson; charset=utf-8',
  geojson: 'application/geo+json',
}

/** A text without the suffix of a format. */
export interface Suffixed {
  readonly text: string
  readonly format: Format
}

/** Splits the suffix of a format off a name or key: `cities.csv` is `cities` as CSV. */
export function splitSuffix(text: string): Suffixed | undefined {
  const format = FORMATS.find((name) => text.endsWith(`.${name}`))
  return format && { text: text.slice(0, -format.length - 1), format }
}

/**
 * The format that `Accept` weighs most (RFC 9110, section 12.5.1). Of equal weights the one that is named, in the order
 * of the header, before those that a wildcard takes. JSON where nothing else is taken: an answer helps more than none.
 * @param formats - those that the lookup can be given in
 */
export function negotiate(accept: string | null, formats: readonly Format[] = FORMATS): Format {
  if (accept === null) return 'json'
  const ranges = accept.slice(0, MAX_ACCEPT).split(',').map(toRange)
  let best: Weighed | undefined
  for (const format of formats) {
    const weighed = weigh(format, ranges)
    if (weighed !== undefined && (best === undefined || isBetter(weighed, best))) best = weighed
  }
  return best?.format ?? 'json'
}

const MAX_ACCEPT = 2000

interface Range {
  readonly type: string
  readonly quality: number
}

interface Weighed {
  readonly format: Format
  readonly quality: number
  /** 2 for a type that is named, 1 for `text/*`, 0 for any. */
  readonly precision: number
  readonly at: number
}

function toRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const [, weight = '1'] = parameters.map((one) => /^q\s*=\s*(.*)$/.exec(one)).find(Boolean) ?? []
  return { type, quality: /^(0(\.\d*)?|1(\.0*)?)$/.test(weight) ? Number(weight) : 0 }
}

/** The most precise range of a format decides its weight. */
function weigh(format: Format, ranges: readonly Range[]): Weighed | undefined {
  let found: Weighed | undefined
  for (const [at, { type, quality }] of ranges.entries()) {
    const precision = precisionOf(format, type)
    if (precision === undefined || precision <= (found?.precision ?? -1)) continue
    found = { format, quality, precision, at }
  }
  return found === undefined || found.quality === 0 ? undefined : found
}

function precisionOf(format: Format, type: string): number | undefined {
  const [main = '', ...others] = TYPES[format]
  if (type === main || others.includes(type)) return 2
  if (type === `${main.split('/', 1).join('')}/*`) return 1
  return type === '*/*' ? 0 : undefined
}

function isBetter(one: Weighed, other: Weighed): boolean {
  if (one.quality !== other.quality) return one.quality > other.quality
  if (one.precision !== other.precision) return one.precision > other.precision
  return one.precision === 2 && one.at < other.at
}
