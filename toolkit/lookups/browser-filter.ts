/** In the place of `filter.ts`, which is loaded with the first question that has a filter. */
import { needLater } from './browser-need.ts'
import type * as All from './filter.ts'

export const MAX_FILTERS: typeof All.MAX_FILTERS = 20

const need = needLater<typeof All>(() => import('./filter.ts'))

export const toFilter: typeof All.toFilter = (...given) => need().toFilter(...given)
export const createRowFilter: typeof All.createRowFilter = (...given) =>
  need().createRowFilter(...given)
export const createCellTest: typeof All.createCellTest = (...given) =>
  need().createCellTest(...given)
export const createLineCheck: typeof All.createLineCheck = (...given) =>
  need().createLineCheck(...given)
