/** Arabic: Snowball’s stemmer, with the feminine ending that it goes by. */
import { stemmer } from '@orama/stemmers/arabic'

import { fold } from '../../core/fold.ts'

/** Takes a folded word: teh marbuta is heh there. */
export function stem(word: string): string {
  const written = word.replace(/(?<=..)(?:\u0627\u062a|\u0647)$/, '\u0629')
  return fold(stemmer(written), 'ar')
}
