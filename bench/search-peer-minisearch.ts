/** MiniSearch, with the options that score best on the manuals: any of the words, a fifth of each may be wrong. */
import MiniSearch, { type Options } from 'minisearch'

import { SHOWN, type Peer, type SearchDocument } from './search-peer.ts'

const OPTIONS: Options<SearchDocument> = {
  idField: 'url',
  fields: ['title', 'headings', 'text'],
  storeFields: ['title'],
  searchOptions: { fuzzy: 0.2 },
}

export const minisearch: Peer = {
  name: 'MiniSearch',
  build(documents) {
    const index = new MiniSearch(OPTIONS)
    index.addAll(documents)
    return JSON.stringify(index)
  },
  open(text) {
    const index = MiniSearch.loadJSON(text, OPTIONS)
    return (query) =>
      index
        .search(query)
        .slice(0, SHOWN)
        .map(({ id, ['title']: title }) => ({ url: String(id), title: String(title) }))
  },
}
