/** Says what a lookup is: its columns, what can be asked with an example of each, its licence and its downloads. */
import { FormatError } from '../core/errors.ts'
import type { LookupAbout } from './about.ts'
import { questionPath, rowKey, rowPath } from './address.ts'
import { provenance } from './api-answer.ts'
import { FORMATS, type Format } from './api-format.ts'
import { placeOf, type ToUrl } from './api-row.ts'
import type { Column, LookupIndex, LookupRow, Scalar } from './format.ts'
import { QUESTION_PARAMETERS } from './parse-question.ts'

/** One way to ask, with the address of an example. */
export interface Example {
  /** The parameter, or `row` for the path of a row. */
  readonly ask: string
  readonly description: string
  readonly example: string
}

/** The formats that a lookup can be given in. */
export function formatsOf({ near }: Pick<LookupIndex, 'near'>): readonly Format[] {
  return near === undefined ? FORMATS.filter((format) => format !== 'geojson') : FORMATS
}

/** Reads the file that describes the columns. @throws {FormatError} for another format or version */
export function decodeAbout(bytes: Uint8Array): LookupAbout {
  const about = parseAbout(new TextDecoder().decode(bytes))
  if (about?.version === 2 && Array.isArray(about.columns)) return about
  throw new FormatError(
    `expected the columns of a lookup in version 2, got ${String(about?.version)}`,
  )
}

function parseAbout(text: string): LookupAbout | null {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new FormatError('expected the columns of a lookup as JSON', { cause })
  }
}

/** A lookup in the list of them all. */
export function summarise(index: LookupIndex, toUrl: ToUrl): object {
  const { name, title, description, rows } = index
  return {
    name,
    title,
    description,
    rows,
    url: toUrl(`/api/lookups/${name}`),
    page: toUrl(`/lookups/${name}`),
    ...provenance(index),
  }
}

/** All that is known of a lookup but its rows. @param row - any row, for the examples */
export function describeLookup(
  index: LookupIndex,
  toUrl: ToUrl,
  row?: LookupRow,
  about?: LookupAbout,
): object {
  const { name, key, duplicates, find, rank, near, range, filter, sort, columns } = index
  const { licence, attribution, source, updated, ...summary } = {
    ...summarise(index, toUrl),
    ...provenance(index),
  }
  return {
    ...summary,
    columns: columns.map((column) => describeColumn(column, about)),
    key,
    duplicates,
    find,
    rank,
    near,
    range,
    filter,
    sort: [...new Set([...filter, ...sort])],
    parameters: QUESTION_PARAMETERS,
    formats: formatsOf(index),
    questions: row === undefined ? [] : exampleQuestions(index, row, toUrl),
    schema: toUrl(`/api/lookups/${name}/schema`),
    downloads: describeDownloads(index, toUrl),
    licence,
    attribution,
    source,
    updated,
  }
}

function describeColumn(column: Column, about: LookupAbout | undefined): object {
  const counted = about?.columns.find(({ name }) => name === column.name)
  const { filled, distinct, min, max, examples } = counted ?? {}
  return { ...column, filled, distinct, min, max, examples }
}

function describeDownloads({ downloads }: LookupIndex, toUrl: ToUrl): object {
  const files = FORMATS.map((format): [Format, readonly string[]] => [
    format,
    downloads[format] ?? [],
  ])
  return Object.fromEntries(
    files
      .filter(([, parts]) => parts.length > 0)
      .map(([format, parts]) => [format, parts.map(toUrl)]),
  )
}

/** An example of everything that can be asked, about one row that is there. */
export function exampleQuestions(index: LookupIndex, row: LookupRow, toUrl: ToUrl): Example[] {
  const key = rowKey(index, row)
  const questions = [
    { keys: [key, ''], ask: 'keys', description: 'Several rows by their keys.' },
    ...exampleOfFind(index, row),
    ...exampleOfPlaces(index, row),
    ...exampleOfRange(index, row),
    ...exampleOfList(index, row),
    { random: '1', ask: 'random', description: 'Any row.' },
  ]
  const path = toUrl(rowPath('/api/lookups', index, key))
  return [
    { ask: 'row', description: 'The row of a key.', example: path },
    ...questions.map(({ ask, description, ...parameters }) => ({
      ask,
      description,
      example: toUrl(questionPath('/api/lookups', index, toParameters(parameters))),
    })),
  ]
}

type Parameters = Readonly<Record<string, string | readonly string[]>>
type ExampleOf = Parameters & { readonly ask: string; readonly description: string }

function exampleOfFind({ find }: LookupIndex, row: LookupRow): ExampleOf[] {
  const text = find.map((name) => firstText(row, name)).find((value) => value !== undefined)
  if (text === undefined) return []
  const description = `Rows whose ${find.join(', ')} begins with a text, or has a word that does.`
  return [{ find: cut(text), ask: 'find', description }]
}

function exampleOfPlaces(index: LookupIndex, row: LookupRow): ExampleOf[] {
  const place = placeOf(index, row)
  if (place === null) return []
  const { lat, lng } = place
  const box = [lng - 1, lat - 1, lng + 1, lat + 1].map((degrees, at) =>
    String(Math.round(clamp(degrees, at % 2 === 0 ? 180 : 90) * 100) / 100),
  )
  return [
    { near: `${lat},${lng}`, radius: '50km', ask: 'near', description: 'The nearest rows first.' },
    { box: box.join(','), ask: 'box', description: 'Rows within west,south,east,north.' },
  ]
}

function exampleOfRange({ range }: LookupIndex, row: LookupRow): ExampleOf[] {
  if (range === undefined) return []
  const column = 'from' in range ? range.from : 'cidr' in range ? range.cidr : range.prefix
  const [value = ''] = (firstText(row, column) ?? '').split('/')
  if (value === '') return []
  return [{ contains: value, ask: 'contains', description: 'The row whose range holds a value.' }]
}

function exampleOfList({ filter, sort }: LookupIndex, row: LookupRow): ExampleOf[] {
  const [name] = filter
  const value = name === undefined ? undefined : firstText(row, name)
  const column = filter[0] ?? sort[0]
  return [
    ...(name === undefined || value === undefined
      ? []
      : [{ [toName(name)]: value, ask: name, description: 'Rows with a value.' }]),
    ...(column === undefined
      ? []
      : [{ sort: `-${column}`, ask: 'sort', description: 'Rows in an order.' }]),
    { limit: '10', ask: 'limit', description: 'All rows, so many at a time.' },
  ]
}

/** A column that is called as a parameter is asked with its operator. */
function toName(column: string): string {
  return QUESTION_PARAMETERS.some((name) => name === column) ||
    column === 'ask' ||
    column === 'description'
    ? `${column}.eq`
    : column
}

function toParameters(parameters: Parameters): URLSearchParams {
  const changed = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) changed.append(name, one)
  }
  return changed
}

function firstText(row: LookupRow, name: string): string | undefined {
  const cell = row[name] ?? undefined
  const value: Scalar | undefined = typeof cell === 'object' ? cell[0] : cell
  return value === undefined || value === '' ? undefined : String(value)
}

/** The beginning is enough; whole characters of it. */
function cut(text: string): string {
  return Array.from(text).slice(0, 40).join('')
}

function clamp(degrees: number, most: number): number {
  return Math.max(-most, Math.min(most, degrees))
}
