/** Counts the values that a page of a list offers, where some of them are chosen already. */
import { hasEmpty, isChosen, withoutChoices } from './page-address.ts'
import type { FacetCount, Filter, Listed, LookupEngine } from './question.ts'

/** So many columns are counted again without their own choice: each is a question more. */
const MAX_RECOUNTED = 2

type Facets = NonNullable<Listed['facets']>

/**
 * The values to choose from: those of a column that is narrowed to some of its values are counted as if it was not, so
 * that another can be chosen, and its count is what that leads to. Of columns that cannot be counted so, the chosen.
 */
export async function countChoices(
  engine: LookupEngine,
  filters: readonly Filter[],
  counts: Facets,
): Promise<Facets> {
  let left = MAX_RECOUNTED
  const choices: [string, readonly FacetCount[]][] = []
  for (const [column, known] of Object.entries(counts)) {
    const others = withoutChoices(filters, column)
    if (others.length === filters.length) {
      choices.push([column, known])
      continue
    }
    const question = { filters: others, sort: [], limit: 1, facets: [column] }
    const again = left-- > 0 ? (await engine.list(question)).facets?.[column] : undefined
    const isOn = ({ value }: FacetCount): boolean =>
      value === null ? hasEmpty(filters, column) : isChosen(filters, column, value)
    choices.push([column, again ?? known.filter(isOn)])
  }
  return Object.fromEntries(choices)
}
