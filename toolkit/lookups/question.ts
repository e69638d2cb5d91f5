/** What can be asked of a lookup, wherever its rows are kept: the interface of its engines. */
import type { LookupRow, Scalar } from './format.ts'

/** Rows on one answer at most. */
export const MAX_LIMIT = 100

/** How many results of one find can be reached: so many of the best are written for short texts. */
export const MAX_RESULTS = 100

/** How many files one question reads at most. A Worker of the free plan has 50 subrequests. */
export const MAX_READS = 40

/** A longer key is refused by the build, so it is of no row. UTF-16 code units. */
export const MAX_KEY_LENGTH = 500

/** The longest text that a filter compares values with in an address. UTF-16 code units. */
export const MAX_VALUE_LENGTH = 1000

export const OPERATORS = [
  'eq',
  'ne',
  'in',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'prefix',
  'contains',
  'null',
] as const
export type Operator = (typeof OPERATORS)[number]

/**
 * One condition on a column of `filter`. `in` has one value or more, `between` two (both ends belong to it), `null` one:
 * `true` or `false`; every other operator has one. Numbers are compared as numbers, texts by UTF-16 code units,
 * `prefix` and `contains` by folded text (`core/fold.ts`). Of a list, some item must meet the condition (`ne`: none may
 * be equal). A row without a value meets `null` and `ne` alone.
 */
export interface Filter {
  readonly column: string
  readonly operator: Operator
  readonly values: readonly Scalar[]
}

/** Rows without a value come last in both directions; equal rows are in the order of the key. */
export interface Sort {
  readonly column: string
  readonly descending: boolean
}

export interface FindOptions {
  /** How many rows at most. */
  readonly limit: number
  /** How many of the best to pass over; rows after the first {@link MAX_RESULTS} cannot be reached. */
  readonly offset: number
  readonly filters?: readonly Filter[]
}

export interface Found {
  /** How many rows there are under the text, reachable or not; of those that were read, where `complete` is false. */
  readonly total: number
  /** How many of them can be, with growing offsets: at most {@link MAX_RESULTS}, fewer where rows are long. */
  readonly reachable: number
  readonly rows: readonly LookupRow[]
  /** What was looked for instead, where nothing was found as it was typed: one typing mistake is mended. */
  readonly corrected?: string
  /** Whether filters saw every row under the text. */
  readonly complete: boolean
}

/** Degrees, WGS 84: latitude from -90 to 90, longitude from -180 to 180. */
export interface Point {
  readonly lat: number
  readonly lng: number
}

/** Degrees. Where `west` is larger than `east`, the box crosses the antimeridian. The edges belong to it. */
export interface Box {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

export interface NearOptions {
  readonly limit: number
  /** Metres; without it the nearest rows, however far. */
  readonly radius?: number
  readonly filters?: readonly Filter[]
}

export interface NearRow {
  readonly row: LookupRow
  /** Metres along the great circle of a sphere with the radius 6,371,008.8 m; only where a point was asked. */
  readonly distance?: number
}

export interface Nearby {
  /** Nearest first, then in the order of the key; those in a box in the order of the key. */
  readonly rows: readonly NearRow[]
  /** Whether these are all that were asked for: false where the answer would have needed too many reads. */
  readonly complete: boolean
}

export interface Contained {
  readonly row: LookupRow
  /** The value that was asked, as it was understood: `2001:db8::1`. */
  readonly value: string
}

export interface ListQuestion {
  /** All must hold. */
  readonly filters: readonly Filter[]
  /** Without any, the order of the key. */
  readonly sort: readonly Sort[]
  readonly limit: number
  /** Where the last page ended: its `next`. */
  readonly cursor?: string
  /** Columns of `filter` whose values are counted among the rows that meet the filters. */
  readonly facets: readonly string[]
}

export interface FacetCount {
  readonly value: Scalar | null
  readonly count: number
}

export interface Listed {
  readonly rows: readonly LookupRow[]
  /** How many rows meet the filters, on all pages; not there where counting them would take too many reads. */
  readonly total?: number
  /** By column, most frequent first, then by value; at most 200 values each. Not there as `total`. */
  readonly facets?: Readonly<Record<string, readonly FacetCount[]>>
  /** The cursor of the next page; a page may be short, or empty, and yet have one. */
  readonly next?: string
}

export interface Batch {
  /** For each key the rows it has, in the order asked; for the first keys only, where there is a `next`. */
  readonly rows: readonly (readonly LookupRow[])[]
  /** The number of the first key that was not looked up any more, for want of reads. */
  readonly next?: number
}

export interface LookupEngine {
  /** The rows of a canonical key (`key.ts`): at most one unless the lookup keeps duplicates. */
  get(key: string): Promise<readonly LookupRow[]>
  batch(keys: readonly string[]): Promise<Batch>
  /** Rows of which a find column, or a later word in it, begins with `text`. */
  find(text: string, options: FindOptions): Promise<Found>
  near(point: Point, options: NearOptions): Promise<Nearby>
  inBox(box: Box, options: NearOptions): Promise<Nearby>
  /**
   * The row whose range holds a value: of several the narrowest, of equally wide ones the one that starts later, then
   * the first by key.
   * @throws {QuestionError} when the value is none of the range's kind
   */
  contains(value: string): Promise<Contained | undefined>
  /** @throws {QuestionError} for a cursor that is none, and for an order that would take too many reads */
  list(question: ListQuestion): Promise<Listed>
  /** Any row, each as likely. @param random - a number from 0 to below 1 */
  random(random: number): Promise<LookupRow | undefined>
}

/** A question that has no answer: says what was expected, what came, and where. For `problem(400, …)`. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError'
}
