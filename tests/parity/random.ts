/** Random choices that a seed repeats. */

export interface Random {
  /** A whole number from 0 to below `count`. */
  below(count: number): number
  /** True once in `times`. */
  once(times: number): boolean
  pick(texts: readonly string[]): string
}

/** Mulberry32: 32 bits of state are enough for forms. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const below = (count: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count
  }
  return {
    below,
    once: (times) => below(times) === 0,
    pick: (texts) => texts[below(texts.length)] ?? '',
  }
}
