/** Reads the lines of `rows` in the order of the key, from some key on. */
import { locateFrom, readBlock, type Source } from './files.ts'
import { FIRST_LINE } from './format.ts'

/** The lines of some blocks, the first of which can have `from` as its first key. */
export interface RowLines {
  readonly lines: AsyncIterable<string>
  /** Whether these are all lines to the end of `rows`. */
  readonly isAll: boolean
}

/** @param max - how many blocks; what lists them comes to it */
export async function readRowsFrom(source: Source, from: string, max: number): Promise<RowLines> {
  const blocks = await locateFrom(source, 'rows', from, max + 1)
  async function* lines(): AsyncGenerator<string> {
    for (const block of blocks.slice(0, max)) yield* linesOf(await readBlock(source, 'rows', block))
  }
  return { lines: lines(), isAll: blocks.length <= max }
}

function* linesOf(text: string): Generator<string> {
  for (let at = FIRST_LINE; at < text.length;) {
    const end = text.indexOf('\n', at)
    if (end < 0) return
    yield text.slice(at, end)
    at = end + 1
  }
}
