/** Random forms with odd attributes. */
import type { Random } from './random.ts'
import { randomValue } from './values.ts'

const TEXT = ['text', 'search', 'tel', 'password', 'url', 'email', 'textarea', 'hidden', 'unknown']
const RANGES = ['number', 'range', 'date', 'month', 'week', 'time', 'datetime-local']
const CHOICES = ['checkbox', 'checkbox', 'radio', 'radio', 'select', 'select']
const BUTTONS = ['submit', 'image', 'button', 'reset']
const TYPES = [...TEXT, ...RANGES, ...CHOICES, ...BUTTONS, 'email', 'color', 'file']

// prettier-ignore
const STEPS = [
  'any', 'ANY', 'aNy', '0.1', '2', '0', '-1', '1.4', '7', '60', '0.5', 'x', '3', '1', '1e1', '1e-1',
  '.5', '1E2', '0.0005', '1.0005', '86400', '1e-7', ' 2', '+2', '2.', '0.3', '1e20', '1.5', '2.5',
]
const LENGTHS = ['0', '1', '2', '3', '4', '5', '-1', '3px', 'x', ' 2', '+2', '1e1', '']
// prettier-ignore
const PATTERNS = [
  '[a-z]+', 'a|b', '.', '[0-9 ()-]+', '(', '.a.{2}', String.raw`(?=.*\d).{2,}`, 'a?',
  String.raw`\w+@\w+`, '[^ ]*', String.raw`\p{L}+`, 'https?:.*', '', '.{2}', '^a', 'a$', '[😀]+',
  '[a-z&&[aeiou]]+', String.raw`[\p{L}--[a-z]]+`, '[(]', '[[a-z]--b]+', '(?i:A)b?', 'a{2,3}',
  String.raw`[\w\-]+`, '[^a]+', String.raw`\S+`, '(?:a|ab)(?:c|bcd)?', 'a(?!b).*', '[a-z', '[\\q{ab|c}]',
]
// Those of a nameless image button are `x` and `y`.
const NAMES = ['x', 'x', 'y', 'z', '__proto__', 'x.y', '']

/** The markup of a form and of what stands around it: mostly of 1 to 3 controls. */
export function randomForm(random: Random, action: string): string {
  const count = 1 + random.below(random.once(8) ? 6 : 3)
  const inside = Array.from({ length: count }, () => wrap(randomControl(random), random)).join('')
  const form = `<form id=form method=post enctype=multipart/form-data action="${action}">${inside}</form>`
  const before = random.once(20) ? ownedFromOutside(random) : ''
  const behind = random.once(10) ? ownedFromOutside(random) : ''
  return before + form + behind
}

function ownedFromOutside(random: Random): string {
  return wrap(randomControl(random).replace(' name=', ' form=form name='), random)
}

function randomControl(random: Random): string {
  const type = random.pick(TYPES)
  const common = randomCommon(random, type)
  if (type === 'select') return randomSelect(random, common)
  if (type === 'radio' && random.once(2)) return randomGroup(random, common)
  if (type === 'button') return randomButton(random, common)
  const texts = ['min', 'max', 'step', 'minlength', 'maxlength', 'pattern', 'value']
  const attributes = texts
    .filter((_, at) => random.once(isFrequent(type, at) ? 2 : 3))
    .map((attribute) => `${attribute}=${quote(randomAttribute(random, attribute, type))}`)
  if (type === 'time' && random.once(4)) attributes.unshift('min=22:00 max=02:00')
  if (type !== 'textarea') return `<input type=${type}${common} ${attributes.join(' ')}>`
  const wrapping = random.once(3) ? `wrap=${random.pick(['hard', 'soft', 'off', 'HARD'])}` : ''
  const text = random.pick(['', 'ab', 'abcdef', '\n\na', 'a b c d e f g', '&#13;a', 'a\r\nb', '😀'])
  return `<textarea${common} ${wrapping} cols=3 ${attributes.join(' ')}>${text}</textarea>`
}

/** Limits and steps of what has them, and lengths of texts with lines. */
function isFrequent(type: string, at: number): boolean {
  return at < 3 ? RANGES.includes(type) : at < 5 && type === 'textarea'
}

function randomCommon(random: Random, type: string): string {
  const name = randomName(random, type)
  const isNamelessButton = name === '' && ['submit', 'button'].includes(type)
  const flags = ['required', 'disabled', 'readonly', 'multiple', 'checked', 'formnovalidate']
    .filter((flag) => random.once(flag === 'required' ? 2 : 9))
    // The build refuses a nameless button that skips the checks.
    .filter((flag) => flag !== 'formnovalidate' || !isNamelessButton)
  const direction = random.once(9) ? `dirname=${random.pick(['d', 'd', 'd', 'x', ''])}` : ''
  const elsewhere = random.once(40) ? 'form=other' : ''
  return ` name=${quote(name)} ${direction} ${elsewhere} ${flags.join(' ')}`
}

function randomName(random: Random, type: string): string {
  if (type === 'hidden' && random.once(5)) return '_charset_'
  return random.once(2) ? `n${random.below(1000)}` : random.pick(NAMES)
}

function randomAttribute(random: Random, name: string, type: string): string {
  if (name === 'step') return random.pick(STEPS)
  if (name === 'pattern') return random.pick(PATTERNS)
  if (name.endsWith('length')) return random.pick(LENGTHS)
  return randomValue(random, type)
}

function randomButton(random: Random, common: string): string {
  const type = random.pick([
    '',
    'type=submit',
    'type=SUBMIT',
    'type=reset',
    'type=button',
    'type=x',
  ])
  return `<button ${type} ${common} ${random.once(3) ? '' : 'value=1'}></button>`
}

function randomGroup(random: Random, common: string): string {
  const flags = ['required', 'disabled', 'checked']
  const shared = common.replaceAll(/ required| disabled/g, '')
  const isAskedByDisabled = random.once(6)
  const buttons = Array.from({ length: 2 + random.below(2) }, (_, at) => {
    const isAsking = isAskedByDisabled && at === 0
    const own = flags.filter(() => !isAskedByDisabled && random.once(3)).join(' ')
    return `<input type=radio${shared} value=${at} ${isAsking ? 'required disabled' : own}>`
  })
  return buttons.join('')
}

function randomSelect(random: Random, common: string): string {
  // A second empty option cannot be told from the placeholder.
  const isRare = random.once(60)
  let hasEmpty = false
  const options = Array.from({ length: random.below(5) }, (_, at) => {
    const isEmpty = random.once(at === 0 ? 2 : 4) && (isRare || !hasEmpty)
    hasEmpty ||= isEmpty
    return randomOption(random, isEmpty)
  })
  const size = random.once(2) ? `size=${random.pick(['0', '1', '2', '2', '2', 'x'])}` : ''
  return `<select${common} ${size}>${options.join('')}</select>`
}

function randomOption(random: Random, isEmpty: boolean): string {
  const flags = ['disabled', 'selected'].filter(() => random.once(6)).join(' ')
  const value = isEmpty ? '' : random.pick(['a', 'b', 'c'])
  const text = isEmpty ? '' : random.pick([' a \n b ', 'a', 'b'])
  const option = random.once(2)
    ? `<option value="${value}" ${flags}>${random.pick(['a', 'b', ''])}</option>`
    : `<option ${flags}>${text}</option>`
  return random.once(5)
    ? `<optgroup ${random.once(2) ? 'disabled' : ''}>${option}</optgroup>`
    : option
}

function wrap(control: string, random: Random): string {
  switch (random.below(24)) {
    case 0:
      return `<fieldset disabled>${control}</fieldset>`
    case 1:
      return `<fieldset disabled><legend>${control}</legend></fieldset>`
    case 2:
      return `<fieldset disabled><legend>a</legend><legend>${control}</legend></fieldset>`
    case 3:
      return `<fieldset disabled><p>a</p><legend><fieldset>${control}</fieldset></legend></fieldset>`
    case 4:
      return `<fieldset disabled><legend><fieldset disabled>${control}</fieldset></legend></fieldset>`
    case 5:
      return `<fieldset><fieldset disabled><div><legend>${control}</legend></div></fieldset></fieldset>`
    case 6:
      return `<datalist>${control}</datalist>`
    case 7:
      return `<noscript><input name=${random.once(30) ? 'x' : 'n'}></noscript>${control}`
    default:
      return control
  }
}

function quote(text: string): string {
  return `"${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
}
