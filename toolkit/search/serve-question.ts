/** What a request asks of search, read from its parameters, or why it cannot be answered. */
import { problem } from '../core/problem.ts'
import { COLUMN_READS } from './engine.ts'
import { MAX_QUERY_LENGTH } from './query.ts'
import { findLanguage, type Language, type Languages } from './serve-languages.ts'
import { readFilters, readOrder, type Filters } from './view-address.ts'

export interface Question {
  /** What is typed, without blanks around it but for one that ends its last word. */
  readonly query: string
  readonly filters: Filters
  /** `date`, `-date`, or empty. */
  readonly sort: string
  readonly language: Language
}

/** No answer begins further down. */
export const MAX_OFFSET = 100_000
// Every name reads a file, and so does the order.
const MAX_NAMES = COLUMN_READS - 1
const MAX_FILTERS = 50
const MAX_FILTER_LENGTH = 200
const ONCE = ['q', 'page', 'limit', 'offset', 'sort', 'lang']

/**
 * Reads `q`, `filter.<name>`, `sort` and `lang`; one without a value asks for nothing. An address can hold no lone
 * surrogates (URL, "percent-encode"), so these are text as it is shown.
 */
export function readQuestion(
  parameters: URLSearchParams,
  languages: Languages,
): Question | Response {
  const repeated = ONCE.find((name) => parameters.getAll(name).length > 1)
  if (repeated !== undefined)
    return refuse(`${repeated} once`, `${parameters.getAll(repeated).length} of them`)
  const query = readQuery(parameters.get('q') ?? '')
  if (query.length > MAX_QUERY_LENGTH)
    return refuse(`q to have at most ${MAX_QUERY_LENGTH} characters`, String(query.length))
  const tag = parameters.get('lang') ?? ''
  const language = findLanguage(languages, tag)
  if (language === undefined)
    return refuse(`lang to be one of ${list(languages.map((known) => known.tag))}`, quote(tag))
  const question = {
    query,
    filters: readFilters(parameters),
    sort: parameters.get('sort') ?? '',
    language,
  }
  return refuseFilters(question) ?? refuseSort(question) ?? question
}

function readQuery(typed: string): string {
  const query = typed.trim()
  // No pattern: one for the end of a text looks at each blank within it anew.
  return query === '' || typed.trimStart() === query ? query : `${query} `
}

/** Whether anything was asked: words, or pages with some property. */
export function isAsked({ query, filters }: Question): boolean {
  return query !== '' || Object.keys(filters).length > 0
}

/** A parameter that is a whole number within bounds. */
export interface Count {
  readonly name: string
  readonly least: number
  readonly most: number
  readonly otherwise: number
}

export function readCount(
  parameters: URLSearchParams,
  { name, least, most, otherwise }: Count,
): number | Response {
  const text = parameters.get(name) ?? ''
  if (text === '') return otherwise
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (value >= least && value <= most) return value
  return refuse(`${name} to be a number from ${least} to ${most}`, quote(text))
}

/** What is hidden has no say in the message: the names of its filters are not for everybody. */
function refuseFilters({ filters, language }: Question): Response | undefined {
  const { open, hidden } = language
  const known = [...(open?.filters ?? []), ...(hidden?.filters ?? [])].map(({ name }) => name)
  const names = Object.keys(filters)
  const stranger = names.find((name) => !known.includes(name))
  if (stranger !== undefined)
    return refuse(
      `a filter of this site: ${list(namesOf(open?.filters))}`,
      quote(`filter.${stranger}`),
    )
  if (names.length > MAX_NAMES) return refuse(`at most ${MAX_NAMES} filters`, String(names.length))
  const values = Object.values(filters).flat()
  if (values.length > MAX_FILTERS)
    return refuse(`at most ${MAX_FILTERS} values of filters`, String(values.length))
  const long = values.find((value) => value.length > MAX_FILTER_LENGTH)
  if (long === undefined) return undefined
  return refuse(
    `values of filters with at most ${MAX_FILTER_LENGTH} characters`,
    String(long.length),
  )
}

function refuseSort({ sort, language: { open, hidden } }: Question): Response | undefined {
  const order = readOrder(sort)
  if (order === undefined) return undefined
  const known = [...(open?.sorts ?? []), ...(hidden?.sorts ?? [])].map(({ name }) => name)
  if (known.includes(order.by)) return undefined
  const names = namesOf(open?.sorts).flatMap((name) => [name, `-${name}`])
  return refuse(`an order of this site in sort: ${list(names)}`, quote(sort))
}

function namesOf(columns: readonly { readonly name: string }[] = []): string[] {
  return columns.map(({ name }) => name)
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'there are none' : names.join(', ')
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 40).toWellFormed())
}

function refuse(expected: string, got: string): Response {
  return problem(400, `Expected ${expected}, got ${got}.`)
}
