/** Limits and steps of numbers, dates and times. */
import { parseDate, parseLocalTime, parseMonth, parseTime, parseWeek } from './dates.ts'
import { compareDecimals, isOnStep, parseDecimal, ZERO, type Decimal } from './decimal.ts'
import type { Control, ControlType, Flag } from './format.ts'

interface Scale {
  /** A value, or an attribute that holds one, as a number; `undefined` for other text. */
  readonly parse: (text: string) => Decimal | undefined
  /** How much one of `step` is. */
  readonly factor: number
  /** The step without a `step` attribute. */
  readonly step: number
  /** Where steps are counted from without `min` or default value. */
  readonly base: number
  /** Steps of dates and times are whole. */
  readonly isWhole: boolean
}

// HTML, section "States of the type attribute": scale factor, default step and default step base of each state.
const SCALES: Readonly<Partial<Record<ControlType, Scale>>> = {
  number: { parse: parseDecimal, factor: 1, step: 1, base: 0, isWhole: false },
  range: { parse: parseDecimal, factor: 1, step: 1, base: 0, isWhole: false },
  date: { parse: toDecimal(parseDate), factor: 86_400_000, step: 1, base: 0, isWhole: true },
  month: { parse: toDecimal(parseMonth), factor: 1, step: 1, base: 0, isWhole: true },
  // Week 1 of 1970 began on 1969-12-29.
  week: {
    parse: toDecimal(parseWeek),
    factor: 604_800_000,
    step: 1,
    base: -259_200_000,
    isWhole: true,
  },
  time: { parse: toDecimal(parseTime), factor: 1000, step: 60, base: 0, isWhole: true },
  'datetime-local': {
    parse: toDecimal(parseLocalTime),
    factor: 1000,
    step: 60,
    base: 0,
    isWhole: true,
  },
}

/** What is wrong with the value of a control that has a scale; `undefined` for a control that has none. */
export function checkRange(control: Control, text: string): Flag[] | undefined {
  const scale = SCALES[control.type]
  if (scale === undefined) return undefined
  const value = scale.parse(text)
  if (value === undefined) return ['badInput']
  const flags = checkLimits(control, scale, value)
  const step = readStep(control, scale)
  if (step !== undefined && !isOnStep(value, readBase(control, scale), step)) {
    flags.push('stepMismatch')
  }
  return flags
}

/** Whether the times run over midnight: from 22:00 to 02:00. */
export function isReversed(control: Control): boolean {
  const { min, max } = control
  return control.type === 'time' && min !== undefined && max !== undefined && isAbove(min, max)
}

function isAbove(min: string, max: string): boolean {
  const low = parseTime(min)
  const high = parseTime(max)
  return low !== undefined && high !== undefined && low > high
}

function checkLimits(control: Control, { parse }: Scale, value: Decimal): Flag[] {
  const isRange = control.type === 'range'
  const min = parse(control.min ?? '') ?? (isRange ? ZERO : undefined)
  const max = parse(control.max ?? '') ?? (isRange ? { digits: 100n, exponent: 0 } : undefined)
  const isUnder = min !== undefined && compareDecimals(value, min) < 0
  const isOver = max !== undefined && compareDecimals(value, max) > 0
  const isCrossed = min !== undefined && max !== undefined && compareDecimals(min, max) > 0
  // Where the limits of a slider are crossed, the engines disagree on where it stands.
  if (isRange && isCrossed) return []
  if (isReversed(control)) return isUnder && isOver ? ['rangeUnderflow', 'rangeOverflow'] : []
  const flags: Flag[] = []
  if (isUnder) flags.push('rangeUnderflow')
  if (isOver) flags.push('rangeOverflow')
  return flags
}

/** `undefined` for `step="any"`. */
function readStep({ step = '' }: Control, scale: Scale): Decimal | undefined {
  if (step.toLowerCase() === 'any') return undefined
  const parsed = parseDecimal(step)
  const own = parsed !== undefined && parsed.digits > 0n ? parsed : undefined
  if (!scale.isWhole) return own ?? fromNumber(scale.step)
  const count = own === undefined ? scale.step : Number(step)
  // Both engines round: days, months and weeks as such, times to the millisecond.
  const isTime = scale.factor === 1000
  const units = isTime
    ? Math.max(1, Math.round(count * scale.factor))
    : Math.max(1, Math.round(count)) * scale.factor
  return fromNumber(units)
}

function readBase({ min, value }: Control, { parse, base }: Scale): Decimal {
  return parse(min ?? '') ?? parse(value ?? '') ?? fromNumber(base)
}

function toDecimal(parse: (text: string) => number | undefined) {
  return (text: string): Decimal | undefined => {
    const value = parse(text)
    return value === undefined ? undefined : fromNumber(value)
  }
}

/** Of a whole number, or of one that a double holds exactly enough to be stepped. */
function fromNumber(value: number): Decimal {
  return { digits: BigInt(Math.min(value, Number.MAX_SAFE_INTEGER)), exponent: 0 }
}
