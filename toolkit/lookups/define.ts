/** What an owner declares of one public dataset. */
import type { ColumnType } from './format.ts'

/** Where rows come from, beside a file: an address that is fetched at build, or a program that prints them. */
export type RemoteSource =
  | {
      /** Fetched once and kept in `.leanto/cache`. */
      readonly url: string
      /** What the bytes must be: `sha256-…`, `sha384-…` or `sha512-…` (Subresource Integrity, section 3.5). */
      readonly integrity: string
    }
  | {
      /**
       * A program and its arguments, run at each build in the folder of the declaration, without a shell; it prints rows in
       * `format`.
       */
      readonly command: readonly [program: string, ...args: string[]]
    }

/**
 * The formats of rows; the name of a file tells its own, and may end with `.gz`. `ndjson` is an object a line. `json` is an
 * array of objects; an object with one array of them; an object of objects, whose names become the column `key`; an object
 * or an array of plain values, which become the column `value`; an array of arrays, the names first; or a FeatureCollection
 * of GeoJSON, whose points become the columns `lat` and `lng`. The fields of an object in a row have columns of their own:
 * `place_lat`.
 */
export type SourceFormat = 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet'

/** How to read CSV whose dialect cannot be told from the data itself. */
export interface CsvOptions {
  /** One character; told from the first lines by default. */
  readonly delimiter?: string
  /** A double quote by default; empty where quotes are letters like any other. */
  readonly quote?: string
  /** The names of the columns of a file without a header. */
  readonly header?: readonly string[]
  /** A label of the Encoding Standard (`windows-1252`); by default the byte order mark, else UTF-8, else windows-1252. */
  readonly encoding?: string
}

/** What an owner knows better about a column than its values tell. */
export interface ColumnOptions {
  /** Inferred from all values by default. A value that is not of it stops the build. */
  readonly type?: ColumnType
  /** What people read; the header of the file by default. */
  readonly title?: string
  readonly description?: string
  /** The unit of its numbers: `km²`. */
  readonly unit?: string
}

/** Which columns say what range a row stands for. */
export type RangeOptions =
  /** Both ends belong to the range. */
  | {
      readonly kind: 'ip' | 'number' | 'date' | 'text'
      readonly from: string
      readonly to: string
    }
  /** A block of addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3). */
  | { readonly kind: 'ip'; readonly cidr: string }
  /** What begins with this text is in the range; with `hex` only hexadecimal digits count: `00:1A:2B` is `001a2b`. */
  | { readonly kind: 'text' | 'hex'; readonly prefix: string }

export interface LookupOptions {
  /** Names the lookup in URLs and files: lower-case letters, digits and hyphens, a letter first. */
  readonly name: string
  /** What people read; the name by default. */
  readonly title?: string
  /** One or two sentences about the data. */
  readonly description?: string
  /**
   * Where the rows are, relative to the declaration: a file of one of the {@link SourceFormat}s, a folder of such files,
   * several of them, an address, a program, or a `*.rows.ts` module whose default export is an iterable of plain objects
   * (also asynchronous, also a function that returns one). Only a path, so nothing of the data reaches the Worker.
   */
  readonly from: string | readonly string[] | RemoteSource
  /** What the rows are written in, where no name tells. */
  readonly format?: SourceFormat
  readonly csv?: CsvOptions
  /**
   * By the name of the column. A header of letters, digits, `_` and `-` is its name; of any other the folded letters and
   * digits are, joined by `_`: `Country Name` is `country_name`. A name that is taken gets a number, so does `href`: `name_2`.
   */
  readonly columns?: Readonly<Record<string, ColumnOptions>>
  /** The column, or the columns together, that identify a row: texts or numbers. */
  readonly key: string | readonly string[]
  /** Whether several rows may have one key: by default that stops the build. */
  readonly duplicates?: 'refuse' | 'keep'
  /** The columns that `?find=` looks into. A column may hold lists; each of their items is found. */
  readonly find?: readonly string[]
  /** A column of numbers: of two rows that are found, the one with the larger number comes first. */
  readonly rank?: string
  /** The columns with the latitude and the longitude of a row, in degrees (WGS 84). */
  readonly near?: readonly [latitude: string, longitude: string]
  readonly range?: RangeOptions
  /** The columns that rows can be filtered by, with counts of their values. */
  readonly filter?: readonly string[]
  /** The columns that rows can be sorted by; those of `filter` can be in any case. */
  readonly sort?: readonly string[]
  /** Whether each row is a page for search engines: writes sitemaps. */
  readonly sitemap?: boolean
  /** The share of its rows that a refresh may lose without stopping the build: 0.1 by default. */
  readonly maxLoss?: number
  /** Where the rows are kept: static files by default; `d1` for data that outgrows them. */
  readonly store?: 'files' | 'd1'
  /** The licence of the data: an SPDX identifier (`CC-BY-4.0`) or the URL of the licence. */
  readonly licence: string
  /** Whom the licence says to name. */
  readonly attribution: string
  /** The page where the data comes from. */
  readonly source?: string
}

/** A declared lookup: what the build compiles and what `lookups()` answers. */
export interface Lookup extends LookupOptions {
  readonly kind: 'lookup'
}

/** Declares a lookup. The build checks it; see {@link LookupOptions}. */
export function defineLookup(options: LookupOptions): Lookup {
  return { kind: 'lookup', ...options }
}
