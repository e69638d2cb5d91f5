/** When a delivery that failed is tried again. */

/** How often a delivery is tried before it is given up: for about five days. */
export const MAX_ATTEMPTS = 10

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const MAX_DELAY = 24 * HOUR

/** The waits after the first tries; after any later one it is the longest. */
const DELAYS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR]

// What failed together is not tried together again.
const JITTER = 0.2

// Whoever takes a delivery has it for this long, and longer the more often it was taken.
const FIRST_LEASE = MINUTE
const MAX_LEASE = 15 * MINUTE

/**
 * How long to wait after a try that failed, in milliseconds.
 * @param attempts - tries so far, this one included
 * @param random - from 0 to 1, as `Math.random` gives it
 * @param retryAfter - seconds that the receiver asks for; a day at most is waited, and never less than without it
 */
export function toDelay(attempts: number, random: number, retryAfter = 0): number {
  const delay = DELAYS[attempts - 1] ?? MAX_DELAY
  const asked = retryAfter > 0 ? Math.min(retryAfter * SECOND, MAX_DELAY) : 0
  return Math.round(Math.max(delay, asked) * (1 + JITTER * random))
}

/**
 * How long whoever takes a delivery has it for themselves, in milliseconds. After that it is due again.
 * @param attempts - earlier tries
 */
export function toLease(attempts: number): number {
  return Math.min(FIRST_LEASE * 2 ** attempts, MAX_LEASE)
}
