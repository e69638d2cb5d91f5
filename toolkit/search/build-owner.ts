/** Reads `functions/search.toml`, in which the owner says which words mean the same and which pages come first. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { parse, TomlError } from 'smol-toml'

import { BuildError } from '../core/errors.ts'

const FILE = 'functions/search.toml'

/** What the owner says of the site's search. */
export interface OwnerFile {
  /** Lists of words: who asks for any of one list finds all of it. */
  readonly synonyms: readonly (readonly string[])[]
  /** The first results for exactly one query. */
  readonly pins: readonly Pin[]
  /** Whether what visitors search for is counted; it is where the owner says nothing. */
  readonly insight?: boolean
}

const KEYS = ['synonyms', 'pins', 'insight']

export interface Pin {
  readonly query: string
  /** URL paths of pages, in the order of the results. */
  readonly pages: readonly string[]
}

/**
 * Reads the file of a project, whose folder is given. Without one there are neither synonyms nor pins.
 * @throws {BuildError} with the line, when the file is no TOML or says something else than expected
 */
export async function readOwnerFile(project: string): Promise<OwnerFile> {
  try {
    return parseOwnerFile(await readFile(join(project, FILE), 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { synonyms: [], pins: [] }
    throw error
  }
}

/** The text of the file, read. See `readOwnerFile`. */
export function parseOwnerFile(text: string): OwnerFile {
  const table = parseToml(text)
  const fail = failIn(text)
  for (const key of Object.keys(table))
    if (!KEYS.includes(key))
      fail(`expected synonyms, insight or [[pins]], got ${JSON.stringify(key)}`, lineOfKey(key))
  return {
    synonyms: readSynonyms(table['synonyms'], fail),
    pins: readPins(table['pins'], fail),
    ...readInsight(table['insight'], fail),
  }
}

/** Where in the text something is said: the first line that matches, below the given table. */
interface Spot {
  readonly pattern: RegExp
  /** Which `[[pins]]` it is in, from 0. */
  readonly pin?: number
}

type Fail = (message: string, spot: Spot) => never

const SYNONYMS: Spot = { pattern: /^\s*(["']?)synonyms\1\s*=/ }
const PINS = /^\s*(?:\[\[?\s*(["']?)pins\1\s*\]|(["']?)pins\2\s*=)/

function parseToml(text: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text)
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    // The first line says what is wrong; the others show where, which the place does.
    const [message = ''] = cause.message.split('\n')
    throw new BuildError(message, { file: FILE, line: cause.line }, { cause })
  }
}

function failIn(text: string): Fail {
  const lines = text.split(/\r?\n/)
  return (message, { pattern, pin }) => {
    const pins = lines.flatMap((line, at) => (PINS.test(line) ? [at] : []))
    const start = pin === undefined ? 0 : (pins[pin] ?? pins[0] ?? 0)
    const at = lines.findIndex((line, index) => index >= start && pattern.test(line))
    throw new BuildError(message, { file: FILE, line: (at < 0 ? start : at) + 1 })
  }
}

function lineOfKey(key: string): Spot {
  const written = key.replace(/[^\w-]/g, String.raw`\$&`)
  return { pattern: RegExp(String.raw`^\s*\[{0,2}\s*["']?${written}["']?\s*(?:=|\]|\.)`, 'u') }
}

function readInsight(value: unknown, fail: Fail): Pick<OwnerFile, 'insight'> {
  if (value === undefined) return {}
  if (typeof value === 'boolean') return { insight: value }
  return fail(`expected insight = true or false, got ${shown(value)}`, lineOfKey('insight'))
}

function readSynonyms(value: unknown, fail: Fail): string[][] {
  if (value === undefined) return []
  const expected = 'expected synonyms = [["one", "another"]]: lists of at least two words each'
  if (!Array.isArray(value)) return fail(`${expected}, got ${shown(value)}`, SYNONYMS)
  return value.map((list) => {
    const words = readTexts(list)
    return words === undefined || words.length < 2
      ? fail(`${expected}, got ${shown(list)}`, SYNONYMS)
      : words
  })
}

function readPins(value: unknown, fail: Fail): Pin[] {
  if (value === undefined) return []
  if (!Array.isArray(value))
    return fail(`expected [[pins]], got ${shown(value)}`, { pattern: PINS })
  const pins = value.map((pin: unknown, at) => readPin(pin, at, fail))
  for (const [at, { query }] of pins.entries()) {
    if (pins.findIndex((other) => isSame(other.query, query)) < at)
      fail(`expected one [[pins]] for each query, got ${shown(query)} twice`, spotOf(at, 'query'))
  }
  return pins
}

function readPin(pin: unknown, at: number, fail: Fail): Pin {
  if (typeof pin !== 'object' || pin === null)
    return fail(`expected [[pins]], got ${shown(pin)}`, spotOf(at))
  const table = new Map<string, unknown>(Object.entries(pin))
  for (const key of table.keys())
    if (key !== 'query' && key !== 'pages')
      fail(`expected query or pages under [[pins]], got ${shown(key)}`, {
        ...lineOfKey(key),
        pin: at,
      })
  const query = table.get('query')
  if (typeof query !== 'string' || query.trim() === '')
    return fail(`expected query = "what is typed", got ${shown(query)}`, spotOf(at, 'query'))
  const pages = readTexts(table.get('pages'))
  const wrong = pages?.find((page) => !page.startsWith('/'))
  if (pages === undefined || pages.length === 0 || wrong !== undefined) {
    const got = shown(wrong ?? table.get('pages'))
    return fail(`expected pages = ["/path/"]: paths of pages, got ${got}`, spotOf(at, 'pages'))
  }
  return { query: query.trim(), pages }
}

function isSame(query: string, other: string): boolean {
  return query.toLowerCase() === other.toLowerCase()
}

function spotOf(pin: number, key = ''): Spot {
  return key === '' ? { pattern: PINS, pin } : { ...lineOfKey(key), pin }
}

/** A list of texts that are not blank; `undefined` for anything else. */
function readTexts(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const texts = value.flatMap((text: unknown) =>
    typeof text === 'string' && text.trim() !== '' ? [text.trim()] : [],
  )
  return texts.length === value.length ? texts : undefined
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
