/** In the place of `engine-typos.ts`, which is loaded where nothing is found as it was typed. */
import type * as All from './engine-typos.ts'

export const findMeant: typeof All.findMeant = async (...given) =>
  (await import('./engine-typos.ts')).findMeant(...given)
