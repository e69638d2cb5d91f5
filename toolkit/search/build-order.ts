/** The order of keys: that of their UTF-16 code units, which the reader compares by. */

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
