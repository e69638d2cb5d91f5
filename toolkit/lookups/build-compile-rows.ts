/** The rows of a block as the parts get them: what a part does not ask for is never read. */
import type { SortedRow } from './build-part.ts'
import { FIRST_LINE, type Cell, type Column } from './format.ts'
import { fromKey } from './key.ts'

/** Gives the rows of a block of the part `rows`. */
export type RowReader = (content: Buffer) => readonly SortedRow[]

/** @param key - the names of the columns that make up the first item of each line */
export function createRowReader(columns: readonly Column[], key: readonly string[]): RowReader {
  const keyColumns = key.flatMap((name) => columns.filter((column) => column.name === name))
  const inKey = columns.map(({ name }) => key.indexOf(name))
  const readCells = (line: string): Cell[] => {
    const items: readonly Cell[] = JSON.parse(line)
    const keyCells = fromKey(String(items[0]), keyColumns)
    let next = 1
    return inKey.map((at) => (at < 0 ? items[next++] : keyCells[at]) ?? null)
  }
  return (content) => {
    const block = new LazyText(content)
    const rows: SortedRow[] = []
    for (let at = FIRST_LINE; at < content.length;) {
      const end = content.indexOf(LINE_END, at)
      rows.push(new BlockRow(block, rows.length, readCells))
      at = end + 1
    }
    return rows
  }
}

const LINE_END = 0x0a

/** The lines of a block, decoded when the first is asked for. */
class LazyText {
  readonly #content: Buffer
  #lines: readonly string[] | undefined

  constructor(content: Buffer) {
    this.#content = content
  }

  line(at: number): string {
    this.#lines ??= this.#content.toString('utf8', FIRST_LINE).split('\n')
    return this.#lines[at] ?? ''
  }
}

class BlockRow implements SortedRow {
  readonly #block: LazyText
  readonly #at: number
  readonly #read: (line: string) => Cell[]
  #cells: readonly Cell[] | undefined

  constructor(block: LazyText, at: number, read: (line: string) => Cell[]) {
    this.#block = block
    this.#at = at
    this.#read = read
  }

  get key(): string {
    const { line } = this
    let end = line.indexOf('"', 2)
    while (line[end - 1] === '\\' && isEscaped(line, end)) end = line.indexOf('"', end + 1)
    const text = line.slice(2, end)
    return text.includes('\\') ? JSON.parse(`"${text}"`) : text
  }

  get line(): string {
    return this.#block.line(this.#at)
  }

  get cells(): readonly Cell[] {
    this.#cells ??= this.#read(this.line)
    return this.#cells
  }
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
  let start = at
  while (text[start - 1] === '\\') start--
  return (at - start) % 2 === 1
}
