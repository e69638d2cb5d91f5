/** What a client of a lookup takes and gives. */
import type { LookupRow, Scalar } from './format.ts'
import type { FacetCount, Operator } from './question.ts'

/** A row as answers give it: with the address of its page. */
export type ClientRow = LookupRow & { readonly href: string }

/** Conditions by column: a value, several (any of them), or operators: `{ population: { gte: 100000 } }`. */
export type Where<Row> = {
  readonly [Name in keyof Row]?:
    Scalar | readonly Scalar[] | Readonly<Partial<Record<Operator, Scalar | readonly Scalar[]>>>
}

export interface ListOptions<Row> {
  readonly where?: Where<Row>
  /** Columns; a hyphen before one turns its order: `['-population', 'name']`. */
  readonly sort?: readonly string[]
  /** Columns whose values are counted. */
  readonly facets?: readonly string[]
  /** 1 to 100; 20 by default. */
  readonly limit?: number
  /** The `cursor` parameter of the `next` of an answer; `rows` follows it by itself. */
  readonly cursor?: string
}

export interface FoundOptions<Row> {
  readonly where?: Where<Row>
  readonly limit?: number
  readonly offset?: number
}

export interface NearbyOptions<Row> {
  readonly where?: Where<Row>
  readonly limit?: number
  /** Metres. */
  readonly radius?: number
}

export interface RowList<Row> {
  readonly results: readonly Row[]
  readonly total?: number
  readonly corrected?: string
  /** `false` where these may not be all. */
  readonly complete?: boolean
  readonly facets?: Readonly<Record<string, readonly FacetCount[]>>
  /** The address of the next page. */
  readonly next?: string
}

/** A row beside a point. */
export type NearbyRow<Row> = Row & { readonly distance: number }

export interface LookupClient<Row> {
  /** The row of a key, its values in order where it has several columns; `undefined` where there is none. */
  get(...key: readonly (string | number)[]): Promise<Row | undefined>
  /** The row of each key, in their order. Asks again for those that one answer has no room for. */
  getMany(
    keys: readonly (string | number | readonly (string | number)[])[],
  ): Promise<(Row | undefined)[]>
  find(text: string, options?: FoundOptions<Row>): Promise<RowList<Row>>
  /** The nearest rows first. Degrees. */
  near(lat: number, lng: number, options?: NearbyOptions<Row>): Promise<RowList<NearbyRow<Row>>>
  /** Degrees; where `west` is larger than `east`, the box crosses the antimeridian. */
  inBox(
    box: {
      readonly west: number
      readonly south: number
      readonly east: number
      readonly north: number
    },
    options?: Omit<NearbyOptions<Row>, 'radius'>,
  ): Promise<RowList<Row>>
  /** The row whose range holds a value. */
  contains(value: string | number): Promise<Row | undefined>
  list(options?: ListOptions<Row>): Promise<RowList<Row>>
  /** All rows of a list, page after page. */
  rows(options?: ListOptions<Row>): AsyncGenerator<Row, void, undefined>
  count(where?: Where<Row>): Promise<number | undefined>
  random(): Promise<Row | undefined>
}
