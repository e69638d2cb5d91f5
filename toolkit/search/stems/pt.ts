/** Portuguese: Snowball’s stemmer, with the singular of plurals and the accents of endings, which it goes by. */
import { stemmer } from '@orama/stemmers/portuguese'

import { fold } from '../../core/fold.ts'

/** Takes a folded word: `acoes`, `animais`. */
export function stem(word: string): string {
  const written = word
    .replace(/(?:oes|aes)$/, 'ao')
    .replace(/(?<=..)([aeo])is$/, '$1l')
    .replace(/(?<=..)il(mente)?$/, 'el$1')
    .replace(/ns$/, 'm')
    .replace(/cao$/, 'ção')
    .replace(/ao$/, 'ão')
  return fold(stemmer(written))
}
