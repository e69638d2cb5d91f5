/** French: Snowball’s stemmer, with the accents of endings, which it goes by. */
import { stemmer } from '@orama/stemmers/french'

import { fold } from '../../core/fold.ts'

/** Takes a folded word: `mangee`, `premiere`. */
export function stem(word: string): string {
  const written = word.replace(/ee(s?)$/, 'ée$1').replace(/iere(s?)$/, 'ière$1')
  return fold(stemmer(written))
}
