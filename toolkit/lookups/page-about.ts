/** The fields of a page that describes a lookup: each column with its type, its values and how they are spread. */
import type { Data } from '../page/format.ts'
import type { ColumnAbout, LookupAbout } from './about.ts'
import type { Column, LookupIndex } from './format.ts'
import { changedPath } from './page-address.ts'
import type { FacetCount } from './question.ts'

/** The height of a sparkline in its own units; each bar is one wide. */
const HEIGHT = 8
const MAX_BARS = 24
const MAX_TOP = 10

/** A list of the columns. */
export function columnFields(index: LookupIndex, about: LookupAbout | undefined): Data[] {
  return index.columns.map((column) => {
    const counted = about?.columns.find(({ name }) => name === column.name)
    return { ...staticFields(index, column), ...(counted && countedFields(index, column, counted)) }
  })
}

function staticFields(index: LookupIndex, column: Column): Data {
  const { name, title, type, description, unit, optional } = column
  return {
    name,
    title: title ?? name,
    type,
    description,
    unit,
    optional,
    isKey: index.key.includes(name),
    uses: usesOf(index, name).join(', '),
  }
}

function countedFields(index: LookupIndex, column: Column, counted: ColumnAbout): Data {
  const { filled, distinct, examples, min, max, histogram, top } = counted
  const counts = histogram ?? top?.map(({ count }) => count)
  return {
    filled,
    empty: index.rows - filled,
    distinct,
    examples: examples.join(', '),
    min,
    max,
    spark: counts === undefined ? undefined : sparkline(counts),
    sparkTitle: histogram === undefined ? undefined : `${min} – ${max}`,
    top: (top ?? []).slice(0, MAX_TOP).map((value) => topFields(index, column, value)),
  }
}

function topFields(index: LookupIndex, { name }: Column, { value, count }: FacetCount): Data {
  const canAsk = value !== null && index.filter.includes(name)
  const asked = { index, parameters: new URLSearchParams(), filters: [] }
  return {
    value: value === null ? '—' : String(value),
    count,
    url: canAsk
      ? changedPath(asked, { filters: [{ column: name, operator: 'eq', values: [value] }] })
      : undefined,
  }
}

/** The parameters that a column answers: `key`, `find`, `near`, `contains`, `filter`, `sort`. */
function usesOf({ key, find, filter, sort, near, range }: LookupIndex, name: string): string[] {
  const ranged: readonly unknown[] =
    range === undefined ? [] : Object.values({ ...range, kind: '' })
  return [
    ...(key.includes(name) ? ['key'] : []),
    ...(find.includes(name) ? ['find'] : []),
    ...(near?.includes(name) === true ? ['near'] : []),
    ...(ranged.includes(name) ? ['contains'] : []),
    ...(filter.includes(name) ? ['filter'] : []),
    ...(filter.includes(name) || sort.includes(name) ? ['sort'] : []),
  ]
}

/**
 * The path of a bar chart for `<path d>` in a `viewBox="0 0 24 8"`: a bar for each count, as high as its share of the
 * largest. What is not zero can be seen.
 */
export function sparkline(counts: readonly number[]): string {
  const shown = counts.slice(0, MAX_BARS)
  const most = Math.max(1, ...shown)
  return shown
    .map((count, at) => {
      const height = count > 0 ? Math.max(0.3, (count / most) * HEIGHT) : 0
      const top = Math.round((HEIGHT - height) * 100) / 100
      return height === 0 ? '' : `M${at} ${HEIGHT}V${top}h.9V${HEIGHT}z`
    })
    .join('')
}
