/** What a kind of known differences is, and how it tells its cases. */
import {
  compareDecimals,
  isOnStep,
  isLarge,
  parseDecimal,
  toDecimal,
  type Decimal,
} from '../../toolkit/forms/decimal.ts'
import type { Control, Entry } from '../../toolkit/forms/format.ts'
import type { OneSided } from './differences.ts'

/** What one side finds wrong with a control, and the other does not. */
export interface Found {
  readonly fault: OneSided
  readonly control: Control
  readonly controls: readonly Control[]
  readonly entries: readonly Entry[]
  readonly markup: string
}

export interface Known {
  readonly reason: string
  readonly explains: (found: Found) => boolean
}

/** Whether a side finds this wrong, and nothing else. */
export function isOnly({ by, flags }: OneSided, side: OneSided['by'], flag: string): boolean {
  return by === side && flags.join() === flag
}

/** Whether a number is on a step: exactly, or as Chromium sees it. */
export function isStepped(value: string, control: Control, isExact: boolean): boolean {
  const number = parseDecimal(value)
  const step = parseDecimal(control.step ?? '')
  if (number === undefined || control.step?.toLowerCase() === 'any') return number !== undefined
  const size = step !== undefined && step.digits > 0n ? step : toDecimal(1)
  return isOnStep(number, readBase(control), size, isExact)
}

/** Whether the limits of a slider leave it no room. */
export function isCrossed({ min = '', max = '' }: Control): boolean {
  const [low, high] = [parseDecimal(min) ?? toDecimal(0), parseDecimal(max) ?? toDecimal(100)]
  return compareDecimals(low, high) > 0
}

function readBase({ min = '', value = '' }: Control): Decimal {
  return parseDecimal(min) ?? parseDecimal(value) ?? toDecimal(0)
}

/** Whether a number, or what it is stepped from, is too large for a double. */
export function isTooLarge(value: string, control: Control): boolean {
  const number = parseDecimal(value)
  return number !== undefined && (isLarge(number) || isLarge(readBase(control)))
}
