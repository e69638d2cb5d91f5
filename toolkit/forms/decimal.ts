/** Numbers of HTML as exact decimals, and their steps, because 0.3 is three times 0.1 only in decimals. */

/** `digits` × 10^`exponent`. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

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
  if (value === 0) return toDecimal(0)
  const [, sign = '', whole = '', fraction = match[4] ?? '', , exponent = '0'] = match
  return {
    digits: BigInt(sign + whole + fraction),
    exponent: Number(exponent) - fraction.length,
  }
}

/** Of a whole number. */
export function toDecimal(whole: number): Decimal {
  return { digits: BigInt(whole), exponent: 0 }
}

/**
 * A step that is written in other units, as engines have it.
 * @param factor - how much one of the written units is
 * @param unit - what steps are rounded to, half upwards but not to nothing; 0 for those that are not
 */
export function toStep({ digits, exponent }: Decimal, factor: number, unit: number): Decimal {
  const scaled = { digits: digits * BigInt(factor), exponent }
  if (unit === 0) return scaled
  const size = BigInt(unit) * 10n ** BigInt(Math.max(0, -exponent))
  const count = (toDigits(scaled, Math.min(0, exponent)) + size / 2n) / size
  return { digits: (count || 1n) * BigInt(unit), exponent: 0 }
}

/** Below 0, 0 or above 0, as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): bigint {
  const exponent = Math.min(a.exponent, b.exponent)
  return toDigits(a, exponent) - toDigits(b, exponent)
}

/** Whether a number is so large that a double may not hold it. */
export function isLarge({ digits, exponent }: Decimal): boolean {
  return String(digits).length + exponent > 15
}

/**
 * Whether `value` lies on a step from `base`, by the most lenient engine: Chromium does not look at values beyond
 * step × 2^53, and forgives a distance of step × 2^-24 unless it is to be exact.
 */
export function isOnStep(value: Decimal, base: Decimal, step: Decimal, isExact: boolean): boolean {
  const exponent = Math.min(value.exponent, base.exponent, step.exponent)
  const size = toDigits(step, exponent)
  const difference = toDigits(value, exponent) - toDigits(base, exponent)
  const distance = difference < 0n ? -difference : difference
  if (distance > size << 53n) return true
  const above = distance % size
  const off = above * 2n < size ? above : size - above
  return isExact ? off === 0n : off << 24n <= size
}

/** The number in units of 10^`exponent`, which is not above its own. */
function toDigits(number: Decimal, exponent: number): bigint {
  return number.digits * 10n ** BigInt(number.exponent - exponent)
}
