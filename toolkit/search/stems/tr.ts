/** Turkish: Snowball’s stemmer, with the `ı` that it goes by. */
import { stemmer } from '@orama/stemmers/turkish'

import { fold } from '../../core/fold.ts'

/** Takes a folded word that has its other letters: `sinirlar` for `sınırlar`. */
export function stem(word: string): string {
  return fold(stemmer(harmonise(word)), 'tr')
}

/** Beside `a` and `ı` stands `ı`: suffixes follow the vowel before them. */
function harmonise(word: string): string {
  let written = word
  let last = ''
  while (written !== last) {
    last = written
    written = written.replace(/(?<=[aı][^aeiıoöuü]*)i|i(?=[^aeiıoöuü]*[aı])/g, 'ı')
  }
  return written
}
