/** Reads what is asked of one lookup by the parameters of a URL: one typed question, or why it is none. */
import type { Format } from './api-format.ts'
import type { LookupIndex } from './format.ts'
import { readFilters } from './parse-question-filters.ts'
import {
  checkCompanions,
  QUESTION_PARAMETERS,
  readKind,
  type QuestionKind,
} from './parse-question-kind.ts'
import { readColumns, readFormat, readLimit, readListing } from './parse-question-list.ts'
import {
  ParameterError,
  readList,
  readOne,
  readSwitch,
  readText,
  readWhole,
} from './parse-question-parameters.ts'
import { readBox, readPoint, readRadius } from './parse-question-place.ts'
import {
  MAX_RESULTS,
  QuestionError,
  type Box,
  type FindOptions,
  type ListQuestion,
  type NearOptions,
  type Point,
} from './question.ts'

export { QUESTION_PARAMETERS } from './parse-question-kind.ts'
export { DEFAULT_LIMIT } from './parse-question-list.ts'

/** Keys of one batch at most. */
export const MAX_KEYS = 1000

// So many fit into the longest URL; more is not read.
const MAX_PARAMETERS = 2000

export type Question =
  | { readonly kind: 'about' }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'batch'; readonly keys: readonly string[] }
  | {
      readonly kind: 'find'
      readonly find: string
      readonly options: FindOptions
      readonly isCount: boolean
    }
  | { readonly kind: 'near'; readonly point: Point; readonly options: NearOptions }
  | { readonly kind: 'box'; readonly box: Box; readonly options: NearOptions }
  | { readonly kind: 'contains'; readonly value: string }
  | { readonly kind: 'list'; readonly list: ListQuestion; readonly isCount: boolean }
  | { readonly kind: 'random' }

/** A question, and how its answer is to be given. */
export interface Asked {
  readonly question: Question
  /** The columns of the rows, where not all are wanted. */
  readonly columns?: readonly string[]
  /** The format that the parameter `format` asks for. */
  readonly format?: Format
}

/**
 * Reads a question. A parameter or column that is not known is a mistake: ignored, it would look as if it had been
 * heeded. A parameter without a value was not asked.
 * @param pathKey - the key that the path has, `''` for none
 * @throws {ParameterError} for a parameter that is wrong, {@link QuestionError} for parameters that do not go together
 */
export function parseQuestion(
  index: LookupIndex,
  parameters: URLSearchParams,
  pathKey = '',
): Asked {
  if (parameters.size > MAX_PARAMETERS) {
    throw new QuestionError(
      `There are ${parameters.size} parameters, expected at most ${MAX_PARAMETERS}.`,
    )
  }
  const filters = readFilters(index, parameters, QUESTION_PARAMETERS)
  const format = readFormat(parameters)
  const columns = readColumns(index, parameters)
  const how = { ...(columns && { columns }), ...(format && { format }) }
  const kind = readKind(parameters, filters.length > 0, pathKey)
  checkCompanions(kind, parameters, filters.length > 0)
  return { question: readQuestion(index, kind, parameters, { pathKey, filters }), ...how }
}

/** What was read before the kind of question was known. */
interface Given {
  readonly pathKey: string
  readonly filters: ListQuestion['filters']
}

function readQuestion(
  index: LookupIndex,
  kind: QuestionKind,
  parameters: URLSearchParams,
  { pathKey, filters }: Given,
): Question {
  switch (kind) {
    case 'about':
    case 'random':
      return { kind }
    case 'key':
      return { kind, key: pathKey || (readOne(parameters, 'key') ?? '') }
    case 'batch':
      return { kind, keys: readList(parameters, 'keys', MAX_KEYS) }
    case 'find':
      return readFind(index, parameters, filters)
    case 'contains':
      if (index.range === undefined) throw cannot(index, 'contains', 'ranges')
      return { kind, value: readText(parameters, 'contains')?.trim() ?? '' }
    case 'list':
      return { kind, ...readListing(index, parameters, filters) }
    case 'near':
    case 'box':
      return readPlace(index, parameters, filters)
  }
}

function readFind(
  index: LookupIndex,
  parameters: URLSearchParams,
  filters: ListQuestion['filters'],
): Question {
  if (index.find.length === 0) throw cannot(index, 'find', 'columns to find in')
  const limit = readLimit(parameters)
  const offset = readWhole(parameters, 'offset', { min: 0, max: MAX_RESULTS - 1, otherwise: 0 })
  const options = { limit, offset, ...(filters.length > 0 && { filters }) }
  const find = readText(parameters, 'find')?.trim() ?? ''
  return { kind: 'find', find, options, isCount: readSwitch(parameters, 'count') }
}

function readPlace(
  index: LookupIndex,
  parameters: URLSearchParams,
  filters: ListQuestion['filters'],
): Question {
  const point = readPoint(parameters)
  const box = readBox(parameters)
  if (index.near === undefined) throw cannot(index, point === undefined ? 'box' : 'near', 'places')
  const radius = readRadius(parameters)
  const options = {
    limit: readLimit(parameters),
    ...(radius !== undefined && { radius }),
    ...(filters.length > 0 && { filters }),
  }
  if (point !== undefined) return { kind: 'near', point, options }
  if (box !== undefined) return { kind: 'box', box, options }
  throw new Error('a place was asked, and is not there any more')
}

function cannot(index: LookupIndex, parameter: string, what: string): ParameterError {
  const can = capabilities(index).join(', ')
  return new ParameterError(parameter, `The lookup ${index.name} has no ${what}, expected ${can}.`)
}

/** The parameters that a lookup can be asked by. */
export function capabilities({ find, near, range, filter }: LookupIndex): string[] {
  return [
    'key',
    'keys',
    ...(find.length > 0 ? ['find'] : []),
    ...(near === undefined ? [] : ['near', 'box']),
    ...(range === undefined ? [] : ['contains']),
    ...(filter.length > 0 ? ['a column to filter by'] : []),
    'random',
  ]
}
