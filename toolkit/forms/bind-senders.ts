/** Which controls of a form may send entries of which name, and what each of them may send. */
import type { Control, ControlType, Upload } from './format.ts'

type Companion = 'direction' | 'point'

/** A control under one of its names. */
export interface Sender {
  /** Index of the control in the contract. */
  readonly at: number
  readonly control: Control
  /** What it sends: values of its type, or the direction of a text, or the point of an image button. */
  readonly kind: ControlType | Companion
  /** Whether a browser sends an entry for it in every submission. */
  readonly isConstant: boolean
  /** Whether it may send several. */
  readonly isMultiple: boolean
  /** What there is to choose from; `undefined` where anything may be sent. */
  readonly offered: readonly string[] | undefined
}

/** All that may send entries of one name, in tree order. */
export interface Senders {
  readonly list: readonly Sender[]
  /** Whether the same entries may come from different senders. */
  readonly isAmbiguous: boolean
  /** The first control, if no text is sent under the name but only choices and files; else -1. */
  readonly strict: number
  /** The radio buttons, if one of them has to be chosen. */
  readonly asked: readonly Sender[]
}

/** One entry of a submission. */
export interface Item {
  /** Index among the entries. */
  readonly index: number
  readonly name: string
  /** Line ends are LF. */
  readonly value: string
  readonly upload: Upload | undefined
}

const OPTIONAL: readonly ControlType[] = [
  'checkbox',
  'radio',
  'select',
  'submit',
  'image',
  'custom',
]
const MULTIPLE: readonly Sender['kind'][] = ['select', 'file']
const STRICT: readonly Sender['kind'][] = ['checkbox', 'radio', ...MULTIPLE]

// One contract is asked for again and again.
const known = new WeakMap<readonly Control[], ReadonlyMap<string, Senders>>()

/** The senders of each name. Disabled controls send nothing. */
export function findSenders(controls: readonly Control[]): ReadonlyMap<string, Senders> {
  const found = known.get(controls) ?? readSenders(controls)
  known.set(controls, found)
  return found
}

/** Whether a browser sends an entry for a control of this type in every submission. */
export function isConstant(type: ControlType): boolean {
  return !OPTIONAL.includes(type)
}

/** Whether a sender may have sent this. */
export function maySend({ kind, offered }: Sender, { value, upload }: Item): boolean {
  if (kind === 'custom') return true
  if (kind === 'file') return upload !== undefined || value === ''
  if (upload !== undefined) return false
  if (kind === 'point') return /^-?\d{1,6}$/.test(value)
  // A button without a value sends the browser's own word for it, in the browser's language.
  if (kind === 'submit' && offered === undefined) return !isDirection(value)
  return kind === 'direction' ? isDirection(value) : (offered?.includes(value) ?? true)
}

/** Whether a value is one that a `dirname` sends. */
export function isDirection(value: string): boolean {
  return value === 'ltr' || value === 'rtl'
}

function readSenders(controls: readonly Control[]): Map<string, Senders> {
  const lists = new Map<string, Sender[]>()
  for (const [at, control] of controls.entries()) {
    if (control.disabled === true) continue
    for (const [name, kind] of toNames(control)) {
      const sender = toSender(at, control, kind)
      lists.set(name, [...(lists.get(name) ?? []), sender])
    }
  }
  return new Map([...lists].map(([name, list]) => [name, toSenders(name, list, controls)]))
}

function toSender(at: number, control: Control, kind: Sender['kind']): Sender {
  return {
    at,
    control,
    kind,
    isConstant: kind === control.type && isConstant(kind),
    isMultiple: kind === 'custom' || (MULTIPLE.includes(kind) && control.multiple === true),
    offered: kind === control.type ? readOffered(control) : undefined,
  }
}

function toNames({ type, name, direction }: Control): (readonly [string, Sender['kind']])[] {
  if (type === 'image') {
    const prefix = name === '' ? '' : `${name}.`
    return [
      [`${prefix}x`, 'point'],
      [`${prefix}y`, 'point'],
    ]
  }
  const own = [name, type] as const
  if (direction === undefined) return [own]
  // Chromium sends the direction of a button before its value.
  const beside = [direction, 'direction'] as const
  return type === 'submit' ? [beside, own] : [own, beside]
}

function readOffered({ type, value, options = [] }: Control): string[] | undefined {
  if (type === 'select') {
    return options.flatMap((option) => (option.disabled === true ? [] : [option.value]))
  }
  if (type === 'checkbox' || type === 'radio') return [value ?? 'on']
  return type === 'submit' && value !== undefined ? [value] : undefined
}

function toSenders(name: string, list: readonly Sender[], controls: readonly Control[]): Senders {
  const isEvery = (kinds: readonly Sender['kind'][]): boolean =>
    list.every(({ kind }) => kinds.includes(kind))
  const values = new Set(list.map(({ offered }) => offered?.[0]))
  const isClear =
    list.length === 1 ||
    list.every((sender) => sender.isConstant && !sender.isMultiple) ||
    isEvery(['radio']) ||
    (isEvery(['checkbox']) && values.size === list.length)
  const group = controls.filter((control) => control.type === 'radio' && control.name === name)
  // Any button of a group asks for a choice; a disabled one that is checked satisfies it, and sends nothing.
  const isAsked =
    group.some(({ required }) => required === true) &&
    !group.some(({ disabled, checked }) => disabled === true && checked === true)
  return {
    list,
    isAmbiguous: !isClear,
    strict: isEvery(STRICT) ? (list[0]?.at ?? -1) : -1,
    asked: isAsked ? list.filter(({ kind }) => kind === 'radio') : [],
  }
}
