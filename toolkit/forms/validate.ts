/**
 * Decides on a submission as the browser would have: accepts what any current engine would send, refuses what none
 * can.
 */
import { bindEntries, isChoice, type Binding } from './bind.ts'
import { checkTyped } from './check.ts'
import type { Control, Entry, Flag, FormContract } from './format.ts'

/** A control that is not valid: its index in the contract, and why. */
export interface Invalid {
  readonly control: number
  readonly flags: readonly Flag[]
}

/** A name with all its values, in tree order. */
export type Field = readonly [name: string, values: readonly string[]]

export interface Verdict {
  /** Empty for a valid submission. */
  readonly invalid: readonly Invalid[]
  /** For each control the values that it sent: what a page needs to show them again. */
  readonly bound: readonly (readonly string[])[]
  /** What the form's controls sent, by name; line ends are LF. */
  readonly fields: readonly Field[]
  /** What no control of the form can have sent. */
  readonly extra: readonly Entry[]
}

/** Validates the entries of a submission, in their order. */
export function validate(
  { controls }: Pick<FormContract, 'controls'>,
  entries: readonly Entry[],
): Verdict {
  const binding = bindEntries(controls, entries)
  const { bound, extra } = binding
  return {
    invalid: skipsChecks(controls, binding) ? [] : findInvalid(controls, binding),
    bound,
    fields: toFields(controls, binding),
    extra,
  }
}

function skipsChecks(controls: readonly Control[], { bound }: Binding): boolean {
  return controls.some(({ skipsChecks: skips }, at) => skips === true && bound[at]?.length === 1)
}

function findInvalid(controls: readonly Control[], binding: Binding): Invalid[] {
  const groups = readGroups(controls, binding)
  const invalid: Invalid[] = []
  for (const [at, control] of controls.entries()) {
    if (control.disabled === true || control.unchecked === true) continue
    const flags = binding.notOffered.has(at)
      ? (['badInput'] as const)
      : checkControl(control, binding.bound[at] ?? [], groups.get(control.name))
    if (flags.length > 0) invalid.push({ control: at, flags })
    // A group is wrong once, at its first button.
    if (control.type === 'radio') groups.delete(control.name)
  }
  return invalid
}

/** Whether a group of radio buttons lacks a choice, by name, while its first button is not yet met. */
type Groups = Map<string, { readonly isMissing: boolean }>

function readGroups(controls: readonly Control[], { bound }: Binding): Groups {
  const groups: Groups = new Map()
  for (const { name, type } of controls) {
    if (type !== 'radio' || groups.has(name)) continue
    const buttons = [...controls.entries()].filter(
      ([, control]) => control.type === 'radio' && control.name === name,
    )
    // One button asks for a choice in the whole group, even one that is not checked itself.
    const isRequired = buttons.some(
      ([, { required, disabled }]) => required === true && disabled !== true,
    )
    const isSet = buttons.some(([at]) => bound[at]?.length === 1) || hasSilentChoice(buttons)
    groups.set(name, { isMissing: isRequired && !isSet })
  }
  return groups
}

/** A disabled button that is checked satisfies its group, and sends nothing. */
function hasSilentChoice(buttons: readonly (readonly [number, Control])[]): boolean {
  return buttons.some(([, { disabled, checked }]) => disabled === true && checked === true)
}

function checkControl(
  control: Control,
  values: readonly string[],
  group: { readonly isMissing: boolean } | undefined,
): readonly Flag[] {
  if (control.type === 'submit' || control.type === 'image') return []
  if (!isChoice(control)) return checkTyped(control, values[0] ?? '')
  const isMissing =
    control.type === 'radio'
      ? group?.isMissing === true
      : control.required === true && !isChosen(control, values)
  return isMissing ? ['valueMissing'] : []
}

/** An empty value may come from the placeholder of a select, which is no choice, or from an option like it. */
function isChosen(control: Control, values: readonly string[]): boolean {
  const { placeholder, options = [], checked } = control
  if (values.length === 0) return checked === true
  if (placeholder !== true || values[0] !== '') return true
  return options.slice(1).some(({ value, disabled }) => value === '' && disabled !== true)
}

function toFields(controls: readonly Control[], { bound, companions }: Binding): Field[] {
  const fields = new Map<string, string[]>()
  const add = (name: string, values: readonly string[]): void => {
    if (values.length > 0) fields.set(name, [...(fields.get(name) ?? []), ...values])
  }
  for (const [at, { name }] of controls.entries()) add(name, bound[at] ?? [])
  for (const [name, value] of companions) add(name, [value])
  return [...fields]
}
