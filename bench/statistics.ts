/** What many measurements say together. */

/** Measures something once, in whatever unit. */
export type Measure = () => number | Promise<number>

/**
 * Measures several things in turn, always in the same order, so that what else the machine does meets them alike.
 * @returns for each of them, what its rounds measured
 */
export async function interleave(
  rounds: number,
  measures: readonly Measure[],
): Promise<readonly (readonly number[])[]> {
  const results: number[][] = measures.map(() => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, measure] of measures.entries()) results[at]?.push(await measure())
  }
  return results
}

/** The value below which so much of all values lies, from 0 to 1. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export function median(values: readonly number[] = []): number {
  return quantile(values, 0.5)
}
