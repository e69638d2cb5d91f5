/** Where Firefox decides otherwise than the server, which accepts what any engine accepts. */
import { isEmail } from '../../toolkit/forms/addresses.ts'
import { parseDecimal } from '../../toolkit/forms/decimal.ts'
import { isCrossed, isStepped, isOnly, type Known } from './known-kind.ts'

const TEXT = ['text', 'search', 'tel', 'password', 'url']

export const KNOWN_FIREFOX: readonly Known[] = [
  {
    reason: 'a month or a week, for which Firefox has a text field',
    explains: ({ control: { type } }) => type === 'month' || type === 'week',
  },
  {
    reason: 'a slider whose limits are crossed, which Firefox finds invalid as it stands',
    explains: ({ fault, control }) =>
      fault.by === 'browser' &&
      fault.flags.every((flag) => flag === 'rangeOverflow' || flag === 'stepMismatch') &&
      control.type === 'range' &&
      isCrossed(control),
  },
  {
    reason: 'a number within the tolerance of Chromium, which Firefox does not have',
    explains: ({ fault, control }) =>
      isOnly(fault, 'browser', 'stepMismatch') &&
      ['number', 'range'].includes(control.type) &&
      isStepped(fault.value, control, false),
  },
  {
    reason: 'an address with blanks or broken Punycode in the host, which Chromium accepts',
    explains: ({ fault, control }) =>
      isOnly(fault, 'browser', 'typeMismatch') &&
      control.type === 'url' &&
      (!URL.canParse(fault.value) || fault.value.includes('xn--')),
  },
  {
    reason: 'an e-mail host that has no Punycode, which Firefox calls bad input',
    explains: ({ fault, control }) =>
      isOnly(fault, 'browser', 'badInput') && control.type === 'email' && !isEmail(fault.value),
  },
  {
    reason: 'a missing address in a list, which Firefox holds to the pattern too',
    explains: ({ fault, control }) =>
      isOnly(fault, 'browser', 'patternMismatch') &&
      control.multiple === true &&
      fault.value.split(',').includes(''),
  },
  {
    reason: 'a radio button before its form, whose group Firefox does not ask for',
    explains: ({ fault, control, markup }) =>
      isOnly(fault, 'server', 'valueMissing') &&
      control.type === 'radio' &&
      markup.slice(0, markup.indexOf('<form')).includes('type=radio'),
  },
  {
    reason: 'a readonly number that is none, which Firefox mends',
    explains: ({ fault, control }) =>
      isOnly(fault, 'server', 'readonly-changed') &&
      control.type === 'number' &&
      parseDecimal(control.value ?? '') === undefined,
  },
  {
    reason: 'one of the last days that Firefox counts, and that nothing else can',
    explains: ({ fault, control }) =>
      fault.by === 'server' &&
      ['badInput', 'not-offered'].includes(fault.flags.join()) &&
      ['date', 'datetime-local'].includes(control.type) &&
      fault.value.startsWith('275760-09-1'),
  },
  {
    reason: 'a pattern and a `multiple` that does not apply, but that Firefox splits the text by',
    explains: ({ fault, control, markup }) =>
      fault.flags.join() === 'patternMismatch' &&
      TEXT.includes(control.type) &&
      /[,\s]/.test(fault.value) &&
      markup.includes(' multiple'),
  },
]
