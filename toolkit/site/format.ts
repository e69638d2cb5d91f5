/** What the Worker knows of the built site: the shape of the generated module `leanto:site`. */
import type { FormContracts } from '../forms/format.ts'
import type { LookupIndexes } from '../lookups/format.ts'
import type { SearchIndex } from '../search/format.ts'

export interface Site {
  /** The configured address, for absolute links: `https://example.org`. */
  readonly url: string | undefined
  /** The page that holds each region, by the region's name: `{ search: '/search/' }`. */
  readonly regions: Readonly<Record<string, string>>
  readonly forms: FormContracts
  /** Paths of the list of disposable e-mail domains, where a form asks for an address. */
  readonly disposable?: readonly string[]
  readonly search: SearchIndex
  readonly lookups: LookupIndexes
}
