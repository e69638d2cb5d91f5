import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { buildIndex } from '../../tests/search-index.ts'
import { STEMS } from './build-stems.ts'
import { answerQuestion } from './serve-answer.ts'
import { listLanguages } from './serve-languages.ts'

/** Workers Free allows 50 in a request, and the page itself takes one. */
const MOST = 45

/** Words that nobody else has, so that each page has a pack of its own, and each letter a shard. */
const rare = (page: number, count: number): string =>
  Array.from(
    { length: count },
    (_, at) => `${(page * 7919 + at * 104_729).toString(36)}${at.toString(36)}`,
  ).join(' ')

const toHtml = (page: number, head: string): string => {
  const values = ['a', 'b', 'c', 'd', 'e']
    .map((name) => `<i data-leanto-filter="${name}:x">x</i>`)
    .join('')
  return (
    `<!doctype html><html lang="en"><head><title>Vacuum ${page}</title>${head}</head><main>${values}` +
    `<p>vacuum table index page row lock plan ${rare(page, 1500)}</p></main>`
  )
}

const PRIVATE = '<meta name="leanto-search" content="private">'
const PAGES = Object.fromEntries(
  Array.from({ length: 90 }, (_, at) => [`p${at}.html`, toHtml(at, at < 45 ? PRIVATE : '')]),
)

describe('a question about private pages, too', async () => {
  const { indexes, files } = await buildIndex(PAGES)
  const [language] = listLanguages(indexes)

  for (const query of [
    'vacuum',
    'vaccum tabel indxe pgae',
    '"vacuum table" -"lock row" vacum',
    'vacuum table index page row lock plan 1a 2b 3c 4d 5e 6f 7g 8h 9i a1 b2 c3 d4 e5 f6',
  ]) {
    for (const part of [
      { offset: 0, limit: 10 },
      { offset: 20, limit: 20 },
    ]) {
      for (const filters of [{}, { a: ['x'], b: ['x'], c: ['x'], d: ['x'], e: ['x'] }]) {
        const many = Object.keys(filters).length
        test(`reads few files: ${query}, ${many} filters, ${part.limit} from ${part.offset}`, async () => {
          let reads = 0
          const answer = async (request: Request): Promise<Response> => {
            reads++
            return new Response(files.get(new URL(request.url).pathname)?.slice())
          }
          // What was read before is in memory: each question has an index of its own.
          const fresh = { ...language, open: copy(language.open), hidden: copy(language.hidden) }
          const site = {
            url: undefined,
            regions: {},
            forms: {},
            lookups: {},
            search: indexes,
            stems: STEMS,
          }
          const asker = {
            request: new Request('https://example.org/'),
            env: { ASSETS: { fetch: answer } },
            site,
            visible: () => true,
          }
          const answered = await answerQuestion(
            asker,
            { query, filters, sort: '', language: fresh },
            part,
          )
          assert.ok((answered?.results.length ?? 0) > 0)
          assert.ok(reads > 5 && reads <= MOST, `${reads} reads`)
        })
      }
    }
  }
})

function copy<T extends object>(index: T | undefined): T | undefined {
  return index && { ...index }
}
