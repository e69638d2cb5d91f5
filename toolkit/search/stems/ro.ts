/** Romanian: Snowball’s stemmer, which knows `ș` and `ț` by the cedilla of older keyboards. */
import { stemmer } from '@orama/stemmers/romanian'

import { fold } from '../../core/fold.ts'

/** Takes a folded word that has its own letters: `funcție`. Plurals that change a consonant, `studenți`, are undone. */
export function stem(word: string): string {
  const written = word
    .replace(/ări(?:le|lor)?$/, 'are')
    .replaceAll('ș', 'ş')
    .replaceAll('ț', 'ţ')
  return fold(stemmer(written), 'ro').replace(/ț$/, 't').replace(/z$/, 'd')
}
