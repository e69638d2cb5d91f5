/** Reads how rows are listed: their order, their columns, how many, and what is counted. */
import { FORMATS, type Format } from './api-format.ts'
import { MAX_CURSOR_LENGTH } from './cursor.ts'
import type { LookupIndex } from './format.ts'
import {
  listNames,
  ParameterError,
  quote,
  readList,
  readOne,
  readSwitch,
  readWhole,
} from './parse-question-parameters.ts'
import { MAX_LIMIT, type ListQuestion, type Sort } from './question.ts'

/** Rows of an answer, unless `limit` says otherwise. */
export const DEFAULT_LIMIT = 20

const MAX_SORTS = 8
const MAX_FACETS = 10

/** The format that the parameter `format` asks for. */
export function readFormat(parameters: URLSearchParams): Format | undefined {
  const text = readOne(parameters, 'format')
  if (text === undefined) return undefined
  const format = FORMATS.find((name) => name === text)
  if (format !== undefined) return format
  throw new ParameterError(
    'format',
    `Unknown format ${quote(text)}, expected ${FORMATS.join(', ')}.`,
  )
}

/** The columns of the rows, where not all are wanted. */
export function readColumns(
  { columns }: LookupIndex,
  parameters: URLSearchParams,
): string[] | undefined {
  const names = readList(parameters, 'columns')
  if (names.length === 0) return undefined
  const known = columns.map(({ name }) => name)
  return readNames('columns', names, known)
}

/** Names of columns, each once. */
function readNames(
  parameter: string,
  names: readonly string[],
  known: readonly string[],
): string[] {
  const strange = names.find((name) => !known.includes(name))
  if (strange === undefined) return [...new Set(names)]
  const expected =
    known.length === 0 ? 'this lookup has none for it' : `expected ${listNames(known)}`
  throw new ParameterError(
    parameter,
    `Unknown column ${quote(strange)} in ${parameter}, ${expected}.`,
  )
}

/** A list of rows as it is asked; of a count no row is wanted, but an engine gives one at least. */
export function readListing(
  index: LookupIndex,
  parameters: URLSearchParams,
  filters: ListQuestion['filters'],
): { readonly list: ListQuestion; readonly isCount: boolean } {
  const isCount = readSwitch(parameters, 'count')
  const cursor = readOne(parameters, 'cursor')
  if (cursor !== undefined && cursor.length > MAX_CURSOR_LENGTH) {
    throw new ParameterError(
      'cursor',
      `cursor has ${cursor.length} characters, expected the cursor of an answer.`,
    )
  }
  const facets = readNames('facets', readList(parameters, 'facets', MAX_FACETS), index.filter)
  const list = {
    filters,
    sort: readSort(index, parameters),
    limit: isCount ? 1 : readLimit(parameters),
    ...(cursor !== undefined && { cursor }),
    facets,
  }
  return { list, isCount }
}

/** `sort=-population,name`: the first column decides, a hyphen turns its order. */
function readSort(index: LookupIndex, parameters: URLSearchParams): Sort[] {
  const known = [...new Set([...index.filter, ...index.sort])]
  const sorts = readList(parameters, 'sort', MAX_SORTS).map((item) => {
    const column = item.replace(/^-/, '')
    return { column, descending: column !== item }
  })
  readNames(
    'sort',
    sorts.map(({ column }) => column),
    known,
  )
  const twice = sorts.find(
    ({ column }, at) => sorts.findIndex((other) => other.column === column) < at,
  )
  if (twice === undefined) return sorts
  throw new ParameterError(
    'sort',
    `sort has the column ${quote(twice.column)} twice, expected once.`,
  )
}

/** How many rows. */
export function readLimit(parameters: URLSearchParams): number {
  return readWhole(parameters, 'limit', { min: 1, max: MAX_LIMIT, otherwise: DEFAULT_LIMIT })
}
