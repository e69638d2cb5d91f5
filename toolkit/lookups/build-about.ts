/** Tells what is in the columns of a lookup, from one pass over its rows and one over them in order. See `about.ts`. */
import type { ColumnAbout, LookupAbout } from './about.ts'
import { ColumnCounter } from './build-about-column.ts'
import { MAX_KEPT, type NumberSpace } from './build-about-numbers.ts'
import type { CellSpans } from './build-downloads-cells.ts'
import { toCsvField } from './csv.ts'
import type { Cell, Column } from './format.ts'

export interface AboutBuilder {
  /** Takes a row, in any order. Cells that it has not any more are `null`. */
  add(cells: readonly Cell[]): void
  /** Takes the rows again, in the order of the key, when all were added. */
  addInOrder(spans: CellSpans): void
  finish(columns: readonly Column[]): LookupAbout
}

const MAX_EXAMPLES = 5

/** A longer example is cut there, in UTF-16 code units, and says so with an ellipsis. */
const MAX_EXAMPLE_LENGTH = 200

/** The first byte of `null`. */
const N = 0x6e

/** @param openFile - opens a file without a name, for numbers that are too many for the memory */
export function createAbout(openFile: () => number, max: number = MAX_KEPT): AboutBuilder {
  const space: NumberSpace = { kept: 0, max, openFile }
  const counters: ColumnCounter[] = []
  /** The JSON of examples by column; each character is a byte of its UTF-8. */
  const examples: string[][] = []
  let open: number[] | undefined
  const wanted = (column: number): number => counters[column]?.distinct ?? MAX_EXAMPLES
  const isOpen = (column: number): boolean =>
    (examples[column]?.length ?? 0) < Math.min(MAX_EXAMPLES, wanted(column))
  return {
    add(cells) {
      while (counters.length < cells.length) counters.push(new ColumnCounter(space))
      for (let at = 0; at < counters.length; at++) counters[at]?.add(cells[at] ?? null)
    },
    addInOrder(spans) {
      open ??= [...spans.starts.keys()].filter(isOpen)
      if (open.length === 0) return
      let isFull = false
      for (const column of open) isFull = addExample(spans, column, examples) || isFull
      if (isFull) open = open.filter(isOpen)
    },
    finish(columns) {
      const described = columns.map((column, at): ColumnAbout => {
        const counter = counters[at] ?? new ColumnCounter(space)
        const { filled, distinct, ...rest } = counter.finish(column)
        const texts = (examples[at] ?? []).map(toExample)
        const head = { name: column.name, filled, ...(distinct === undefined ? {} : { distinct }) }
        return { ...head, examples: texts, ...rest }
      })
      return { version: 2, columns: described }
    },
  }
}

/** Whether an example came to the others of its column. */
function addExample(spans: CellSpans, column: number, examples: string[][]): boolean {
  const { bytes, starts, ends } = spans
  const start = starts[column] ?? 0
  const end = ends[column] ?? 0
  if (start === end || bytes[start] === N) return false
  const json = bytes.toString('latin1', start, end)
  const known = (examples[column] ??= [])
  if (json === '[]' || known.includes(json)) return false
  known.push(json)
  return true
}

function toExample(json: string): string {
  const cell: Cell = JSON.parse(Buffer.from(json, 'latin1').toString())
  const text = typeof cell === 'string' ? cell : toCsvField(cell)
  if (text.length <= MAX_EXAMPLE_LENGTH) return text
  return `${text
    .slice(0, MAX_EXAMPLE_LENGTH)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`
}
