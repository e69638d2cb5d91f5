/** The cheapest way to put a text together from pieces: dynamic programming over a trie of them. */

/** What a text is cut into. */
export interface Cut {
  /** By offset: which piece stands there, or -1 for a character by itself. Filled at the offsets where something begins. */
  readonly pieces: Int32Array
  /** Bytes of the whole. */
  readonly cost: number
}

/** Cuts texts; the arrays of a cut are valid until the next. */
export interface Cutter {
  /** @param without - a piece that is not to be used */
  cut(text: string, without?: number): Cut
}

const NONE = -1
// A character of its own is one byte, or in the escape of others like it.
const ASCII_COST = 1
const OTHER_COST = 4

/** @param costs - the bytes that a piece takes, by its place in `pieces` */
export function createCutter(pieces: readonly string[], costs: readonly number[]): Cutter {
  const trie = createTrie(pieces)
  const prices = Uint8Array.from(costs)
  let best = new Int32Array(0)
  let chosen = new Int32Array(0)
  return {
    cut(text, without = NONE) {
      if (best.length <= text.length) {
        best = new Int32Array(text.length * 2 + 1)
        chosen = new Int32Array(text.length * 2 + 1)
      }
      fillBest(text, trie, prices, best, chosen, without)
      return { pieces: chosen, cost: best[0] ?? 0 }
    },
  }
}

/** From the end on: the cheapest way to put the rest of the text together, and the piece that it begins with. */
function fillBest(
  text: string,
  trie: Trie,
  prices: Uint8Array,
  best: Int32Array,
  chosen: Int32Array,
  without: number,
): void {
  best[text.length] = 0
  for (let at = text.length - 1; at >= 0; at--) {
    const unit = text.charCodeAt(at)
    let least = characterCost(unit) + (best[at + 1] ?? 0)
    let choice = NONE
    let node = trie.childOfRoot(unit)
    for (let end = at + 1; node !== 0; end++) {
      const piece = trie.pieceAt(node)
      if (piece !== NONE && piece !== without) {
        const cost = (prices[piece] ?? 0) + (best[end] ?? 0)
        // Of equals the longest: fewer codes are decoded faster.
        if (cost <= least) {
          least = cost
          choice = piece
        }
      }
      node = end < text.length ? trie.child(node, text.charCodeAt(end)) : 0
    }
    best[at] = least
    chosen[at] = choice
  }
}

/** The bytes that a code unit takes by itself. */
export function characterCost(unit: number): number {
  return unit < 0x80 ? ASCII_COST : OTHER_COST
}

interface Trie {
  childOfRoot(unit: number): number
  /** The node below a node; 0 for none, as the root is below nothing. */
  child(node: number, unit: number): number
  /** The piece that ends at a node. */
  pieceAt(node: number): number
}

/** Open addressing over pairs of a node and a code unit: a map of maps takes ten times as long to walk. */
function createTrie(pieces: readonly string[]): Trie {
  const size = pieces.reduce((sum, { length }) => sum + length, 1)
  const bits = Math.ceil(Math.log2(size)) + 1
  const mask = 2 ** bits - 1
  // The pair of each slot, then its node: what is read together lies together.
  const slots = new Float64Array(2 * (mask + 1))
  const ends = new Int32Array(size).fill(NONE)
  const slotOf = (node: number, unit: number): number => {
    const pair = pairOf(node, unit)
    let slot = Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b) >>> (32 - bits)
    while (slots[2 * slot] !== 0 && slots[2 * slot] !== pair) slot = (slot + 1) & mask
    return 2 * slot
  }
  let count = 1
  pieces.forEach((text, piece) => {
    let node = 0
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      const slot = slotOf(node, unit)
      if (slots[slot] === 0) {
        slots[slot] = pairOf(node, unit)
        slots[slot + 1] = count++
      }
      node = slots[slot + 1] ?? 0
    }
    ends[node] = piece
  })
  // Most walks are short, and each begins here.
  const roots = Int32Array.from({ length: 0x10000 }, (_, unit) => slots[slotOf(0, unit) + 1] ?? 0)
  return {
    childOfRoot: (unit) => roots[unit] ?? 0,
    child: (node, unit) => slots[slotOf(node, unit) + 1] ?? 0,
    pieceAt: (node) => ends[node] ?? NONE,
  }
}

/** Never 0, which is an empty slot. */
function pairOf(node: number, unit: number): number {
  return node * 0x10000 + unit + 1
}
