/** Reads one control's element into what the contract holds of it. */
import { BuildError } from '../core/errors.ts'
import { attribute, lineOf, textContent, type Element } from '../page/build-page.ts'
import { firstLegend, has, readBytes, readLength } from './build-attributes.ts'
import { ancestors } from './build-markup.ts'
import type { PatternCompiler } from './build-pattern.ts'
import { readSelect } from './build-select.ts'
import { OWN_FIELD_ATTRIBUTE, RESERVED_FIELDS } from './fields.ts'
import { CONTROL_TYPES, type Control, type ControlType } from './format.ts'

/** Where a control is, and whom to tell what no server can enforce. */
export interface ControlContext {
  readonly file: string
  readonly compilePattern: PatternCompiler
  warn(element: Element, message: string): void
}

/** A control while it is read. */
type Draft = { -readonly [Key in keyof Control]: Control[Key] }

const MAX_NAME = 100

const TEXT_TYPES: readonly ControlType[] = ['text', 'search', 'tel', 'password', 'url', 'email']
const RANGE_TYPES: readonly ControlType[] = [
  'number',
  'range',
  'date',
  'month',
  'week',
  'time',
  'datetime-local',
]
const NEVER_REQUIRED: readonly ControlType[] = ['range', 'color', 'hidden', 'submit', 'image']

/**
 * Reads a control, or gives `undefined` for one that never sends anything.
 * @throws {BuildError} for what a form cannot have
 */
export function readControl(element: Element, context: ControlContext): Control | undefined {
  const type = readType(element)
  if (type === undefined) return undefined
  const name = attribute(element, 'name') ?? ''
  if (name === '' && type !== 'image') return skipNameless(element, type, context)
  assertName(name, element, context)
  const draft: Draft = { type, name }
  readCommon(draft, element)
  if (TEXT_TYPES.includes(type) || type === 'textarea') readText(draft, element, context)
  if (RANGE_TYPES.includes(type)) readRange(draft, element)
  if (type === 'select') {
    Object.assign(
      draft,
      readSelect(element, (message) => context.warn(element, message)),
    )
  }
  if (type === 'radio') readRadio(draft, element, context)
  if (type === 'file') readFile(draft, element, context)
  if (isSubmit(type) && has(element, 'formnovalidate')) draft.skipsChecks = true
  return draft
}

function readType(element: Element): ControlType | undefined {
  const own = attribute(element, 'type')?.toLowerCase() ?? ''
  // A button that closes a dialog sends nothing.
  if (attribute(element, 'formmethod')?.toLowerCase() === 'dialog') return undefined
  switch (element.tagName) {
    case 'select':
      return 'select'
    case 'textarea':
      return 'textarea'
    case 'button':
      return own === 'reset' || own === 'button' || isCommand(element, own) ? undefined : 'submit'
    default:
      return own === 'reset' || own === 'button' ? undefined : readInputType(element, own)
  }
}

/** A button without a type that commands another element submits nothing. */
function isCommand(element: Element, type: string): boolean {
  return type !== 'submit' && (has(element, 'command') || has(element, 'commandfor'))
}

function readInputType(element: Element, own: string): ControlType {
  // With these, a colour is sent in notations that differ from engine to engine.
  if (own === 'color' && (has(element, 'alpha') || has(element, 'colorspace'))) return 'text'
  const isInputType = own !== 'select' && own !== 'textarea' && own !== 'custom'
  return (isInputType ? CONTROL_TYPES.find((type) => type === own) : undefined) ?? 'text'
}

function skipNameless(element: Element, type: ControlType, context: ControlContext): undefined {
  if (isSubmit(type) && has(element, 'formnovalidate')) {
    throw new BuildError(
      'expected a name on a button with formnovalidate: without one the server cannot tell that it was pressed',
      { file: context.file, line: lineOf(element) },
    )
  }
  if (has(element, 'required')) {
    context.warn(element, 'a required control without a name is checked by the browser only')
  }
  return undefined
}

function assertName(name: string, element: Element, { file }: ControlContext): void {
  if (RESERVED_FIELDS.includes(name)) {
    const isBuilt = has(element, OWN_FIELD_ATTRIBUTE)
    throw new BuildError(
      isBuilt
        ? 'expected the HTML of a generator, got a page that was built before'
        : `expected another name than "${name}", which the toolkit's own fields have`,
      { file, line: lineOf(element) },
    )
  }
  if (name.length <= MAX_NAME && !/["\r\n]/.test(name)) return
  throw new BuildError(
    `expected a control name of at most ${MAX_NAME} characters without quotes and line ends, got ${JSON.stringify(name.slice(0, MAX_NAME))}`,
    { file, line: lineOf(element) },
  )
}

function readCommon(draft: Draft, element: Element): void {
  const value = readValue(element)
  const isSent = ['checkbox', 'radio', 'submit'].includes(draft.type)
  if (value !== undefined && (isSent || value !== '')) draft.value = value
  if (has(element, 'required') && !NEVER_REQUIRED.includes(draft.type)) draft.required = true
  if (isDisabled(element)) draft.disabled = true
  if (isBarred(element)) draft.unchecked = true
  const direction = attribute(element, 'dirname')
  if (direction !== undefined && direction !== '') draft.direction = direction
}

function readValue(element: Element): string | undefined {
  if (element.tagName === 'textarea') return textContent(element)
  // Unlike an input, a button has no word of its own to send.
  return attribute(element, 'value') ?? (element.tagName === 'button' ? '' : undefined)
}

/** HTML, "disabled": its own, or that of a fieldset, in whose first legend controls stay enabled. */
function isDisabled(element: Element): boolean {
  if (has(element, 'disabled')) return true
  let inner = element
  for (const outer of ancestors(element)) {
    if (outer.tagName === 'fieldset' && has(outer, 'disabled') && inner !== firstLegend(outer)) {
      return true
    }
    inner = outer
  }
  return false
}

function isBarred(element: Element): boolean {
  const isReadonly = element.tagName !== 'select' && element.tagName !== 'button'
  return (
    (isReadonly && has(element, 'readonly')) ||
    [...ancestors(element)].some(({ tagName }) => tagName === 'datalist')
  )
}

function readText(draft: Draft, element: Element, context: ControlContext): void {
  if (attribute(element, 'wrap')?.toLowerCase() === 'hard') {
    context.warn(element, 'wrap="hard" adds line ends by layout, so lengths are not checked')
  } else {
    assignDefined(draft, 'minlength', readLength(element, 'minlength'))
    assignDefined(draft, 'maxlength', readLength(element, 'maxlength'))
  }
  if (draft.type === 'email' && has(element, 'multiple')) draft.multiple = true
  const pattern = draft.type === 'textarea' ? undefined : attribute(element, 'pattern')
  if (pattern === undefined) return
  assignDefined(
    draft,
    'pattern',
    context.compilePattern(pattern, { file: context.file, line: lineOf(element) }),
  )
}

function readRange(draft: Draft, element: Element): void {
  for (const name of ['min', 'max', 'step'] as const) {
    assignDefined(draft, name, attribute(element, name))
  }
}

function readRadio(draft: Draft, element: Element, context: ControlContext): void {
  if (!has(element, 'checked')) return
  draft.checked = true
  if (draft.disabled === true && draft.required === true) {
    context.warn(element, 'a disabled radio button that is checked makes its group count as chosen')
  }
}

function readFile(draft: Draft, element: Element, { file }: ControlContext): void {
  delete draft.value
  if (has(element, 'multiple')) draft.multiple = true
  const accept = attribute(element, 'accept')?.trim()
  if (accept !== undefined && accept !== '') draft.accept = accept
  assignDefined(draft, 'maxbytes', readBytes(element, 'data-max-size', file))
}

function isSubmit(type: ControlType): boolean {
  return type === 'submit' || type === 'image'
}

function assignDefined<Key extends keyof Draft>(
  draft: Draft,
  key: Key,
  value: Draft[Key] | undefined,
): void {
  if (value !== undefined) draft[key] = value
}
