/** In the place of the stemmers of languages that the site has no index of. */
import type { Stem } from './stem.ts'

export const stem: Stem = (word) => word
