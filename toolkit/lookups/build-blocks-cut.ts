/** Gathers sorted lines to the contents of blocks. */
import { lineLength, lineStart, RECORD_HEAD, textLength, textOf } from './build-sorter-store.ts'
import type { RecordView } from './build-sorter-store.ts'
import { hashText, hashUnits, isCut, separate, type CutSizes } from './cut.ts'
import { encodeBlock, FIRST_LINE } from './format.ts'

export interface CutBlock {
  /** As in `Block`. */
  readonly first: string
  /** The file's content. */
  readonly content: Buffer
}

/** Each line that is added may end the block before it, which is given back then. */
export interface BlockCutter {
  add(text: string, line: string): CutBlock | undefined
  /** @param previous - the record that was added before, none at first */
  addRecord(view: RecordView, previous: RecordView | undefined): CutBlock | undefined
  /** The last block; none where no line was added. */
  finish(): CutBlock | undefined
}

const LINE_END = 0x0a
const SHORT = 32

/** What each block begins with. A block without lines would have the end of one. */
const HEADER = Buffer.from(encodeBlock([])).subarray(0, FIRST_LINE)

/** @param exact - whether the first text of a block is given whole, not the shortest one that parts it */
export function createBlockCutter(sizes: CutSizes, exact = false): BlockCutter {
  let out = Buffer.alloc(FIRST_LINE + Math.min(sizes.max, 2 ** 20))
  let end = HEADER.copy(out)
  let first = ''
  let last: string | undefined
  const reserve = (bytes: number): void => {
    if (end + bytes <= out.length) return
    const larger = Buffer.alloc((end + bytes) * 2)
    out.copy(larger, 0, 0, end)
    out = larger
  }
  const take = (next: string): CutBlock => {
    const cut = { first, content: Buffer.from(out.subarray(0, end)) }
    end = FIRST_LINE
    first = next
    return cut
  }
  const part = (before: string | undefined, text: string): string =>
    exact && before !== undefined ? text : separate(before, text)
  return {
    add(text, line) {
      // No code unit takes more than three bytes of UTF-8.
      reserve(line.length * 3 + 1)
      const start = end
      const length = out.write(line, start) + 1
      out[start + length - 1] = LINE_END
      let cut: CutBlock | undefined
      if (isCut(hashText(text), length, start - FIRST_LINE, sizes)) {
        cut = take(part(last, text))
        out.copyWithin(FIRST_LINE, start, start + length)
      }
      end += length
      last = text
      return cut
    },
    addRecord(view, previous) {
      const { bytes, units } = view.chunk
      const length = lineLength(view) + 1
      const textStart = (view.start + RECORD_HEAD) >>> 1
      const hash = hashUnits(units, textStart, textStart + textLength(view))
      const cut = isCut(hash, length, end - FIRST_LINE, sizes)
        ? take(part(previous && textOf(previous), textOf(view)))
        : undefined
      reserve(length)
      copyBytes(bytes, lineStart(view), length - 1, out, end)
      end += length
      out[end - 1] = LINE_END
      return cut
    },
    finish: () => (end > FIRST_LINE ? take('') : undefined),
  }
}

/** Short lines byte by byte: that takes less time than a call. */
function copyBytes(from: Buffer, start: number, length: number, to: Buffer, at: number): void {
  if (length > SHORT) from.copy(to, at, start, start + length)
  else for (let index = 0; index < length; index++) to[at + index] = from[start + index] ?? 0
}
