/** What is wrong with one value that was typed, as the browser's constraint validation says it. */
import { isEmail, isUrl, toAsciiHost } from './addresses.ts'
import { checkRange } from './check-range.ts'
import { matchesDfa } from './dfa.ts'
import type { Control, Flag, Pattern } from './format.ts'

// A pattern that runs on the engine is proved linear at build; the cap is the second lock.
const MAX_ENGINE_PATTERN = 10_000

/** The flags of a control that takes what is typed, for the value that it sent; '' where it sent none. */
export function checkTyped(control: Control, value: string): Flag[] {
  if (control.type === 'hidden') return []
  // Length, type and pattern say nothing of an empty value.
  if (value === '') return control.required === true ? ['valueMissing'] : []
  if (control.type === 'color') return /^#[0-9a-f]{6}$/.test(value) ? [] : ['badInput']
  return checkRange(control, value) ?? checkText(control, value)
}

function checkText(control: Control, value: string): Flag[] {
  // No engine sends a value that it has not cleaned.
  if (cleanText(control, value) !== value) return ['badInput']
  const flags: Flag[] = []
  if (hasWrongType(control, value)) flags.push('typeMismatch')
  if (hasWrongPattern(control, value)) flags.push('patternMismatch')
  // What the owner wrote there is never too long or too short, until the visitor changes it.
  if (isDefault(control, value)) return flags
  if (control.maxlength !== undefined && value.length > control.maxlength) flags.push('tooLong')
  if (control.minlength !== undefined && value.length < control.minlength) flags.push('tooShort')
  return flags
}

function isDefault(control: Control, value: string): boolean {
  const text = cleanText(control, (control.value ?? '').replaceAll(/\r\n?/g, '\n'))
  if (value === text) return true
  return control.type === 'email' && toParts(control, text).map(toAsciiHost).join(',') === value
}

/** HTML, "value sanitization algorithm". */
function cleanText({ type, multiple }: Control, value: string): string {
  if (type === 'textarea') return value
  const line = value.replaceAll('\n', '')
  if (type === 'email' && multiple === true) return line.split(',').map(trim).join(',')
  return type === 'email' || type === 'url' ? trim(line) : line
}

/** Strips ASCII whitespace, which is less than `String.prototype.trim` strips. */
function trim(text: string): string {
  return text.replace(/^[\t\n\f\r ]+/, '').replace(/(?<![\t\n\f\r ])[\t\n\f\r ]+$/, '')
}

function hasWrongType(control: Control, value: string): boolean {
  if (control.type === 'url') return !isUrl(value)
  return control.type === 'email' && !toParts(control, value).every(isEmail)
}

function hasWrongPattern(control: Control, value: string): boolean {
  const { pattern } = control
  return pattern !== undefined && !toParts(control, value).every((part) => matches(pattern, part))
}

/** Each address of a list is held against type and pattern by itself. */
function toParts({ type, multiple }: Control, value: string): string[] {
  return type === 'email' && multiple === true ? value.split(',') : [value]
}

function matches(pattern: Pattern, text: string): boolean {
  if (pattern.kind === 'dfa') return matchesDfa(pattern.dfa, text)
  return text.length <= MAX_ENGINE_PATTERN && new RegExp(`^(?:${pattern.source})$`, 'v').test(text)
}
