/** What the search is held against: engines that keep a whole index in memory, each over the same text. */

/** What of a page an engine gets: all of it what our own build reads of the page. */
export interface SearchDocument {
  readonly url: string
  readonly title: string
  readonly headings: string
  readonly text: string
}

/** What a result needs to be shown, as little as that can be. */
export interface SearchAnswer {
  readonly url: string
  readonly title: string
}

export type Ask = (query: string) => readonly SearchAnswer[]

export interface Peer {
  readonly name: string
  /** The index as text, to be deployed. */
  build(documents: readonly SearchDocument[]): string
  /** Opens an index that was built. What it asks gives the first ten. */
  open(index: string): Ask
}

export const SHOWN = 10
