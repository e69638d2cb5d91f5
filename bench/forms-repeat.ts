/** Repeats some work until a clock of whole milliseconds can time it. In Node and in workerd. */

/** Milliseconds that each of `count` runs takes. */
export async function timeRuns(count: number, work: () => unknown): Promise<number> {
  const started = performance.now()
  for (let run = 0; run < count; run += 1) {
    const result = work()
    // Waiting for what is no promise would take longer than some of the work.
    if (result instanceof Promise) await result
  }
  const ms = performance.now() - started
  // A deployed Worker's clock stands still while it computes; the local runtime's does not.
  if (count > 1 && ms === 0) throw new Error(`expected ${count} runs to take a millisecond`)
  return ms / count
}

/** How many runs take some 100 ms, by what one takes. */
export function toCount(ms: number): number {
  return Math.max(1, Math.min(50_000, Math.round(100 / Math.max(ms, 0.001))))
}
