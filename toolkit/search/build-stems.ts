/**
 * All stemmers, for the build. They are imported as they stand: where Vite has loaded the configuration that has this
 * integration, its `import()` is closed by the time the pages are built.
 */
import { stem as ar } from './stems/ar.ts'
import { stem as bg } from './stems/bg.ts'
import { stem as da } from './stems/da.ts'
import { stem as de } from './stems/de.ts'
import { stem as el } from './stems/el.ts'
import { stem as en } from './stems/en.ts'
import { stem as es } from './stems/es.ts'
import { stem as fi } from './stems/fi.ts'
import { stem as fr } from './stems/fr.ts'
import { stem as ga } from './stems/ga.ts'
import { stem as hi } from './stems/hi.ts'
import { stem as hu } from './stems/hu.ts'
import { stem as hy } from './stems/hy.ts'
import { stem as id } from './stems/id.ts'
import { stem as it } from './stems/it.ts'
import { stem as lt } from './stems/lt.ts'
import { stem as ne } from './stems/ne.ts'
import { stem as nl } from './stems/nl.ts'
import { stem as no } from './stems/no.ts'
import { stem as pt } from './stems/pt.ts'
import { stem as ro } from './stems/ro.ts'
import { stem as ru } from './stems/ru.ts'
import { stem as sr } from './stems/sr.ts'
import { stem as sv } from './stems/sv.ts'
import { stem as ta } from './stems/ta.ts'
import { stem as tr } from './stems/tr.ts'
import { stem as uk } from './stems/uk.ts'
import type { Stem } from './stem.ts'

/** By the names of their files: what `stemFor` takes. */
export const STEMS: Readonly<Record<string, Stem>> = {
  ar,
  bg,
  da,
  de,
  el,
  en,
  es,
  fi,
  fr,
  ga,
  hi,
  hu,
  hy,
  id,
  it,
  lt,
  ne,
  nl,
  no,
  pt,
  ro,
  ru,
  sr,
  sv,
  ta,
  tr,
  uk,
}
