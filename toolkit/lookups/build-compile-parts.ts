/** The parts that a declaration asks for, compiled side by side. */
import { createColumnsPart } from './build-columns-part.ts'
import { createFindPart } from './build-find.ts'
import { createNearPart } from './build-near.ts'
import type { PartBuilder, PartContext } from './build-part.ts'
import { createRangePart } from './build-range.ts'
import type { LookupParts } from './format.ts'

/** All parts but the rows. */
export function createParts(context: PartContext): PartBuilder<Omit<LookupParts, 'rows'>> {
  const { find = [], near, range } = context.lookup
  const finding = find.length > 0 ? createFindPart(context) : undefined
  const nearing = near === undefined ? undefined : createNearPart(context)
  const ranging = range === undefined ? undefined : createRangePart(context)
  // Also of a lookup without filters: it says how many rows each block has.
  const columns = createColumnsPart(context)
  return {
    async add(rows, block) {
      for (const part of [finding, nearing, ranging, columns]) await part?.add(rows, block)
    },
    // One after the other: each may need all of the memory there is for sorting.
    async finish() {
      const found = (await finding?.finish()) ?? {}
      const places = await nearing?.finish()
      const ranges = await ranging?.finish()
      return {
        ...found,
        ...(ranges === undefined ? {} : { range: ranges }),
        ...(places === undefined ? {} : { near: places }),
        columns: await columns.finish(),
      }
    },
  }
}
