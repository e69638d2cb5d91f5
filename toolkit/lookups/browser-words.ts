/** The words of the element and of its status, in English. Those of nine more languages are loaded by pages that need them. */

/** By what they are for. */
export type Words = Readonly<Record<Word, string>>

export type Word =
  /** The button. */
  | 'ask'
  | 'locate'
  /** Where the place of the visitor cannot be had. */
  | 'nowhere'
  /** What a field takes, behind the title of the lookup. */
  | 'near'
  | 'ip'
  | 'number'
  | 'date'
  | 'text'
  | 'hex'
  /** The list, and the column that a row’s distance stands in. */
  | 'results'
  | 'distance'
  /** Before how many rows were found. */
  | 'found'
  | 'none'
  /** Before the text that was answered instead. */
  | 'meant'
  /** Before what is wrong with a question. */
  | 'unclear'
  | 'failed'
  | 'yes'
  | 'no'
  /** Before whom the licence says to name, before the licence, and the link to where the data comes from. */
  | 'data'
  | 'licence'
  | 'source'

export type Say = (word: Word) => string

const ENGLISH: Words = {
  ask: 'Look up',
  locate: 'Use my location',
  nowhere: 'Your location is not available',
  near: 'Latitude, longitude',
  ip: 'IP address',
  number: 'Number',
  date: 'Date',
  text: 'Text',
  hex: 'Hexadecimal digits',
  results: 'Rows',
  distance: 'Distance',
  found: 'Rows found:',
  none: 'Nothing found',
  meant: 'Showing rows for',
  unclear: 'This cannot be looked up.',
  failed: 'The lookup cannot be reached now.',
  yes: 'yes',
  no: 'no',
  data: 'Data:',
  licence: 'Licence:',
  source: 'Source',
}

/** The language around an element, as a BCP 47 tag; `''` where none is stated. */
export function languageOf(element: Element): string {
  return element.closest<HTMLElement>('[lang]')?.lang ?? ''
}

/** The words for the language around an element; what its attributes say, such as `label-ask`, comes first. */
export async function loadWords(element: Element): Promise<Say> {
  const language = languageOf(element)
  const words = /^(en\b|$)/i.test(language)
    ? undefined
    : await import('./browser-words-more.ts').catch(() => undefined)
  const own = words?.wordsOf(language) ?? ENGLISH
  return (word) => element.getAttribute(`label-${word}`) ?? own[word]
}
