/** What is wrong with one value that was typed, as the browser's constraint validation says it. */
import { isEmail, isUrl, toAsciiHost } from './addresses.ts'
import { checkRange } from './check-range.ts'
import { matchesDfa } from './dfa.ts'
import type { Control, Flag, Pattern, Upload } from './format.ts'

/** The flags of a control that takes what is typed, for the value that it sent; `undefined` where it sent none. */
export function checkTyped(control: Control, value: string | undefined): Flag[] {
  const { type, required } = control
  if (type === 'hidden') return []
  // A slider and a colour always have a value; length, type and pattern say nothing of an empty one.
  if (value === undefined || (value === '' && type !== 'range' && type !== 'color')) {
    return required === true ? ['valueMissing'] : []
  }
  if (type === 'color') return /^#[0-9a-f]{6}$/.test(value) ? [] : ['badInput']
  return checkRange(control, value) ?? checkText(control, value)
}

/** The flags of a file control, for the files that were chosen. */
export function checkFiles(
  { required, maxbytes = Infinity }: Control,
  uploads: readonly Upload[],
): Flag[] {
  if (uploads.length === 0) return required === true ? ['valueMissing'] : []
  const flags: Flag[] = []
  if (uploads.some(({ isAccepted }) => !isAccepted)) flags.push('typeMismatch')
  if (uploads.some(({ size }) => size > maxbytes)) flags.push('tooLong')
  return flags
}

/** Whether a value is the one that the page has in the control, as some engine sends it. */
export function isDefault(control: Control, value: string): boolean {
  const text = cleanText(control, (control.value ?? '').replaceAll(/\r\n?/g, '\n'))
  if (value === text) return true
  return control.type === 'email' && toParts(control, text).map(toAsciiHost).join(',') === value
}

function checkText(control: Control, value: string): Flag[] {
  // No engine sends a value that it has not cleaned; but Chromium leaves the blanks that are typed around a URL.
  const isTyped = control.type === 'url' && !value.includes('\n')
  if (!isTyped && cleanText(control, value) !== value) return ['badInput']
  const flags: Flag[] = []
  if (hasWrongType(control, value)) flags.push('typeMismatch')
  if (hasWrongPattern(control, value)) flags.push('patternMismatch')
  const { minlength = 0, maxlength = Infinity } = control
  if (value.length >= minlength && value.length <= maxlength) return flags
  // What the owner wrote there is never too long or too short, until the visitor changes it.
  if (isDefault(control, value)) return flags
  if (value.length > maxlength) flags.push('tooLong')
  if (value.length < minlength) flags.push('tooShort')
  return flags
}

/** HTML, "value sanitization algorithm". */
function cleanText(control: Control, value: string): string {
  const { type } = control
  if (type === 'textarea') return value
  const line = value.replaceAll('\n', '')
  if (type !== 'email' && type !== 'url') return line
  return toParts(control, line).map(trim).join(',')
}

/** Strips ASCII whitespace, which is less than `String.prototype.trim` strips. */
function trim(text: string): string {
  return text.replaceAll(/^[\t\n\f\r ]+|(?<![\t\n\f\r ])[\t\n\f\r ]+$/g, '')
}

function hasWrongType(control: Control, value: string): boolean {
  if (control.type === 'url') return !isUrl(value)
  return control.type === 'email' && !toParts(control, value).every(isEmail)
}

function hasWrongPattern(control: Control, value: string): boolean {
  const { pattern } = control
  if (pattern === undefined) return false
  // An address that is missing in a list is of the wrong type already.
  return !toParts(control, value).every((part) => part === '' || matches(pattern, part))
}

/** Each address of a list is held against type and pattern by itself. */
function toParts({ type, multiple }: Control, value: string): string[] {
  return type === 'email' && multiple === true ? value.split(',') : [value]
}

function matches(pattern: Pattern, text: string): boolean {
  if (pattern.kind === 'dfa') return matchesDfa(pattern.dfa, text)
  // The build has proved that the engine takes linear time for it.
  return new RegExp(`^(?:${pattern.source})$`, 'v').test(text)
}
