/** FlexSearch: all the words, or else most of them. */
import { Charset, Index } from 'flexsearch'

import { SHOWN, type Peer } from './search-peer.ts'

type Parts = [key: string, data: string][]

const OPTIONS = { tokenize: 'strict', encoder: Charset.LatinBalance } as const

export const flexsearch: Peer = {
  name: 'FlexSearch',
  build(documents) {
    const index = new Index(OPTIONS)
    for (const [id, { title, headings, text }] of documents.entries()) {
      index.add(id, `${title} ${headings} ${text}`)
    }
    const parts: Parts = []
    index.export((key, data) => void parts.push([key, data]))
    return JSON.stringify({ parts, pages: documents.map(({ url, title }) => ({ url, title })) })
  },
  open(text) {
    const stored: {
      readonly parts: Parts
      readonly pages: readonly { readonly url: string; readonly title: string }[]
    } = JSON.parse(text)
    const index = new Index(OPTIONS)
    for (const [key, data] of stored.parts) index.import(key, data)
    return (query) => {
      const all = index.search(query, SHOWN)
      const found = all.length > 0 ? all : index.search(query, { limit: SHOWN, suggest: true })
      return found.flatMap((id) => stored.pages[Number(id)] ?? [])
    }
  },
}
