/** The URLs of a lookup: what a path asks for, and the path of what can be asked. */
import { decodePathPart } from '../core/http.ts'
import type { LookupIndex, LookupRow } from './format.ts'
import { toKey } from './key.ts'

/** Where pages and answers for programs are mounted. */
export type Base = '/lookups' | '/api/lookups'

/** What a path below a base asks for. */
export interface Address {
  /** Empty for the base itself. */
  readonly name: string
  /** The parts after the name, decoded. */
  readonly parts: readonly string[]
}

/** What of a lookup decides its addresses. */
export type Addressed = Pick<LookupIndex, 'name' | 'key'>

/** Reads a path below `base`; `undefined` where its percent-encoding is malformed. */
export function parseAddress(pathname: string, base: Base): Address | undefined {
  const [name, ...parts] = pathname
    .slice(base.length + 1)
    .split('/')
    .map(decodePathPart)
  const whole = parts.filter((part) => part !== undefined)
  if (name === undefined || whole.length < parts.length) return undefined
  return { name, parts: whole }
}

/**
 * The canonical key that the parts of a path give, `''` for none. A key of one column may have slashes of its own; of
 * several columns each part is the value of one.
 */
export function keyOf({ key }: Pick<LookupIndex, 'key'>, parts: readonly string[]): string {
  return key.length > 1 && parts.length === key.length ? toKey(parts) : parts.join('/')
}

/** The canonical key of a row. */
export function rowKey({ key }: Pick<LookupIndex, 'key'>, row: LookupRow): string {
  return toKey(key.map((name) => row[name]).map((value) => (isKeyPart(value) ? value : '')))
}

/** The path of one row, by its canonical key. A key that a path would change (`..`, `a//b`) goes into the query. */
export function rowPath(base: Base, { name, key: columns }: Addressed, key: string): string {
  const parts = toParts(columns.length, key)
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..')
  const path = `${base}/${name}`
  return isPlain && key.isWellFormed()
    ? `${path}/${parts.map(encodeURIComponent).join('/')}`
    : `${path}?${new URLSearchParams({ key }).toString()}`
}

/** The path of a question. */
export function questionPath(base: Base, { name }: Addressed, parameters: URLSearchParams): string {
  const query = toReadable(parameters)
  return `${base}/${name}${query === '' ? '' : `?${query}`}`
}

/** The same parameters with others in place of some, in their order; `undefined` takes one away. */
export function withParameters(
  parameters: URLSearchParams,
  changes: Readonly<Record<string, string | readonly string[] | undefined>>,
): URLSearchParams {
  const changed = new URLSearchParams(parameters)
  for (const [name, value] of Object.entries(changes)) {
    changed.delete(name)
    for (const one of value === undefined ? [] : [value].flat()) changed.append(name, one)
  }
  return changed
}

/** The same path with another parameter. */
export function withParameter(path: string, name: string, value: string): string {
  const query = new URLSearchParams({ [name]: value }).toString()
  return `${path}${path.includes('?') ? '&' : '?'}${query}`
}

function toParts(columns: number, key: string): string[] {
  const parts = key.split('/')
  // Of several columns, the canonical key writes the slashes and percent signs of a value otherwise: see `key.ts`.
  if (columns === 1) return parts
  return parts.map((part) => part.replaceAll('%2F', '/').replaceAll('%25', '%'))
}

/** Commas and colons need no encoding in a query (RFC 3986, section 3.4), and people read addresses. */
function toReadable(parameters: URLSearchParams): string {
  return parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
}

function isKeyPart(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
