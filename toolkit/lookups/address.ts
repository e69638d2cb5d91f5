/** The URLs of a lookup: what a path asks for, and the path of what can be asked. */
import { decodePathPart } from '../core/http.ts'

/** Where pages and answers for programs are mounted. */
export type Base = '/lookups' | '/api/lookups'

/** What a path below a base asks for. */
export interface Address {
  /** Empty for the base itself. */
  readonly name: string
  /** Decoded; empty where the path names no row. */
  readonly key: string
}

/** Reads a path below `base`; `undefined` where its percent-encoding is malformed. */
export function parseAddress(pathname: string, base: Base): Address | undefined {
  const [name, ...parts] = pathname
    .slice(base.length + 1)
    .split('/')
    .map(decodePathPart)
  const key = parts.filter((part) => part !== undefined)
  if (name === undefined || key.length < parts.length) return undefined
  return { name, key: key.join('/') }
}

/** The path of one row. A key that a path would change (`..`, `a//b`) goes into the query. */
export function rowPath(base: Base, name: string, key: string): string {
  const parts = key.split('/')
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..')
  const path = `${base}/${name}`
  return isPlain
    ? `${path}/${parts.map(encodeURIComponent).join('/')}`
    : `${path}?${new URLSearchParams({ key }).toString()}`
}

/** The path of what is found under a text. */
export function findPath(base: Base, name: string, find: string, offset = 0): string {
  const query = new URLSearchParams({ find, ...(offset > 0 ? { offset: String(offset) } : {}) })
  return `${base}/${name}?${query.toString()}`
}

/** The same answer in another format. */
export function withFormat(path: string, format: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}format=${format}`
}
