/** Limits and steps of numbers, dates and times. */
import { parseDate, parseLocalTime, parseMonth, parseTime, parseWeek } from './dates.ts'
import {
  compareDecimals,
  isOnStep,
  isLarge,
  parseDecimal,
  toDecimal,
  toStep,
  type Decimal,
} from './decimal.ts'
import type { Control, ControlType, Flag } from './format.ts'

/** How values of a type, and attributes that hold one, are counted. */
interface Scale {
  readonly parse: (text: string) => Decimal | number | undefined
  /** How much one of `step` is. */
  readonly factor: number
  /** What steps are rounded to; 0 for those of numbers, which are not. */
  readonly unit: number
  /** The step without a `step` attribute. */
  readonly step: number
  /** Where steps are counted from without `min` or default value. */
  readonly base: number
}

/** What a control holds its values to. */
interface Limits {
  readonly min: Decimal | undefined
  readonly max: Decimal | undefined
  /** Whether `max` is below `min`. */
  readonly isCrossed: boolean
  /** `undefined` for `step="any"`. */
  readonly step: Decimal | undefined
  readonly base: Decimal
}

const DAY = 86_400_000
const WEEK = 7 * DAY

// HTML, section "States of the type attribute": scale factor, default step and default step base of each state.
const NUMBER: Scale = { parse: parseDecimal, factor: 1, unit: 0, step: 1, base: 0 }
const MONTH: Scale = { ...NUMBER, parse: parseMonth, unit: 1 }
const TIME: Scale = { ...MONTH, parse: parseTime, factor: 1000, step: 60 }
const SCALES: Readonly<Partial<Record<ControlType, Scale>>> = {
  number: NUMBER,
  range: NUMBER,
  month: MONTH,
  date: { ...MONTH, parse: parseDate, factor: DAY, unit: DAY },
  // Week 1 of 1970 began on 1969-12-29.
  week: { ...MONTH, parse: parseWeek, factor: WEEK, unit: WEEK, base: -3 * DAY },
  time: TIME,
  'datetime-local': { ...TIME, parse: parseLocalTime },
}

// The same contract is asked for again and again.
const known = new WeakMap<Control, Limits>()

/** What is wrong with the value of a control that has a scale; `undefined` for a control that has none. */
export function checkRange(control: Control, text: string): Flag[] | undefined {
  const scale = SCALES[control.type]
  if (scale === undefined) return undefined
  const value = read(scale, text)
  if (value === undefined) return ['badInput']
  const limits = findLimits(control, scale)
  const { base, step } = limits
  // Chromium forgives a number a little, and Firefox steps it as a double; steps of dates are whole.
  const isExact = scale.unit > 0
  const isRough = !isExact && (isLarge(value) || isLarge(base))
  // An engine places a slider as well as its own numbers can tell.
  if (isRough && control.type === 'range') return []
  const flags = checkLimits(control, limits, value)
  if (step && !isRough && !isOnStep(value, base, step, isExact)) flags.push('stepMismatch')
  return flags
}

/** Whether the times run over midnight: from 22:00 to 02:00. */
export function isReversed(control: Control): boolean {
  return control.type === 'time' && findLimits(control, TIME).isCrossed
}

function read({ parse }: Scale, text = ''): Decimal | undefined {
  const value = parse(text)
  return typeof value === 'number' ? toDecimal(value) : value
}

function findLimits(control: Control, scale: Scale): Limits {
  const limits = known.get(control) ?? readLimits(control, scale)
  known.set(control, limits)
  return limits
}

function readLimits(control: Control, scale: Scale): Limits {
  const isRange = control.type === 'range'
  const own = read(scale, control.min)
  const min = own ?? (isRange ? toDecimal(0) : undefined)
  const max = read(scale, control.max) ?? (isRange ? toDecimal(100) : undefined)
  return {
    min,
    max,
    isCrossed: isBelow(max, min),
    step: readStep(control, scale),
    base: own ?? read(scale, control.value) ?? toDecimal(scale.base),
  }
}

function readStep({ step = '' }: Control, scale: Scale): Decimal | undefined {
  if (step.toLowerCase() === 'any') return undefined
  const own = parseDecimal(step)
  const isUsable = own !== undefined && own.digits > 0n
  return toStep(isUsable ? own : toDecimal(scale.step), scale.factor, scale.unit)
}

function checkLimits({ type }: Control, { min, max, isCrossed }: Limits, value: Decimal): Flag[] {
  const isUnder = isBelow(value, min)
  // A slider whose upper end is below the lower one stands at that, which one engine takes for valid.
  const isOver = isBelow(type === 'range' && isCrossed ? min : max, value)
  if (isCrossed && type === 'time' && isUnder !== isOver) return []
  return [
    ...(isUnder ? (['rangeUnderflow'] as const) : []),
    ...(isOver ? (['rangeOverflow'] as const) : []),
  ]
}

function isBelow(a: Decimal | undefined, b: Decimal | undefined): boolean {
  return a !== undefined && b !== undefined && compareDecimals(a, b) < 0n
}
