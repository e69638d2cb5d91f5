/** Numbers of HTML as exact decimals, and their steps, because 0.3 is three times 0.1 only in decimals. */

/** `digits` × 10^`exponent`. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

export const ZERO: Decimal = { digits: 0n, exponent: 0 }

// HTML, "valid floating-point number": no plus sign, no bare point at the end, no blanks.
const NUMBER = /^(-?)(?:(\d+)(?:\.(\d+))?|\.(\d+))(?:[eE]([+-]?\d+))?$/

// A double needs 17 digits; the cap keeps the exact arithmetic on a hostile number short.
const MAX_LENGTH = 1000

/** Parses a valid floating-point number, or gives `undefined` for other text and for what no double can hold. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const match = NUMBER.exec(text)
  const value = Number(text)
  if (match === null || !Number.isFinite(value)) return undefined
  // Also what a double rounds to 0, whose exponent could be huge.
  if (value === 0) return ZERO
  const [, sign, whole = '', fraction = match[4] ?? '', , exponent = '0'] = match
  const digits = BigInt(whole + fraction)
  return {
    digits: sign === '-' ? -digits : digits,
    exponent: Number(exponent) - fraction.length,
  }
}

/** Below 0, 0 or above 0, as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const exponent = Math.min(a.exponent, b.exponent)
  const left = toDigits(a, exponent)
  const right = toDigits(b, exponent)
  if (left === right) return 0
  return left < right ? -1 : 1
}

/**
 * Whether `value` lies on a step from `base`, by the most lenient engine: Chromium forgives a distance of
 * step × 2^-24, and does not look at values beyond step × 2^53.
 */
export function isOnStep(value: Decimal, base: Decimal, step: Decimal): boolean {
  const exponent = Math.min(value.exponent, base.exponent, step.exponent)
  const stepDigits = toDigits(step, exponent)
  const difference = toDigits(value, exponent) - toDigits(base, exponent)
  const distance = difference < 0n ? -difference : difference
  if (distance > stepDigits << 53n) return true
  const above = distance % stepDigits
  const off = above < stepDigits - above ? above : stepDigits - above
  return off << 24n <= stepDigits
}

/** The number in units of 10^`exponent`, which is not above its own. */
function toDigits(number: Decimal, exponent: number): bigint {
  return number.digits * 10n ** BigInt(number.exponent - exponent)
}
