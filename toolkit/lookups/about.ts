/** What the build knows about the columns of a lookup: the file behind `LookupIndex.about`, as JSON. */
import type { FacetCount } from './question.ts'

export interface ColumnAbout {
  readonly name: string
  /** How many rows have a value. */
  readonly filled: number
  /** How many different values there are, of a list items; not there above 10,000. */
  readonly distinct?: number
  /** Up to five values as CSV has them, the first different ones by key; long ones are cut and end with an ellipsis. */
  readonly examples: readonly string[]
  /** Of numbers and dates; of other columns not there. */
  readonly min?: number | string
  readonly max?: number | string
  /** Of numbers: how many rows are in each of 24 equal steps from `min` to `max`. */
  readonly histogram?: readonly number[]
  /** The most frequent values, where some repeat: at most 200, most frequent first, then by value. */
  readonly top?: readonly FacetCount[]
}

export interface LookupAbout {
  readonly version: 2
  readonly columns: readonly ColumnAbout[]
}
