/** In the place of `page-about.ts`, which is loaded with the description of a lookup. */
import { needLater } from './browser-need.ts'
import type * as All from './page-about.ts'

const need = needLater<typeof All>(() => import('./page-about.ts'))

export const columnFields: typeof All.columnFields = (...given) => need().columnFields(...given)
