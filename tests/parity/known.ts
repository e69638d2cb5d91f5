/** The differences between a browser and the server that are meant, with their reasons. */
import { isEmail, toAsciiHost } from '../../toolkit/forms/addresses.ts'
import { parseLocalTime } from '../../toolkit/forms/dates.ts'
import type { Control, Option } from '../../toolkit/forms/format.ts'
import type { BrowserName } from './browsers.ts'
import type { Decision, Difference, Miss } from './differences.ts'
import type { Forgery } from './forge.ts'
import { KNOWN_FIREFOX } from './known-firefox.ts'
import { isStepped, isOnly, isTooLarge, type Known } from './known-kind.ts'
import { isOpen } from './states.ts'

interface KnownForgery {
  readonly reason: string
  readonly explains: (forgery: Forgery, control: Control, controls: readonly Control[]) => boolean
}

const RANGE_FLAGS = ['stepMismatch', 'rangeUnderflow', 'rangeOverflow']

const KNOWN_CHROMIUM: readonly Known[] = [
  {
    reason: 'an internationalised e-mail host, which Firefox sends as it is typed',
    explains: ({ fault, control }) =>
      isOnly(fault, 'browser', 'typeMismatch') &&
      control.type === 'email' &&
      isForeign(fault.value),
  },
  {
    reason: 'the Punycode of a default e-mail address, which Chromium sends for it untouched',
    explains: ({ fault, control }) =>
      fault.by === 'browser' &&
      ['tooLong', 'tooShort'].includes(fault.flags.join()) &&
      isPunycodeOf(fault.value, control),
  },
]

/** Of every browser. */
const KNOWN: readonly Known[] = [
  {
    reason: 'a number or slider that is too large for a double',
    explains: ({ fault, control }) =>
      fault.flags.every((flag) => RANGE_FLAGS.includes(flag)) &&
      ['number', 'range'].includes(control.type) &&
      isTooLarge(fault.value, control),
  },
  {
    reason: 'a second empty option of a required select, which sends the same as the placeholder',
    explains: ({ fault, control }) =>
      isOnly(fault, 'browser', 'valueMissing') && fault.value === '' && hasTwoEmpty(control),
  },
  {
    reason: 'controls of one name whose entries leave open which of them sent what',
    explains: ({ control, controls, entries }) => isOpen(control, controls, entries),
  },
  {
    reason: 'a button that skips the checks and sends the same as a control of its name',
    explains: ({ fault, controls, entries }) =>
      fault.by === 'browser' &&
      controls.some((button) => button.skipsChecks === true && isOpen(button, controls, entries)),
  },
]

const FORGERIES: readonly KnownForgery[] = [
  {
    reason: 'a slider in another notation than engines write, or as far off as Chromium forgives',
    explains: ({ isRefused, value }, control) =>
      isRefused &&
      control.type === 'range' &&
      (isStepped(value, control, false) || isTooLarge(value, control)),
  },
  {
    reason: 'a date and time in another notation than engines write',
    explains: ({ isRefused, value }, { type }) =>
      isRefused && type === 'datetime-local' && parseLocalTime(value) !== undefined,
  },
  {
    reason:
      'blanks around a URL, which Chromium sends where a person types them, but takes from no script',
    explains: ({ isRefused, value }, { type }) =>
      isRefused && type === 'url' && value !== value.trim() && !/[\r\n]/.test(value),
  },
  {
    reason: 'a month, week or slider that a button may have sent without checks',
    explains: ({ isRefused, entries }, { type }, controls) =>
      isRefused &&
      ['month', 'week', 'range'].includes(type) &&
      controls.some((button) => button.skipsChecks === true && isOpen(button, controls, entries)),
  },
]

/** Why a difference is meant; `undefined` for one that is not. */
export function whyKnown(
  difference: Difference,
  controls: readonly Control[],
  browser: BrowserName,
): string | undefined {
  return difference.kind === 'forgery'
    ? whyForged(difference, controls)
    : whyDecided(difference, controls, browser)
}

function whyForged({ forgery }: Miss, controls: readonly Control[]): string | undefined {
  const control = controls[forgery.control]
  return control && FORGERIES.find(({ explains }) => explains(forgery, control, controls))?.reason
}

/** The reason for the first fault, if there is one for each. */
function whyDecided(
  { faults, entries, markup }: Decision,
  controls: readonly Control[],
  browser: BrowserName,
): string | undefined {
  const known = [...KNOWN, ...(browser === 'firefox' ? KNOWN_FIREFOX : KNOWN_CHROMIUM)]
  const reasons = faults.map((fault) => {
    const control = controls[fault.control]
    const found = control && { fault, control, controls, entries, markup }
    return found && known.find(({ explains }) => explains(found))?.reason
  })
  return reasons.includes(undefined) ? undefined : reasons[0]
}

function isForeign(value: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /@.*[^\0-\x7f]/.test(value) && value.split(',').every(isEmail)
}

function isPunycodeOf(value: string, { type, value: text = '' }: Control): boolean {
  return type === 'email' && value !== text && value === text.split(',').map(toAsciiHost).join()
}

function hasTwoEmpty({ type, placeholder, options = [] }: Control): boolean {
  const isEmpty = ({ value, disabled }: Option): boolean => value === '' && disabled !== true
  return type === 'select' && placeholder === true && options.slice(1).some(isEmpty)
}
