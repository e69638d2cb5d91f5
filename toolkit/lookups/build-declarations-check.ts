/** What is wrong with a declaration: types hold no module that no compiler has seen, and texts may be empty. */
import type { LookupOptions } from './define.ts'
import { COLUMN_TYPES } from './format.ts'

/** What a field may hold, as sentences say it after "expected", where a value is not of it. */
type Check = (value: unknown) => string | undefined
type Fields = Readonly<Record<string, Check>>

const FORMATS = ['csv', 'tsv', 'json', 'ndjson', 'parquet']
// SPDX 2.3, annex D, without its grammar: identifiers, operators and parentheses.
const LICENCE = /^[A-Za-z0-9][A-Za-z0-9.+-]*$|^[A-Za-z0-9(][A-Za-z0-9.+() -]+$/

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const text: Check = (value) => (isText(value) ? undefined : 'a text')
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value)
      ? undefined
      : `one of ${values.map((known) => `"${known}"`).join(', ')}`
const character: Check = (value) =>
  typeof value === 'string' && value.length === 1 && !/[\r\n]/.test(value)
    ? undefined
    : 'one character that ends no line'

/** A list of texts that differ. */
const texts: Check = (value) => {
  const isList = Array.isArray(value) && value.every(isText) && new Set(value).size === value.length
  return isList ? undefined : 'a list of texts, each once'
}
const someTexts: Check = (value) =>
  Array.isArray(value) && value.length > 0 && texts(value) === undefined
    ? undefined
    : 'a list of one text or more, each once'

const record =
  (fields: Fields, required: readonly string[] = []): Check =>
  (value) => {
    if (!isObject(value)) return `an object with ${Object.keys(fields).join(', ')}`
    for (const [name, entry] of Object.entries(value)) {
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (check === undefined) return `no other fields than ${Object.keys(fields).join(', ')}`
      const expected = entry === undefined ? undefined : check(entry)
      if (expected !== undefined) return `under \`${name}\` ${expected}`
    }
    const missing = required.find((name) => value[name] === undefined)
    return missing === undefined ? undefined : `a field \`${missing}\``
  }

const address: Check = (value) =>
  isText(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
    ? undefined
    : 'an http or https address'

const encoding: Check = (value) => {
  try {
    if (isText(value)) return void new TextDecoder(value)
  } catch {
    // It is no label.
  }
  return 'a label of the Encoding Standard'
}

const from: Check = (value) => {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return someTexts(value)
  if (isObject(value) && 'url' in value) {
    // Without an integrity the fetch stops, and says what it would be.
    return record({
      url: address,
      integrity: (given) => (typeof given === 'string' ? undefined : 'a text'),
    })(value)
  }
  if (isObject(value) && 'command' in value) {
    // The arguments of a program may be alike.
    const command: Check = (words) =>
      Array.isArray(words) && isText(words[0]) && words.every((word) => typeof word === 'string')
        ? undefined
        : 'a program and its arguments'
    return record({ command })(value)
  }
  return 'a path, a list of paths, an object with `url`, or one with `command`'
}

const key: Check = (value) =>
  isText(value) || (Array.isArray(value) && someTexts(value) === undefined)
    ? undefined
    : 'a text or a list of texts, each once'

const columns: Check = (value) => {
  if (!isObject(value)) return 'an object of columns by name'
  const check = record({ type: oneOf(...COLUMN_TYPES), title: text, description: text, unit: text })
  for (const [name, options] of Object.entries(value)) {
    const expected = check(options)
    if (expected !== undefined) return `under \`${name}\` ${expected}`
  }
  return undefined
}

const near: Check = (value) =>
  Array.isArray(value) && value.length === 2 && texts(value) === undefined
    ? undefined
    : 'the names of two columns, of the latitude and of the longitude'

const range: Check = (value) => {
  if (isObject(value) && 'cidr' in value)
    return record({ kind: oneOf('ip'), cidr: text }, ['kind'])(value)
  if (isObject(value) && 'prefix' in value) {
    return record({ kind: oneOf('text', 'hex'), prefix: text }, ['kind'])(value)
  }
  const kind = oneOf('ip', 'number', 'date', 'text')
  return record({ kind, from: text, to: text }, ['kind', 'from', 'to'])(value)
}

const share: Check = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'a number from 0 to 1'

const boolean: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false')

const licence: Check = (value) => {
  if (!isText(value)) return 'a text'
  return LICENCE.test(value) || address(value) === undefined
    ? undefined
    : 'an SPDX identifier, as CC-BY-4.0, or the address of the licence'
}

const csv = record({ delimiter: character, quote: character, header: someTexts, encoding })

const FIELDS: Readonly<Record<keyof LookupOptions | 'kind', Check>> = {
  kind: oneOf('lookup'),
  name: (value) =>
    typeof value === 'string' && /^[a-z][a-z0-9-]*$/.test(value)
      ? undefined
      : 'lower-case letters, digits and hyphens, a letter first',
  title: text,
  description: text,
  from,
  format: oneOf(...FORMATS),
  csv,
  columns,
  key,
  duplicates: oneOf('refuse', 'keep'),
  find: texts,
  rank: text,
  near,
  range,
  filter: texts,
  sort: texts,
  sitemap: boolean,
  maxLoss: share,
  store: oneOf('files', 'd1'),
  licence,
  attribution: text,
  source: address,
}
const REQUIRED = ['name', 'from', 'key', 'licence', 'attribution']

/** What is wrong first, to be read after the name of the lookup; nothing where the declaration is whole. */
export function findMistake(lookup: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of REQUIRED) {
    if (lookup[name] === undefined) return `needs \`${name}\`, expected a value, got nothing`
  }
  for (const [name, value] of Object.entries(lookup)) {
    const check = new Map<string, Check>(Object.entries(FIELDS)).get(name)
    if (check === undefined) {
      return `has a field \`${name}\`, expected one of ${Object.keys(FIELDS).join(', ')}`
    }
    const expected = value === undefined ? undefined : check(value)
    if (expected === undefined) continue
    const verb = REQUIRED.includes(name) ? 'needs' : 'has'
    return `${verb} \`${name}\`, expected ${expected}, got ${JSON.stringify(value) ?? typeof value}`
  }
  return findContradiction(lookup)
}

/** Options that say nothing without another. */
function findContradiction(lookup: Readonly<Record<string, unknown>>): string | undefined {
  const { find, rank, csv: dialect, format, from: source } = lookup
  if (rank !== undefined && !(Array.isArray(find) && find.length > 0)) {
    return 'has `rank`, which orders what is found, but no `find`'
  }
  if (dialect !== undefined && format !== undefined && format !== 'csv' && format !== 'tsv') {
    return `has \`csv\`, but the format ${JSON.stringify(format)}`
  }
  if (format === undefined && isObject(source) && 'command' in source) {
    return `needs \`format\` for what a program prints, expected one of ${FORMATS.join(', ')}`
  }
  return undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
