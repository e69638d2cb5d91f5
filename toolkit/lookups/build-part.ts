/** How the parts of a lookup are compiled: each is shown the sorted rows once, block by block. */
import type { Output } from '../page/build-output.ts'
import type { Sorter } from './build-sorter.ts'
import type { CutSizes } from './cut.ts'
import type { Lookup } from './define.ts'
import type { Block, Cell, Column } from './format.ts'

/** A row on its way into the parts. */
export interface SortedRow {
  /** The canonical key; see `key.ts`. */
  readonly key: string
  /** The line of the row in the part `rows`: `[key, ...cells of the columns that are not of the key]`. */
  readonly line: string
  /** The cells of all columns, in their order. */
  readonly cells: readonly Cell[]
}

/** What a part is compiled with. */
export interface PartContext {
  readonly lookup: Lookup
  readonly columns: readonly Column[]
  readonly output: Pick<Output, 'writeHashed'>
  readonly sizes: CutSizes
  /** The file of the rows, for messages. */
  readonly file: string
  /** A sorter for lines of this part, which uses the disk where they are many. */
  readonly createSorter: () => Sorter
  /** Tells the owner what is odd about the data, and does not stop the build. */
  readonly warn: (message: string) => void
}

export interface PartBuilder<Result> {
  /** Takes the rows of one block of `rows`, which is written, in the order of the key. */
  add(rows: readonly SortedRow[], block: Block): void | Promise<void>
  /** Writes what is left. */
  finish(): Promise<Result>
}
