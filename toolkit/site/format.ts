/** What the Worker knows of the built site: the shape of the generated module `leanto:site`. */
import type { FormContracts } from '../forms/format.ts'
import type { Sentences } from '../forms/sentences.ts'
import type { OpenD1 } from '../lookups/d1-database.ts'
import type { LookupIndexes } from '../lookups/format.ts'
import type { SearchIndex } from '../search/format.ts'
import type { Stem } from '../search/stem.ts'

/** What the build found, as JSON. */
export interface SiteData {
  /** The configured address, for absolute links: `https://example.org`. */
  readonly url: string | undefined
  /** The page that holds each region, by the region's name: `{ search: '/search/' }`. */
  readonly regions: Readonly<Record<string, string>>
  readonly forms: FormContracts
  /** What the forms' pages say in other languages than English, by primary language subtag. */
  readonly messages?: Readonly<Record<string, Sentences>>
  /** Paths of the list of disposable e-mail domains, where a form asks for an address. */
  readonly disposable?: readonly string[]
  /** By language, public before private; the first is of the site's main language. */
  readonly search: readonly SearchIndex[]
  /** Whether what is searched for is counted; it is unless this is `false`. */
  readonly insight?: boolean
  readonly lookups: LookupIndexes
}

export interface Site extends SiteData {
  /** The stemmers of the languages that are searched, by the names of their files: what `stemFor` takes. */
  readonly stems: Readonly<Record<string, Stem>>
  /** The engine of lookups in D1, where there are some. */
  readonly openD1?: OpenD1
}
