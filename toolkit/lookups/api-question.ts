/** Reads what a program asks of one lookup, and says what is wrong with it. */
import { MAX_RESULTS } from './engine.ts'
import type { LookupIndex } from './format.ts'

const FORMATS = ['json', 'csv', 'ndjson'] as const
export type Format = (typeof FORMATS)[number]

/** The query parameters that the API knows. */
export const QUESTION_PARAMETERS = ['key', 'find', 'limit', 'offset', 'format'] as const

export interface ApiRequest {
  /** The key in the path; may end with the suffix of a format. */
  readonly key: string
  readonly parameters: URLSearchParams
  readonly accept: string | null
  /** The format that the suffix of the lookup's name asks for: `/api/lookups/cities.csv`. */
  readonly format: Format | undefined
}

const DEFAULT_LIMIT = 20
const MAX_FIND_LENGTH = 200

/** A key to try; a suffix that was taken off asks for its format. */
export interface Candidate {
  readonly key: string
  readonly format?: Format
}

export type Question =
  | { readonly kind: 'mistake'; readonly detail: string }
  | { readonly kind: 'about'; readonly format: Format }
  | { readonly kind: 'row'; readonly keys: readonly Candidate[]; readonly format: Format }
  | {
      readonly kind: 'find'
      readonly find: string
      readonly limit: number
      readonly offset: number
      readonly format: Format
    }

/** Reads a question. An unknown parameter is a mistake: ignored, it would look as if it had been heeded. */
export function parseQuestion(request: ApiRequest, index: LookupIndex): Question {
  const { parameters } = request
  const detail = findMistake(parameters, index)
  if (detail !== undefined) return { kind: 'mistake', detail }

  const asked = parameters.get('format')
  const format =
    FORMATS.find((name) => name === asked) ?? request.format ?? fromAccept(request.accept)
  const find = parameters.get('find')
  const key = request.key || parameters.get('key')
  if (key && find !== null) {
    return { kind: 'mistake', detail: 'A key and find were both asked, expected one of them.' }
  }
  if (key) return { kind: 'row', keys: toCandidates(key, asked === null), format }
  if (find === null) return { kind: 'about', format }
  const limit = Number(parameters.get('limit') ?? DEFAULT_LIMIT)
  return { kind: 'find', find, limit, offset: Number(parameters.get('offset') ?? 0), format }
}

/** Splits the suffix of a format off a name or key: `cities.csv` is `cities` as CSV. */
export function splitSuffix(text: string): Candidate | undefined {
  const format = FORMATS.find((name) => text.endsWith(`.${name}`))
  return format && { key: text.slice(0, -format.length - 1), format }
}

/** A key that itself ends like a suffix comes first. */
function toCandidates(key: string, takesSuffix: boolean): Candidate[] {
  const split = takesSuffix ? splitSuffix(key) : undefined
  return split === undefined ? [{ key }] : [{ key }, split]
}

function findMistake(parameters: URLSearchParams, index: LookupIndex): string | undefined {
  const known: readonly string[] = QUESTION_PARAMETERS
  const unknown = [...parameters.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) {
    return `Unknown parameter ${JSON.stringify(unknown.slice(0, 100))}, expected ${known.join(', ')}.`
  }
  const format = parameters.get('format')
  if (format !== null && !FORMATS.some((name) => name === format)) {
    return `Unknown format ${JSON.stringify(format.slice(0, 100))}, expected ${FORMATS.join(', ')}.`
  }
  return (
    findFindMistake(parameters.get('find'), index) ??
    findRangeMistake('limit', parameters.get('limit'), 1, MAX_RESULTS) ??
    findRangeMistake('offset', parameters.get('offset'), 0, MAX_RESULTS - 1)
  )
}

function findFindMistake(find: string | null, index: LookupIndex): string | undefined {
  if (find === null) return undefined
  if (index.find.length === 0) return `The lookup ${index.name} answers keys alone, not find.`
  return find.length > MAX_FIND_LENGTH
    ? `find is ${find.length} characters, expected at most ${MAX_FIND_LENGTH}.`
    : undefined
}

function findRangeMistake(
  name: string,
  text: string | null,
  min: number,
  max: number,
): string | undefined {
  if (text === null) return undefined
  const value = /^\d{1,4}$/.test(text) ? Number(text) : -1
  if (value >= min && value <= max) return undefined
  return `${name} is ${JSON.stringify(text.slice(0, 100))}, expected a whole number from ${min} to ${max}.`
}

/** The format that `Accept` names first; JSON otherwise. */
function fromAccept(accept: string | null): Format {
  const types = (accept ?? '').split(',').map((range) => range.split(';')[0]?.trim().toLowerCase())
  for (const type of types) {
    if (type === 'text/csv') return 'csv'
    if (type === 'application/x-ndjson' || type === 'application/ndjson') return 'ndjson'
    if (type === 'application/json' || type === 'text/html') return 'json'
  }
  return 'json'
}
