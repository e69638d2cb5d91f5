/** Finds lines in a block of rows by their key or number; few of them are parsed. */
import { FormatError } from '../core/errors.ts'
import { FIRST_LINE, parseLine } from './format.ts'

/** Where the first line starts whose key is `key` or comes after it; the length of the block where there is none. */
export function seekKey(block: string, key: string): number {
  let low = FIRST_LINE
  let high = block.length
  // Lines that start before `low` come before the key; the one at `high` does not.
  while (low < high) {
    const at = block.lastIndexOf('\n', (low + high) >>> 1) + 1
    const start = at > low && at < high ? at : low
    if (String(parseLine(block, start)[0]) < key) low = nextLine(block, start)
    else high = start
  }
  return low
}

/** Passes over lines with a key, at most `max`. @returns where the next line starts, and how many were passed */
export function passEqual(
  block: string,
  start: number,
  key: string,
  max: number,
): readonly [at: number, passed: number] {
  const beginning = `[${JSON.stringify(key)}`
  let at = start
  let passed = 0
  // After the whole first item comes another or the end of the line: no quote goes on here.
  while (passed < max && block.startsWith(beginning, at)) {
    at = nextLine(block, at)
    passed++
  }
  return [at, passed]
}

/** How many lines start before `end`. */
export function countLines(block: string, end: number): number {
  let count = 0
  for (let at = FIRST_LINE; at < end; at = nextLine(block, at)) count++
  return count
}

/** Where the line after the one at `start` starts; the length of the block after the last. */
export function nextLine(block: string, start: number): number {
  const end = block.indexOf('\n', start)
  if (end < 0) throw new FormatError('expected a line end after each line of a block')
  return end + 1
}
