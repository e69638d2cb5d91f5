/** The stemmer that a page needs, fetched when it is first searched: each is a chunk of its own. */
import { stemCode, stemFor, type Stem } from './stem.ts'

type Load = () => Promise<{ readonly stem: Stem }>

const LOADERS: Readonly<Record<string, Load>> = {
  ar: () => import('./stems/ar.ts'),
  bg: () => import('./stems/bg.ts'),
  da: () => import('./stems/da.ts'),
  de: () => import('./stems/de.ts'),
  el: () => import('./stems/el.ts'),
  en: () => import('./stems/en.ts'),
  es: () => import('./stems/es.ts'),
  fi: () => import('./stems/fi.ts'),
  fr: () => import('./stems/fr.ts'),
  ga: () => import('./stems/ga.ts'),
  hi: () => import('./stems/hi.ts'),
  hu: () => import('./stems/hu.ts'),
  hy: () => import('./stems/hy.ts'),
  id: () => import('./stems/id.ts'),
  it: () => import('./stems/it.ts'),
  lt: () => import('./stems/lt.ts'),
  ne: () => import('./stems/ne.ts'),
  nl: () => import('./stems/nl.ts'),
  no: () => import('./stems/no.ts'),
  pt: () => import('./stems/pt.ts'),
  ro: () => import('./stems/ro.ts'),
  ru: () => import('./stems/ru.ts'),
  sr: () => import('./stems/sr.ts'),
  sv: () => import('./stems/sv.ts'),
  ta: () => import('./stems/ta.ts'),
  tr: () => import('./stems/tr.ts'),
  uk: () => import('./stems/uk.ts'),
}

/** The stemmer for a BCP 47 language tag; words of languages without one stay as they are. */
export async function loadStem(language: string): Promise<Stem> {
  const code = stemCode(language)
  const loaded = await LOADERS[code]?.()
  return stemFor(loaded === undefined ? {} : { [code]: loaded.stem }, language)
}
