/** Numbers as texts in their order: the bits of an IEEE 754 double in 16 hexadecimal digits. */

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const SIGN = 1n << 63n
const ALL = (1n << 64n) - 1n

const view = new DataView(new ArrayBuffer(8))

/** A finite number, written in decimal or scientific notation. */
export function parseNumber(text: string): number | undefined {
  const value = DECIMAL.test(text) ? Number(text) : NaN
  return Number.isFinite(value) ? value : undefined
}

/** Zero has one text, whatever its sign. */
export function encodeNumber(value: number): string {
  view.setFloat64(0, value === 0 ? 0 : value)
  const bits = view.getBigUint64(0)
  // Of positive numbers larger bits are larger numbers; of negative ones all bits are turned, and so is their order.
  const ordered = bits & SIGN ? bits ^ ALL : bits | SIGN
  return ordered.toString(16).padStart(16, '0')
}

export function decodeNumber(text: string): number {
  const ordered = BigInt(`0x${text}`)
  view.setBigUint64(0, ordered & SIGN ? ordered ^ SIGN : ordered ^ ALL)
  return view.getFloat64(0)
}
