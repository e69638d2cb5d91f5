/** Where one block ends and the next begins: decided by the lines themselves, so that a small change moves few cuts. */

/** Sizes of a block's lines in UTF-8 bytes, line ends included. */
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

/** More blocks in one part would leave too few files to the rest of a free site. */
const MAX_BLOCKS = 12_000

/** FNV-1a of 32 bits, but over UTF-16 code units in place of bytes: what sorts a line decides about it. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mix(hash)
}

/** The same of the code units from `start` to before `end`. */
export function hashUnits(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (units[at] ?? 0), 0x01000193)
  return mix(hash)
}

/**
 * Whether a line begins a block after one of `size` bytes. It does by the hash of its text, as likely as it is long: then
 * blocks average the same size whatever the lines are, and no figure about all lines decides a cut. It is less likely
 * before the average and more likely after it, so that almost no block grows to the limit: a cut that a limit made
 * moves with each change before it.
 * @param length - of the line, with its line end
 */
export function isCut(
  hash: number,
  length: number,
  size: number,
  { min, spread, max }: CutSizes,
): boolean {
  if (size < min) return size > 0 && size + length > max
  if (size + length > max) return true
  const rarity = size < min + spread ? spread * 2 : spread / 4
  return (hash / 2 ** 32) * rarity < length
}

/** The sizes for a part of `length` bytes: twice as large as often as it would have too many blocks. */
export function fitSizes(length: number, sizes: CutSizes): CutSizes {
  const { min, spread, max } = sizes
  if (length / (min + spread) <= MAX_BLOCKS) return sizes
  return fitSizes(length, { min: min * 2, spread: spread * 2, max: max * 2 })
}

/** The shortest beginning of `first` that sorts after `last`; `first` itself when the two are the same. */
export function separate(last: string | undefined, first: string): string {
  if (last === undefined) return ''
  let length = 1
  while (length < first.length && first.slice(0, length) <= last) length++
  return first.slice(0, length)
}

/** Spreads a hash over all its bits (the finaliser of MurmurHash3): FNV-1a leaves the high ones alike. */
function mix(hash: number): number {
  let bits = hash
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
