/** Where one block ends and the next begins: decided by the lines themselves, so that a small change moves few cuts. */
import { fnv1a } from '../core/hash.ts'
import { encodeBlock } from './format.ts'

/** Sizes in UTF-16 code units of a block's lines. */
export interface CutSizes {
  readonly min: number
  /** What a block grows by beyond `min`, on average. */
  readonly spread: number
  readonly max: number
}

/**
 * 64 KB on average. Smaller blocks cost files (a free site has 20,000), larger ones CPU: searching 64 KB takes less
 * than a tenth of a millisecond, about what reading the file takes.
 */
export const CUT_SIZES: CutSizes = { min: 16 * 1024, spread: 56 * 1024, max: 128 * 1024 }

export interface Line {
  /** The first item: what lines are sorted by. */
  readonly text: string
  /** The JSON array, without a line end. */
  readonly line: string
}

export interface Cut {
  /** The shortest text that parts the block from the one before it. */
  readonly first: string
  /** The file's content. */
  readonly content: string
}

/** Cuts sorted lines into blocks. */
export function cutBlocks(lines: readonly Line[], sizes: CutSizes): Cut[] {
  const cuts: Cut[] = []
  let start = 0
  let size = 0
  for (const [at, line] of lines.entries()) {
    if (at > start && isCut(line, size, sizes)) {
      cuts.push(toCut(lines, start, at))
      start = at
      size = 0
    }
    size += line.line.length + 1
  }
  if (start < lines.length) cuts.push(toCut(lines, start, lines.length))
  return cuts
}

/**
 * Whether `line` begins a block after one of `size`. A line does by the hash of its text, as likely as it is long: then
 * blocks average the same size whatever the rows are, and no figure about all rows decides a cut.
 */
function isCut({ text, line }: Line, size: number, { min, spread, max }: CutSizes): boolean {
  if (size + line.length + 1 > max) return true
  return size >= min && mix(fnv1a(text)) / 2 ** 32 < line.length / spread
}

/** Spreads a hash over all its bits (the finaliser of MurmurHash3): FNV-1a leaves the high ones alike. */
function mix(hash: number): number {
  let bits = hash
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

function toCut(lines: readonly Line[], start: number, end: number): Cut {
  return {
    first: separator(lines[start - 1]?.text, lines[start]?.text ?? ''),
    content: encodeBlock(lines.slice(start, end).map(({ line }) => line)),
  }
}

/** The shortest beginning of `first` that sorts after `last`; `first` itself when the two are the same. */
function separator(last: string | undefined, first: string): string {
  if (last === undefined) return ''
  let length = 1
  while (length < first.length && first.slice(0, length) <= last) length++
  return first.slice(0, length)
}
