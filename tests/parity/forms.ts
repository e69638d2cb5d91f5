/** Random forms with odd attributes, and odd values for them. */
import type { Random } from './random.ts'

const TEXT = ['text', 'search', 'tel', 'password', 'url', 'email', 'textarea', 'hidden', 'unknown']
const RANGES = ['number', 'range', 'date', 'month', 'week', 'time', 'datetime-local']
const CHOICES = ['checkbox', 'radio', 'radio', 'select', 'select']
const TYPES = [...TEXT, ...RANGES, ...CHOICES, 'color', 'submit', 'image', 'button']

const WORDS = ['', ' ', 'a', 'ab', 'abc', 'abcdef', 'a\nb', 'Ünï', '😀', ' a ', 'on', 'a1', 'x-1']
// prettier-ignore
const NUMBERS = [
  '', '0', '1', '-1', '5', '6', '1.5', '0.3', '10', '1e2', '1e400', '+1', '1.', '.5', '-0',
  'abc', ' 1', '0.1', '2', '100', '101', '1.00000001', '9007199254740993', '0x1',
]
const VALUES: Readonly<Record<string, readonly string[]>> = {
  url: [
    '',
    'https://a.b',
    'a.b',
    'x:',
    'javascript:1',
    'http://a b',
    ' http://a ',
    'http://',
    '/a',
  ],
  email: ['', 'a@b', 'ab', 'a@b,c@d', 'a@b, c@d', 'a@b,', '.a@b.c', 'a@-b', ' a@b', 'a@ü.de', '@'],
  number: NUMBERS,
  range: NUMBERS,
  date: ['', '2024-02-29', '2023-02-29', '2024-01-01', '2024-01-08', '0001-01-01', '24-1-1', 'x'],
  month: ['', '2024-01', '2024-04', '2024-13', '2023-12', '0000-01', 'May 2024'],
  week: ['', '2024-W01', '2024-W10', '2020-W53', '2024-W53', '1970-W01', '2024-W0'],
  time: [
    '',
    '12:30',
    '23:00',
    '01:00',
    '12:30:15',
    '12:30:15.5',
    '24:00',
    '1:00',
    '22:00',
    '02:00',
  ],
  'datetime-local': [
    '',
    '2024-01-01T12:00',
    '2024-01-02T00:00',
    '2024-01-01T12:00:30',
    '2024-01-01',
  ],
  color: ['', '#a1b2c3', '#A1B2C3', 'red', '#abc'],
}
const STEPS = ['any', 'ANY', '0.1', '2', '0', '-1', '1.4', '7', '60', '0.5', 'x', '3', '1']
const LENGTHS = ['0', '1', '2', '3', '5', '-1', '3px', 'x', ' 2']
// prettier-ignore
const PATTERNS = [
  '[a-z]+', 'a|b', '.', '[0-9 ()-]+', '(', '.a.{2}', String.raw`(?=.*\d).{2,}`, 'a?',
  String.raw`\w+@\w+`, '[^ ]*', String.raw`\p{L}+`, 'https?:.*',
]
const NAMES = ['x', 'x', 'y', 'z', '__proto__', '_charset_x', '']

/** The markup of a form's inside, of 1 to 3 controls, and of one that stands behind the form now and then. */
export function randomForm(random: Random): { readonly inside: string; readonly behind: string } {
  const controls = Array.from({ length: 1 + random.below(3) }, () =>
    wrap(randomControl(random), random),
  )
  const isBehind = random.once(10)
  const behind = isBehind ? randomControl(random).replace(' name=', ' form=form name=') : ''
  return { inside: controls.join(''), behind }
}

/** A value for a control: mostly one of its type. */
export function randomValue(random: Random, type: string): string {
  return random.pick(random.once(8) ? WORDS : (VALUES[type] ?? WORDS))
}

function randomControl(random: Random): string {
  const type = random.pick(TYPES)
  const flags = ['required', 'disabled', 'readonly', 'multiple', 'checked', 'formnovalidate']
  const name = random.pick(NAMES)
  // The build refuses a nameless button that skips the checks.
  const set = flags
    .filter((flag) => random.once(flag === 'required' ? 2 : 9))
    .filter((flag) => name !== '' || flag !== 'formnovalidate')
  const common = ` name=${quote(name)} ${random.once(9) ? 'dirname=d' : ''} ${set.join(' ')}`
  if (type === 'select') return randomSelect(random, common)
  if (type === 'button') return `<button ${common} value=1></button>`
  const texts = ['min', 'max', 'step', 'minlength', 'maxlength', 'pattern', 'value']
  const attributes = texts
    .filter(() => random.once(3))
    .map((attribute) => {
      return `${attribute}=${quote(randomAttribute(random, attribute, type))}`
    })
  if (type !== 'textarea') return `<input type=${type}${common} ${attributes.join(' ')}>`
  return `<textarea${common} ${attributes.join(' ')}>${random.pick(['', 'ab', 'abcdef', '\n\na'])}</textarea>`
}

function randomAttribute(random: Random, name: string, type: string): string {
  if (name === 'step') return random.pick(STEPS)
  if (name === 'pattern') return random.pick(PATTERNS)
  if (name.endsWith('length')) return random.pick(LENGTHS)
  return randomValue(random, type)
}

function randomSelect(random: Random, common: string): string {
  const options = Array.from({ length: random.below(4) }, () => {
    const value = random.once(2) ? `value=${quote(random.pick(['', '', 'a', 'b']))}` : ''
    const flags = ['disabled', 'selected'].filter(() => random.once(6)).join(' ')
    const option = `<option ${value} ${flags}>${random.pick(['a', 'b', ' a \n b ', ''])}</option>`
    return random.once(8)
      ? `<optgroup ${random.once(2) ? 'disabled' : ''}>${option}</optgroup>`
      : option
  })
  return `<select${common} ${random.once(8) ? 'size=2' : ''}>${options.join('')}</select>`
}

function wrap(control: string, random: Random): string {
  switch (random.below(16)) {
    case 0:
      return `<fieldset disabled>${control}</fieldset>`
    case 1:
      return `<fieldset disabled><legend>${control}</legend></fieldset>`
    case 2:
      return `<datalist>${control}</datalist>`
    default:
      return control
  }
}

function quote(text: string): string {
  return `"${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
}
