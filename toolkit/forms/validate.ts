/**
 * Decides on a submission as the browser would have: accepts what any current engine would send, refuses what none
 * can.
 */
import { bindEntries, groupByName, type Binding, type BoundUpload } from './bind.ts'
import { findSenders, isConstant, type Item } from './bind-senders.ts'
import { checkFiles, checkTyped } from './check.ts'
import type { Control, Entry, Flag, FormContract } from './format.ts'
import { findTampering, whyForged, type Tamper } from './validate-tamper.ts'

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
  /** For each control the values that it sent: what a page needs to show them again. Of a file, its name. */
  readonly bound: readonly (readonly string[])[]
  /** What the form's controls sent, by name; line ends are LF. */
  readonly fields: readonly Field[]
  /** The files among it. */
  readonly uploads: readonly BoundUpload[]
  /** What no control of the form can have sent. */
  readonly extra: readonly Entry[]
  /** Signs that no browser sent this by itself, in a valid submission too. */
  readonly tampering: readonly Tamper[]
}

/** Validates the entries of a submission, in their order. */
export function validate(
  { controls }: Pick<FormContract, 'controls'>,
  entries: readonly Entry[],
): Verdict {
  const binding = bindEntries(controls, entries, weigh)
  const flags = findFlags(controls, binding)
  const { bound, uploads, pressed, left } = binding
  const isSkipped = [...pressed].some((at) => controls[at]?.skipsChecks === true)
  return {
    invalid: isSkipped ? [] : listInvalid(flags),
    bound,
    fields: toFields(binding),
    uploads,
    extra: left.map(toEntry),
    tampering: findTampering(controls, binding, flags),
  }
}

function listInvalid(flags: readonly (readonly Flag[])[]): Invalid[] {
  return flags.flatMap((own, control) => (own.length === 0 ? [] : { control, flags: own }))
}

function weigh(control: Control, items: readonly Item[]): number {
  const flags = checkControl(control, items)
  if (whyForged(control, items, flags) !== undefined) return Infinity
  return flags.length === 0 ? 0 : 1
}

/** What is wrong with each control. */
function findFlags(controls: readonly Control[], { items, notOffered }: Binding): Flag[][] {
  const senders = findSenders(controls)
  return controls.map((control, at) => {
    if (control.disabled === true || control.unchecked === true) return []
    if (notOffered.has(at)) return ['badInput']
    if (control.type !== 'radio') return checkControl(control, items[at] ?? [])
    const asked = senders.get(control.name)?.asked ?? []
    // A group is wrong once, at its first button.
    const first = asked.find((button) => button.control.unchecked !== true)
    const isMissing = first?.at === at && asked.every((button) => items[button.at]?.length === 0)
    return isMissing ? ['valueMissing'] : []
  })
}

function checkControl(control: Control, items: readonly Item[]): Flag[] {
  const { type, required, unchecked } = control
  if (unchecked === true) return []
  if (type === 'checkbox' || type === 'select') {
    return required === true && !isChosen(control, items) ? ['valueMissing'] : []
  }
  if (!isConstant(type)) return []
  if (type !== 'file') return checkTyped(control, items[0]?.value)
  return checkFiles(
    control,
    items.flatMap(({ upload }) => upload ?? []),
  )
}

/** An empty value may come from the placeholder of a select, which is no choice, or from an option like it. */
function isChosen(
  { placeholder, options = [], checked }: Control,
  items: readonly Item[],
): boolean {
  if (items.length === 0) return checked === true
  if (placeholder !== true || items[0]?.value !== '') return true
  return options.slice(1).some(({ value, disabled }) => value === '' && disabled !== true)
}

function toFields({ items, beside }: Binding): Field[] {
  return [...groupByName([...items.flat(), ...beside])].map(([name, own]) => [
    name,
    own.map(({ value }) => value),
  ])
}

function toEntry({ name, value, upload }: Item): Entry {
  return upload === undefined ? [name, value] : [name, value, upload]
}
