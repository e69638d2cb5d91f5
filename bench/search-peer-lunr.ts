/** Lunr: each word as it is, and with one mistake. */
import lunr from 'lunr'

import { SHOWN, type Peer } from './search-peer.ts'

/** A mistake in a shorter word gives too many others. */
const MIN_FUZZY_LENGTH = 5
const EXACT_BOOST = 10

export const lunrPeer: Peer = {
  name: 'Lunr',
  build(documents) {
    const index = lunr((builder) => {
      builder.ref('url')
      for (const field of ['title', 'headings', 'text']) builder.field(field)
      for (const document of documents) builder.add(document)
    })
    const titles = Object.fromEntries(documents.map(({ url, title }) => [url, title]))
    return JSON.stringify({ index, titles })
  },
  open(text) {
    const stored: { readonly index: object; readonly titles: Readonly<Record<string, string>> } =
      JSON.parse(text)
    const index = lunr.Index.load(stored.index)
    return (query) =>
      index
        .query((asked) => addTerms(asked, query))
        .slice(0, SHOWN)
        .map(({ ref }) => ({ url: ref, title: stored.titles[ref] ?? '' }))
  },
}

function addTerms(asked: lunr.Query, query: string): void {
  for (const token of lunr.tokenizer(query)) {
    const term = token.toString()
    asked.term(term, { boost: EXACT_BOOST })
    if (term.length >= MIN_FUZZY_LENGTH) {
      asked.term(term, { editDistance: 1, usePipeline: false })
    }
  }
}
