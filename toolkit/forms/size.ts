/** How a number of bytes is written for a visitor. */

// In French a byte is an octet.
const UNITS = { b: ['B', 'KB', 'MB'], o: ['o', 'Ko', 'Mo'] } as const

/**
 * A size in decimal units, with one decimal below 10: `2.5 MB`.
 * @param language - a BCP 47 tag, for the decimal sign; English for one that is none
 * @param rounding - `floor` for a limit, `ceil` for what is beyond it: then the two never read the same
 */
export function formatSize(
  bytes: number,
  language: string,
  rounding: 'floor' | 'ceil' = 'floor',
): string {
  const [byte, kilobyte, megabyte] = /^fr\b/i.test(language) ? UNITS.o : UNITS.b
  if (bytes < 1e3) return `${formatNumber(Math.round(bytes), language)} ${byte}`
  const kilobytes = divide(bytes, 1e3, rounding)
  if (kilobytes < 1e3) return `${formatNumber(kilobytes, language)} ${kilobyte}`
  return `${formatNumber(divide(bytes, 1e6, rounding), language)} ${megabyte}`
}

// Integers are divided, so that no error of a product is rounded up.
function divide(bytes: number, unit: number, rounding: 'floor' | 'ceil'): number {
  if (bytes < 10 * unit) return Math[rounding](bytes / (unit / 10)) / 10
  return Math[rounding](bytes / unit)
}

function formatNumber(value: number, language: string): string {
  try {
    return new Intl.NumberFormat(language).format(value)
  } catch {
    return new Intl.NumberFormat('en').format(value)
  }
}
