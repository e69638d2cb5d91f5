/** Guesses the declaration of a lookup from its data, and says why in a line for each guess. */
import type { Candidates } from './build-guess-check.ts'
import type { Facts } from './build-guess-facts.ts'
import { keyCandidates } from './build-guess-key.ts'
import { coordinateColumns, guessNear } from './build-guess-place.ts'
import { rangeCandidates } from './build-guess-range.ts'
import { guessFilters, guessFind, guessRank, guessSorts, type Taken } from './build-guess-roles.ts'
import { toTitle } from './build-guess-words.ts'
import type { InspectedSource } from './build-source-inspect.ts'
import type { RangeOptions } from './define.ts'

/** A table with more columns has them all in the declaration: nobody would read them there. */
const MAX_TITLED = 60

/** Columns that the data does not have, and a lookup needs: they are written into its copy. */
export interface AddedColumns {
  /** The name of a column that counts the rows from 1. */
  readonly row?: string
  /** The column of points as text, and the names of the two that it is split into. */
  readonly point?: { readonly from: string; readonly near: readonly [lat: string, lng: string] }
}

export interface Guess {
  readonly key: readonly string[]
  readonly find: readonly string[]
  readonly rank?: string
  readonly near?: readonly [latitude: string, longitude: string]
  readonly range?: RangeOptions
  readonly filter: readonly string[]
  readonly sort: readonly string[]
  /** What people read of every column, where the source does not say it so. */
  readonly titles: Readonly<Record<string, string>>
  /** The column that rows are called by. */
  readonly label: string
  readonly added: AddedColumns
  /** A line for each guess: what it is, and why. */
  readonly reasons: readonly string[]
}

/** What is to be asked of the rows before anything can be guessed. */
export function toCandidates(inspected: InspectedSource): Candidates {
  const { columns, rows } = inspected
  const near = guessNear(columns).near
  return {
    keys: keyCandidates(inspected),
    ranges: rangeCandidates(columns),
    coordinates: near === undefined ? coordinateColumns(columns) : [],
    counted: guessFilters(columns, rows, { key: [], others: near ?? [] }),
  }
}

export function guessLookup(facts: Facts): Guess {
  const { columns, rows } = facts
  const place = guessPlace(facts)
  const [range] = facts.ranges
  const key = guessKey(facts)
  const others = [...(place.near ?? []), ...(place.point ? [place.point] : []), ...columnsOf(range)]
  const taken: Taken = { key: key.names, others }
  const find = guessFind(columns, rows, taken)
  const fallback = find.length > 0 ? find : textKey(facts, taken)
  const rank = fallback.length > 0 ? guessRank(columns) : undefined
  const label = fallback.find((name) => !isList(facts, name)) ?? key.names[0] ?? ''
  const filter = guessFilters(columns, rows, taken)
  const isSortable = rows <= 100_000 && columns.some(({ name }) => name === label)
  const sort = guessSorts(columns, taken, isSortable ? label : undefined)
  return {
    key: key.names,
    find: fallback,
    ...(rank !== undefined && { rank }),
    ...(place.near && { near: place.near }),
    ...(range && { range }),
    filter,
    sort,
    titles: titlesOf(facts),
    label,
    added: {
      ...(key.row !== undefined && { row: key.row }),
      ...(place.added && { point: place.added }),
    },
    reasons: [
      `key: ${key.reason}`,
      reasonOfFind(fallback),
      ...(rank === undefined
        ? []
        : [`rank: ${quote(rank)}, so that of rows that are found the largest come first`]),
      ...place.reasons,
      ...reasonsOfRange(range),
      filter.length > 0
        ? `filter: ${list(filter)}, which have few different values`
        : 'filter: none, since no column has few different values',
      ...(sort.length > 0 ? [`sort: ${list(sort)}`] : []),
    ],
  }
}

interface KeyGuess {
  readonly names: readonly string[]
  readonly row?: string
  readonly reason: string
}

function guessKey({ keys, names }: Facts): KeyGuess {
  const [key] = keys
  if (key !== undefined) {
    const [first = '', ...more] = key
    const reason =
      more.length === 0
        ? `${quote(first)}, of which no two rows have the same value`
        : `${list(key)} together, since no column alone tells the rows apart`
    return { names: key, reason }
  }
  const row = freeName('row', names)
  const reason = `${quote(row)}, a column that is added and counts the rows, since no three columns tell the rows apart; addresses change when rows are put between`
  return { names: [row], row, reason }
}

interface Place {
  readonly near?: readonly [string, string]
  /** The column that holds both. */
  readonly point?: string
  readonly added?: AddedColumns['point']
  readonly reasons: readonly string[]
}

function guessPlace({ columns, names, coordinates }: Facts): Place {
  const { near, reason } = guessNear(columns)
  if (near !== undefined) return { near, reasons: [`near: ${list(near)}, since ${reason}`] }
  const [from] = coordinates
  if (from === undefined)
    return { reasons: reason === undefined ? [] : [`near: not asked for, since ${reason}`] }
  const axes: readonly [string, string] = [freeName('lat', names), freeName('lng', names)]
  return {
    near: axes,
    point: from,
    added: { from, near: axes },
    reasons: [`near: ${list(axes)}, two columns that are added, from the points in ${quote(from)}`],
  }
}

function reasonsOfRange(range: RangeOptions | undefined): string[] {
  if (range === undefined) return []
  const what = {
    ip: 'addresses',
    number: 'numbers',
    date: 'dates',
    text: 'texts',
    hex: 'hexadecimal digits',
  }
  return [`range: ${list(columnsOf(range))}, the ${what[range.kind]} that a row stands for`]
}

function reasonOfFind(find: readonly string[]): string {
  return find.length > 0
    ? `find: ${list(find)}, texts that people would type`
    : 'find: nothing, since no column has texts; rows are looked up by key'
}

/** Where nothing else can be found in, a key of texts can. */
function textKey({ columns }: Facts, { key, others }: Taken): string[] {
  const texts = columns.filter(({ name, type }) => type === 'string' && !others.includes(name))
  return key.filter((name) => texts.some((column) => column.name === name))
}

function isList({ columns }: Facts, name: string): boolean {
  return columns.some((column) => column.name === name && column.type === 'list')
}

function titlesOf({ columns }: Facts): Readonly<Record<string, string>> {
  if (columns.length > MAX_TITLED) return {}
  const titled = columns.filter(({ name, title }) => title === undefined && toTitle(name) !== name)
  return Object.fromEntries(titled.map(({ name }) => [name, toTitle(name)]))
}

/** The columns that a range names. */
export function columnsOf(range: RangeOptions | undefined): readonly string[] {
  if (range === undefined) return []
  if ('cidr' in range) return [range.cidr]
  return 'prefix' in range ? [range.prefix] : [range.from, range.to]
}

function freeName(wanted: string, names: readonly string[]): string {
  let name = wanted
  for (let number = 2; names.includes(name); number++) name = `${wanted}_${number}`
  return name
}

function list(names: readonly string[]): string {
  return names.map(quote).join(', ')
}

function quote(name: string): string {
  return JSON.stringify(name)
}
