/** Which entries of a submission belong to which control, when all that came is names and values in order. */
import type { Control, Entry } from './format.ts'

export interface Binding {
  /** For each control the values that it sent, line ends as LF; none where it sent nothing. */
  readonly bound: readonly (readonly string[])[]
  /** Entries that a control sends beside its value: the direction of a text, the point of an image button. */
  readonly companions: readonly Entry[]
  /** Entries under the name of a check box, radio button or select that offers no such value: by control. */
  readonly notOffered: ReadonlySet<number>
  /** Entries that belong to no control, in their order. */
  readonly extra: readonly Entry[]
}

// A direction is `ltr` or `rtl`, a coordinate is a number; anything longer is not a companion.
const MAX_COMPANION = 20

/** Binds the entries of a submission, in their order, to the controls, in tree order. */
export function bindEntries(controls: readonly Control[], entries: readonly Entry[]): Binding {
  const queues = createQueues(controls, entries)
  const bound = controls.map((control) =>
    control.disabled === true ? [] : takeValues(control, queues),
  )
  return { bound, ...sortLeftovers(controls, queues) }
}

/** Whether a control offers values to choose from, rather than taking what is typed. */
export function isChoice({ type }: Control): boolean {
  return type === 'checkbox' || type === 'radio' || type === 'select'
}

interface Queue {
  readonly values: string[]
  /** How many values are still due to controls that always send one. */
  due: number
  /** A group of radio buttons sends one value. */
  isRadioTaken: boolean
}

function createQueues(controls: readonly Control[], entries: readonly Entry[]): Map<string, Queue> {
  const queues = new Map<string, Queue>()
  for (const [name, value] of entries) {
    const queue = queues.get(name) ?? { values: [], due: 0, isRadioTaken: false }
    queue.values.push(value.replaceAll(/\r\n?/g, '\n'))
    queues.set(name, queue)
  }
  for (const control of controls) {
    const queue = queues.get(control.name)
    if (queue !== undefined && sendsAlways(control)) queue.due += 1
  }
  return queues
}

function sendsAlways(control: Control): boolean {
  return control.disabled !== true && !isChoice(control) && !isButton(control)
}

function isButton({ type }: Control): boolean {
  return type === 'submit' || type === 'image'
}

function takeValues(control: Control, queues: Map<string, Queue>): string[] {
  const queue = queues.get(control.name)
  if (queue === undefined) return []
  switch (control.type) {
    case 'radio': {
      const taken = queue.isRadioTaken ? [] : takeOffered(queue, [control.value ?? 'on'])
      queue.isRadioTaken ||= taken.length > 0
      return taken
    }
    case 'checkbox':
      return takeOffered(queue, [control.value ?? 'on'])
    case 'select':
      return takeChosen(control, queue)
    case 'submit':
      // A button without a value sends the browser's own word for it, in the browser's language.
      return takeOffered(queue, [control.value ?? queue.values[0] ?? ''])
    case 'image':
      return []
    default:
      queue.due -= 1
      return queue.values.splice(0, 1)
  }
}

function takeChosen({ options = [], multiple }: Control, queue: Queue): string[] {
  const offered = options.filter(({ disabled }) => disabled !== true).map(({ value }) => value)
  if (multiple === true) return takeOffered(queue, offered)
  const chosen = queue.values.find((value) => offered.includes(value))
  return chosen === undefined ? [] : takeOffered(queue, [chosen])
}

/** Takes each offered value once, as long as enough is left for the controls that always send a value. */
function takeOffered(queue: Queue, offered: readonly string[]): string[] {
  const taken: string[] = []
  for (const value of offered) {
    const at = queue.values.indexOf(value)
    if (at < 0 || queue.values.length <= queue.due) continue
    queue.values.splice(at, 1)
    taken.push(value)
  }
  return taken
}

function sortLeftovers(
  controls: readonly Control[],
  queues: Map<string, Queue>,
): Omit<Binding, 'bound'> {
  const companionNames = new Set(controls.flatMap(toCompanionNames))
  const companions: Entry[] = []
  const extra: Entry[] = []
  const notOffered = new Set<number>()
  for (const [name, { values }] of queues) {
    if (values.length === 0) continue
    const choice = findChoice(controls, name)
    if (choice >= 0) notOffered.add(choice)
    for (const value of values) {
      const isCompanion = companionNames.has(name) && value.length <= MAX_COMPANION
      ;(isCompanion ? companions : extra).push([name, value])
    }
  }
  return { companions, extra, notOffered }
}

/** The first choice of a name that is sent by choices only; -1 where there is none. */
function findChoice(controls: readonly Control[], name: string): number {
  const isSent = (control: Control): boolean => control.name === name && control.disabled !== true
  if (controls.some((control) => isSent(control) && !isChoice(control))) return -1
  return controls.findIndex(isSent)
}

function toCompanionNames({ type, name, direction, disabled }: Control): string[] {
  if (disabled === true) return []
  if (type === 'image') return name === '' ? ['x', 'y'] : [`${name}.x`, `${name}.y`]
  return direction === undefined ? [] : [direction]
}
