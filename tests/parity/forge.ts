/** Forges submissions out of real ones: each is one that no browser sends for the form. */
import type { Control, Entry } from '../../toolkit/forms/format.ts'
import type { Judgement } from './trials.ts'

export interface Forgery {
  readonly what: string
  readonly entries: readonly Entry[]
  /** Index of the control whose entry is forged; -1 for none. */
  readonly control: number
  readonly value: string
  /** Whether the control did not take the value. */
  readonly isRefused: boolean
}

type Sole = readonly [control: Control, at: number]

const OPTIONAL = ['checkbox', 'radio', 'select', 'submit', 'image', 'custom']
// A field that the page leaves empty, or fills with what is no value, may be a script's.
const NEVER_READONLY = ['hidden', 'range', 'color', 'file', 'textarea', 'datetime-local']

/** The forgeries of a submission; only of entries that one control alone can have sent. */
export function forge(
  entries: readonly Entry[],
  refused: Judgement['refused'],
  controls: readonly Control[],
): Forgery[] {
  return [
    ...refused.flatMap(([name, value]) => replaceValue(entries, name, value, controls)),
    {
      what: 'a foreign field',
      entries: [...entries, ['foreign', '']],
      control: -1,
      value: '',
      isRefused: false,
    },
    ...entries.flatMap((entry, at) => forgeEntry(entries, entry, at, controls)),
    ...controls.flatMap((control, at) => addEntry(entries, control, at, controls)),
  ]
}

/** The only control that may send under a name, with its index. */
function findSole(controls: readonly Control[], name: string): Sole | undefined {
  const own = [...controls.entries()].flatMap(([at, control]) =>
    control.disabled === true
      ? []
      : toNames(control).flatMap((other): Sole[] => (other === name ? [[control, at]] : [])),
  )
  const [sole] = own
  return own.length === 1 && sole?.[0].name === name ? sole : undefined
}

function toNames({ type, name, direction = '' }: Control): string[] {
  if (type === 'image') return name === '' ? ['x', 'y'] : [`${name}.x`, `${name}.y`]
  return [name, direction]
}

function replaceValue(
  entries: readonly Entry[],
  name: string,
  value: string,
  controls: readonly Control[],
): Forgery[] {
  const [, control = -1] = findSole(controls, name) ?? []
  if (control < 0) return []
  const first = entries.findIndex(([other]) => other === name)
  const others = entries.filter(([other], at) => other !== name || at === first)
  const forged =
    first < 0
      ? [...entries, [name, value] as const]
      : others.with(
          others.findIndex(([other]) => other === name),
          [name, value],
        )
  return [
    {
      what: 'a value that the control does not take',
      entries: forged,
      control,
      value,
      isRefused: true,
    },
  ]
}

function forgeEntry(
  entries: readonly Entry[],
  entry: Entry,
  at: number,
  controls: readonly Control[],
): Forgery[] {
  const [name, value, upload] = entry
  const [control, index = -1] = findSole(controls, name) ?? []
  if (control === undefined) return []
  const forged: Forgery[] = []
  const add = (what: string, changed: readonly Entry[]): void => {
    forged.push({ what, entries: changed, control: index, value, isRefused: false })
  }
  const isTyped = !OPTIONAL.includes(control.type)
  const isBarred = control.unchecked === true
  if (isTyped && !isBarred)
    add(
      'a missing field',
      entries.filter(([other]) => other !== name),
    )
  if (!takesTwice(control, value))
    add('a field sent twice', entries.toSpliced(at, 0, [name, value]))
  const isOwn = value !== '' && control.value === value
  if (isTyped && isBarred && isOwn && !NEVER_READONLY.includes(control.type)) {
    add('another readonly value', entries.with(at, [name, `${value}~`]))
  }
  if (upload !== undefined) add('text for a file', entries.with(at, [name, value]))
  return forged
}

/** Whether a browser may send the same value of a control twice. */
function takesTwice({ type, multiple, options = [] }: Control, value: string): boolean {
  if (type === 'custom' || (type === 'file' && multiple === true)) return true
  if (type !== 'select' || multiple !== true) return false
  return options.filter((option) => option.value === value && option.disabled !== true).length > 1
}

function addEntry(
  entries: readonly Entry[],
  { name, type, value = 'on', disabled }: Control,
  control: number,
  controls: readonly Control[],
): Forgery[] {
  const added = [...entries, [name, value] as const]
  const isFree = !controls.some((other) => other.disabled !== true && toNames(other).includes(name))
  if (disabled === true && isFree && type !== 'image') {
    return [{ what: 'a disabled field', entries: added, control, value, isRefused: false }]
  }
  const isOtherPressed = entries.some(
    ([other]) => other !== name && findSole(controls, other)?.[0].type === 'submit',
  )
  if (
    disabled === true ||
    type !== 'submit' ||
    !isOtherPressed ||
    findSole(controls, name) === undefined
  )
    return []
  return [{ what: 'a second button', entries: added, control, value, isRefused: false }]
}
