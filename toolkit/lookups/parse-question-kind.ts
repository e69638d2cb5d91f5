/** Tells what kind of question parameters ask, and which of them do not go together. */
import { ParameterError, readAll, readSwitch } from './parse-question-parameters.ts'
import { QuestionError } from './question.ts'

/** The parameters that every lookup knows; any other is a column to filter by, or a mistake. */
export const QUESTION_PARAMETERS = [
  'key',
  'keys',
  'find',
  'near',
  'radius',
  'box',
  'contains',
  'sort',
  'facets',
  'columns',
  'limit',
  'offset',
  'cursor',
  'random',
  'count',
  'format',
] as const

export type QuestionKind =
  'about' | 'key' | 'batch' | 'find' | 'near' | 'box' | 'contains' | 'list' | 'random'

/** What goes with each kind of question, beside `columns` and `format`, which go with all. */
const COMPANIONS: Readonly<Record<QuestionKind, readonly string[]>> = {
  about: [],
  key: [],
  batch: [],
  find: ['limit', 'offset', 'count', 'filters'],
  near: ['radius', 'limit', 'filters'],
  box: ['limit', 'filters'],
  contains: [],
  list: ['sort', 'facets', 'limit', 'cursor', 'count', 'filters'],
  random: [],
}

/** What a question is called by its parameter. */
const KINDS: readonly (readonly [parameter: string, kind: QuestionKind])[] = [
  ['key', 'key'],
  ['keys', 'batch'],
  ['find', 'find'],
  ['near', 'near'],
  ['box', 'box'],
  ['contains', 'contains'],
  ['random', 'random'],
]

/**
 * @param pathKey - the key that the path has, `''` for none
 * @throws {QuestionError} for several questions at once
 */
export function readKind(
  parameters: URLSearchParams,
  hasFilters: boolean,
  pathKey: string,
): QuestionKind {
  const asked = KINDS.filter(([name]) => isAsked(parameters, name))
  const names = [...(pathKey === '' ? [] : ['a key in the path']), ...asked.map(([name]) => name)]
  if (names.length > 1) {
    throw new QuestionError(`${names.join(' and ')} were asked together, expected one of them.`)
  }
  if (pathKey !== '') return 'key'
  const [, kind] = asked[0] ?? []
  if (kind !== undefined) return kind
  const isList = ['sort', 'facets', 'columns', 'limit', 'cursor', 'count'].some((name) =>
    isAsked(parameters, name),
  )
  return isList || hasFilters ? 'list' : 'about'
}

/** Switches that are off are not asked; what is no switch is told apart when it is read. */
function isAsked(parameters: URLSearchParams, name: string): boolean {
  return name === 'random' || name === 'count'
    ? readSwitch(parameters, name)
    : readAll(parameters, name).length > 0
}

/** @throws {ParameterError} for a parameter that would not be heeded */
export function checkCompanions(
  kind: QuestionKind,
  parameters: URLSearchParams,
  hasFilters: boolean,
): void {
  const own = KINDS.flatMap(([name, itsKind]) => (itsKind === kind ? [name] : []))
  const companions = COMPANIONS[kind]
  const allowed = new Set<string>([...own, ...companions, 'columns', 'format'])
  const asked = QUESTION_PARAMETERS.filter((name) => isAsked(parameters, name))
  const stray =
    hasFilters && !companions.includes('filters')
      ? 'filters'
      : asked.find((name) => !allowed.has(name))
  if (stray !== undefined) throw new ParameterError(stray, straying(kind, stray))
  if (!asked.includes('count')) return
  // A count has no rows: what orders and cuts them would look as if it were heeded.
  const idle = asked.find((name) => ['sort', 'limit', 'offset', 'cursor', 'columns'].includes(name))
  if (idle === undefined) return
  throw new ParameterError(idle, `${idle} does not go with count, whose answer has no rows.`)
}

function straying(kind: QuestionKind, name: string): string {
  const needs = Object.entries(COMPANIONS).flatMap(([other, companions]) =>
    companions.includes(name) ? [NAMES[other] ?? other] : [],
  )
  const verb = name === 'filters' ? 'do' : 'does'
  const goes = needs.length === 0 ? 'it is asked alone' : `only with ${needs.join(', ')}`
  return `${name} ${verb} not go with ${NAMES[kind]}: ${goes}.`
}

const NAMES: Readonly<Record<string, string>> = {
  about: 'no question',
  key: 'a key',
  batch: 'keys',
  list: 'a list of rows',
  find: 'find',
  near: 'near',
  box: 'box',
  contains: 'contains',
  random: 'random',
}
