/** Reads the body of a batch: `{"keys": [...]}` as JSON. */
import type { LookupIndex } from './format.ts'
import { toKey } from './key.ts'
import { listNames, ParameterError, quote } from './parse-question-parameters.ts'
import { MAX_KEYS } from './parse-question.ts'
import { QuestionError } from './question.ts'

/** The most that a body may have. Bytes. */
export const MAX_BODY_BYTES = 100_000

export interface BatchBody {
  /** Canonical keys. */
  readonly keys: readonly string[]
  /** How many of the first keys to pass over. */
  readonly offset: number
  readonly columns?: readonly string[]
}

const MEMBERS = ['keys', 'offset', 'columns']

/**
 * Reads the text of a body. A key is a text or a number; of several columns also a list of their values.
 * @throws {QuestionError} saying what was expected, what came, and where
 */
export function parseBatch(index: LookupIndex, text: string): BatchBody {
  const body = parseObject(text)
  const strange = [...body.keys()].find((name) => !MEMBERS.includes(name))
  if (strange !== undefined) {
    const expected = `expected ${MEMBERS.join(', ')}`
    throw new ParameterError(strange, `Unknown member ${quote(strange)} in the body, ${expected}.`)
  }
  const keys = readKeys(index, body.get('keys'))
  const columns = readColumns(index, body.get('columns'))
  return { keys, offset: readOffset(body.get('offset'), keys.length), ...(columns && { columns }) }
}

function parseObject(text: string): Map<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new QuestionError(`The body is no JSON, expected {"keys": [...]}.`)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new Map(Object.entries(value))
  }
  throw new QuestionError(`The body is ${describe(value)}, expected {"keys": [...]}.`)
}

function readKeys(index: LookupIndex, value: unknown): string[] {
  if (!Array.isArray(value)) {
    throw new ParameterError('keys', `keys is ${describe(value)}, expected a list of keys.`)
  }
  if (value.length === 0 || value.length > MAX_KEYS) {
    throw new ParameterError('keys', `keys has ${value.length} items, expected 1 to ${MAX_KEYS}.`)
  }
  return value.map((item: unknown, at) => readKey(index, item, at))
}

function readKey({ key }: LookupIndex, item: unknown, at: number): string {
  if (isKeyPart(item)) return String(item)
  if (key.length > 1 && Array.isArray(item)) {
    const parts = item.filter(isKeyPart)
    if (parts.length === key.length && parts.length === item.length) return toKey(parts)
  }
  const many = key.length > 1 ? `, or a list of ${key.join(', ')}` : ''
  throw new ParameterError(
    'keys',
    `keys[${at}] is ${describe(item)}, expected a text or a number${many}.`,
  )
}

function readOffset(value: unknown, keys: number): number {
  if (value === undefined) return 0
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < keys)
    return value
  throw new ParameterError(
    'offset',
    `offset is ${describe(value)}, expected a whole number from 0 to ${keys - 1}.`,
  )
}

function readColumns({ columns }: LookupIndex, value: unknown): string[] | undefined {
  if (value === undefined) return undefined
  const known = columns.map(({ name }) => name)
  const names = Array.isArray(value) ? value.filter((name) => known.includes(name)) : []
  if (Array.isArray(value) && names.length === value.length && names.length > 0) {
    return [...new Set(names)]
  }
  throw new ParameterError(
    'columns',
    `columns is ${describe(value)}, expected a list of ${listNames(known)}.`,
  )
}

function isKeyPart(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return value === undefined ? 'not there' : quote(JSON.stringify(value))
}
