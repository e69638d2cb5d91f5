/** The pages of a folder, as other engines take them in: what our own build reads of each. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { parsePage } from '../toolkit/page/build-page.ts'
import { extractPage } from '../toolkit/search/build-extract.ts'
import { listFiles } from '../toolkit/site/build-files.ts'
import type { SearchDocument } from './search-peer.ts'

export async function readDocuments(folder: string): Promise<SearchDocument[]> {
  const documents: SearchDocument[] = []
  const files = (await listFiles(folder)).filter((file) => file.endsWith('.html'))
  for (const file of files) {
    const page = extractPage(parsePage(file, await readFile(join(folder, file), 'utf8')))
    if (page === undefined) continue
    documents.push({
      url: page.url,
      title: page.title,
      headings: page.sections.map(({ title }) => title).join(' '),
      text: page.sections
        .flatMap(({ pieces }) => pieces.map(({ text }) => text))
        .concat(page.description)
        .join(' '),
    })
  }
  return documents
}
