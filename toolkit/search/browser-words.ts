/** The words of the element, in English. Those of nine more languages are loaded by pages that need them. */

/** By what they are for. */
export type Words = Readonly<Record<Name, string>>

type Name =
  /** The button, the field and the dialog. */
  | 'search'
  | 'close'
  /** The list. */
  | 'results'
  /** Before how many pages were found. */
  | 'found'
  | 'none'
  /** Before the query that was answered instead. */
  | 'meant'
  /** The last option, which leads to the search page. */
  | 'all'
  | 'failed'

export type Say = (name: Name) => string

const ENGLISH: Words = {
  search: 'Search',
  close: 'Close',
  results: 'Results',
  found: 'Pages found:',
  none: 'Nothing found',
  meant: 'Showing results for',
  all: 'All results',
  failed: 'The search could not be loaded here. Press Enter to ask on the search page.',
}

/** The words for the language around an element; what its attributes say, such as `label-search`, comes first. */
export async function loadWords(element: Element): Promise<Say> {
  const language = element.closest<HTMLElement>('[lang]')?.lang ?? ''
  const words = /^(en\b|$)/i.test(language)
    ? undefined
    : await import('./browser-words-more.ts').catch(() => undefined)
  const own = words?.wordsOf(language) ?? ENGLISH
  return (name) => element.getAttribute(`label-${name}`) ?? own[name]
}
