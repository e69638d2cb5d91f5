/** Spanish: Snowball’s stemmer, with the accents of endings, which it goes by. */
import { stemmer } from '@orama/stemmers/spanish'

import { fold } from '../../core/fold.ts'

/** Takes a folded word that has its `ñ`: `configuracion`. */
export function stem(word: string): string {
  const written = word
    .replace(/([cs])ion$/, '$1ión')
    .replace(/(ab|i)amos$/, (end) => (end === 'iamos' ? 'íamos' : 'ábamos'))
  return fold(stemmer(written), 'es')
}
