/** Finds what no browser sends by itself: signs that a submission was not made with the form of the page. */
import type { Binding } from './bind.ts'
import {
  findSenders,
  isConstant,
  isDirection,
  maySend,
  type Item,
  type Senders,
} from './bind-senders.ts'
import { isDefault } from './check.ts'
import type { Control, ControlType, Flag } from './format.ts'

export const TAMPER_KINDS = [
  /** An entry that no control sends. */
  'unknown-field',
  /** A choice that is not offered, text for a file, or what a field of its type cannot hold. */
  'not-offered',
  /** A control that always sends an entry sent none. */
  'missing-field',
  /** An entry under the name of a disabled control. */
  'disabled-field',
  /** A readonly field with another value than the page has in it. */
  'readonly-changed',
  /** More entries than the controls of a name can send, or more than one pressed button. */
  'repeated-field',
] as const

export type TamperKind = (typeof TAMPER_KINDS)[number]

export interface Tamper {
  /** Index of the control in the contract; -1 for a field that the form does not have. */
  readonly control: number
  readonly kind: TamperKind
}

// Text fields on some desktop browsers; and what came for a file is looked at by itself.
const ANYTHING: readonly ControlType[] = ['month', 'week', 'file']

// What a readonly or hidden control of these types sends may be another value than the page has: the attribute only bars
// it from validation, or a browser writes the value otherwise, with the line breaks of `wrap="hard"` or a shorter time.
const CHANGING: readonly ControlType[] = [
  'hidden',
  'range',
  'color',
  'file',
  'textarea',
  'datetime-local',
]

/**
 * Finds the signs in a submission, each once for a control. The order of entries is none: programs that send JSON have
 * their own, and so has a page whose fields can be moved. Nor is a hidden value: a script may have set it.
 * @param flags - what is wrong with each control
 */
export function findTampering(
  controls: readonly Control[],
  { items, pressed, left }: Binding,
  flags: readonly (readonly Flag[])[],
): Tamper[] {
  const signs = new Map<string, Tamper>()
  const add = (control: number, kind: TamperKind | undefined): void => {
    if (kind !== undefined) signs.set(`${control} ${kind}`, { control, kind })
  }
  controls.forEach((control, at) => {
    add(at, whyForged(control, items[at] ?? [], flags[at] ?? []))
  })
  const [first, ...others] = pressed
  for (const other of others) {
    // Image buttons of one name cannot be told apart.
    if (controls[other]?.name !== controls[first ?? -1]?.name) add(other, 'repeated-field')
  }
  const senders = findSenders(controls)
  for (const item of left) {
    const { control, kind } = toSign(controls, senders.get(item.name), item)
    // Chromium sends a direction for an empty `dirname`.
    if (item.name !== '' || !isDirection(item.value)) add(control, kind)
  }
  return [...signs.values()]
}

/** Why no browser sends this for a control that is typed into; `undefined` where one does. */
export function whyForged(
  control: Control,
  [item]: readonly Item[],
  flags: readonly Flag[],
): TamperKind | undefined {
  const { type, disabled, unchecked } = control
  if (disabled === true || !isConstant(type)) return undefined
  if (unchecked !== true) {
    if (!flags.includes('badInput')) return item === undefined ? 'missing-field' : undefined
    return ANYTHING.includes(type) ? undefined : 'not-offered'
  }
  const value = item?.value ?? ''
  // What the page leaves empty is a script's to fill, and what is no value is cleared.
  if (value === '' || control.value === undefined || CHANGING.includes(type)) return undefined
  return isDefault(control, value) ? undefined : 'readonly-changed'
}

function toSign(controls: readonly Control[], senders: Senders | undefined, item: Item): Tamper {
  const again = senders?.list.find((sender) => maySend(sender, item))
  if (again !== undefined) return { control: again.at, kind: 'repeated-field' }
  const first = senders?.list[0]
  if (first !== undefined) return { control: first.at, kind: 'not-offered' }
  const control = controls.findIndex(({ name }) => name === item.name)
  return { control, kind: control < 0 ? 'unknown-field' : 'disabled-field' }
}
