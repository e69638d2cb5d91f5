/** SQLite's full-text search, with its stemmer and its best weights: what D1 would answer with. */
import { DatabaseSync } from 'node:sqlite'

import { SHOWN, type Ask, type SearchDocument } from './search-peer.ts'

export function openFts5(documents: readonly SearchDocument[]): Ask {
  const database = new DatabaseSync(':memory:')
  database.exec(
    `CREATE VIRTUAL TABLE pages USING fts5(url UNINDEXED, title, headings, text, tokenize = 'porter unicode61')`,
  )
  const insert = database.prepare('INSERT INTO pages VALUES (?, ?, ?, ?)')
  database.exec('BEGIN')
  for (const { url, title, headings, text } of documents) insert.run(url, title, headings, text)
  database.exec('COMMIT')
  const select = database.prepare(
    `SELECT url, title FROM pages WHERE pages MATCH ? ORDER BY bm25(pages, 0, 3, 2, 1) LIMIT ${SHOWN}`,
  )
  return (query) => {
    const words = query.match(/[\p{L}\p{N}_]+/gu) ?? []
    const match = words.map((word) => `"${word}"`).join(' OR ')
    if (match === '') return []
    return select.all(match).map((row) => ({
      url: String(row['url']),
      title: String(row['title']),
    }))
  }
}
