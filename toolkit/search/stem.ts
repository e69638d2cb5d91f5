/** The stemmer of a language: what takes `indexes` and `indexing` to one term. Snowball's, by way of `@orama/stemmers`. */
import { stemmer as english } from '@orama/stemmers/english'

/** Takes a folded word to its stem. */
export type Stem = (word: string) => string

type Load = () => Promise<{ readonly stemmer: Stem }>

// English is bundled with the engine. The others are chunks of their own in a browser; in the Worker they are part of
// the one module but do nothing until asked for. Only stemmers below 3 KB are listed: together they are most of the bundle.
const LOADERS: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['da', () => import('@orama/stemmers/danish')],
  ['de', () => import('@orama/stemmers/german')],
  ['es', () => import('@orama/stemmers/spanish')],
  ['fi', () => import('@orama/stemmers/finnish')],
  ['fr', () => import('@orama/stemmers/french')],
  ['it', () => import('@orama/stemmers/italian')],
  ['nb', () => import('@orama/stemmers/norwegian')],
  ['nl', () => import('@orama/stemmers/dutch')],
  ['no', () => import('@orama/stemmers/norwegian')],
  ['pt', () => import('@orama/stemmers/portuguese')],
  ['ru', () => import('@orama/stemmers/russian')],
  ['sv', () => import('@orama/stemmers/swedish')],
])

// Stemmers are for words: `python3`, `node:fs` and `--all` are names.
const WORD = /^\p{L}{3,}$/u

/**
 * The stemmer for a BCP 47 language tag, by its first subtag; words of other languages stay as they are.
 * The same for pages and queries, so a stemmer that folded letters confuse still agrees with itself.
 */
export async function loadStem(language: string): Promise<Stem> {
  const primary = language.toLowerCase().split('-')[0] ?? ''
  const stemmer = primary === 'en' ? english : (await LOADERS.get(primary)?.())?.stemmer
  if (stemmer === undefined) return (word) => word
  return (word) => (WORD.test(word) ? stemmer(word) || word : word)
}
