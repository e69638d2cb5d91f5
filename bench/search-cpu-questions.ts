/** What is asked of the mixed manuals when their processor time is measured. */

export interface CpuQuestion {
  readonly what: string
  /** What the Worker of the site is asked. */
  readonly path: string
  /** The same of an engine that has one way to be asked; not of one that has no such question. */
  readonly peer?: string
  /** Milliseconds that it may take on a cold isolate. */
  readonly limit: number
}

const api = (query: string): string => `/api/search?q=${encodeURIComponent(query)}`
const rank = (query: string): string => `/rank?q=${encodeURIComponent(query)}`

const ONE = 'vacuum'
const TWO = 'iterator map'
const THREE = 'create index concurrently'
const TYPO = 'transactoin isolation'
const SEVEN = 'how to format a string in python'

export const QUESTIONS: readonly CpuQuestion[] = [
  { what: '1 word', path: rank(ONE), peer: ONE, limit: 4 },
  { what: '2 words', path: rank(TWO), peer: TWO, limit: 4 },
  { what: '3 words', path: rank(THREE), peer: THREE, limit: 4 },
  { what: '1 word, wrong', path: rank('vaccum'), peer: 'vaccum', limit: 4 },
  { what: '2 words, one wrong', path: rank(TYPO), peer: TYPO, limit: 4 },
  { what: '7 words', path: rank(SEVEN), peer: SEVEN, limit: 5 },
  { what: 'a phrase', path: rank('"hash map"'), limit: 5 },
  { what: 'a word that every page has', path: rank('the'), peer: 'the', limit: 5 },
  { what: '1 word, ten excerpts', path: api(ONE), limit: 5 },
  { what: '3 words, ten excerpts', path: api(THREE), limit: 5 },
  { what: '2 words, one wrong, ten excerpts', path: api(TYPO), limit: 5 },
  { what: '3 words, a filter', path: `${api(THREE)}&filter.manual=postgresql`, limit: 5 },
  { what: '3 words, the whole page', path: `/search?q=${encodeURIComponent(THREE)}`, limit: 6 },
]

/** Further questions, one after another, each the first with its words. */
export const FURTHER: readonly string[] = [
  'mutex guard',
  'foreign key',
  'async generator',
  'string slice',
  'replication slot',
  'decimal context',
  'borrow checker',
  'window function',
  'socket timeout',
  'vector capacity',
  'logging handler',
  'trigger procedure',
]

export const furtherPath = api
