/**
 * Lists every state of a form's controls that sends the same values under a name. It shares no line with the server's
 * binding, so that it does not share its mistakes.
 */
import type { Control, Entry } from '../../toolkit/forms/format.ts'

const OPTIONAL = ['checkbox', 'radio', 'select', 'submit']

/** Whether the entries leave open what a control sent. */
export function isOpen(
  control: Control,
  controls: readonly Control[],
  entries: readonly Entry[],
): boolean {
  const { type } = control
  const [name = ''] = toNames(control)
  const senders = controls.filter(
    (other) => other.disabled !== true && toNames(other).includes(name),
  )
  const values = entries.flatMap((entry) =>
    entry[0] === name ? [entry[1].replaceAll('\r\n', '\n')] : [],
  )
  const group = senders.filter((other) => type === 'radio' && other.type === 'radio')
  const answers = new Set<string>()
  for (const state of listStates(senders, name, values)) {
    const sent = state[senders.indexOf(control)]
    // Of a group it is asked only whether there is a choice.
    const isChosen = group.some((other) => state[senders.indexOf(other)]?.length === 1)
    answers.add(type === 'radio' ? String(isChosen) : JSON.stringify(sent))
  }
  return answers.size > 1
}

function toNames({ type, name, direction = '' }: Control): string[] {
  if (type !== 'image') return [name, direction]
  return name === '' ? ['x', 'y'] : [`${name}.x`, `${name}.y`]
}

/** For each state what each of the senders sends. */
function* listStates(
  [sender, ...others]: readonly Control[],
  name: string,
  values: readonly string[],
): Generator<(readonly string[])[]> {
  if (sender === undefined) {
    if (values.length === 0) yield []
    return
  }
  for (let count = 0; count <= values.length; count += 1) {
    const sent = values.slice(0, count)
    if (!canSend(sender, name, sent)) continue
    for (const rest of listStates(others, name, values.slice(count))) yield [sent, ...rest]
  }
}

function canSend(control: Control, name: string, sent: readonly string[]): boolean {
  const { type, direction, multiple } = control
  const [first, ...more] = sent
  if (type === 'custom') return true
  if (type === 'file' && multiple === true) return sent.length > 0
  if (type === 'select' && multiple === true) return isWithin(sent, readOffered(control))
  // A text whose direction has its own name sends both.
  if (direction === name && control.name === name && isDirection(more[0])) return more.length === 1
  if (more.length > 0) return false
  if (type === 'image') return first === undefined || /^\d+$/.test(first)
  if (direction === name && (first === undefined || isDirection(first))) return true
  if (control.name !== name) return false
  if (!OPTIONAL.includes(type)) return first !== undefined
  return (
    first === undefined ||
    (type === 'submit' && control.value === undefined) ||
    readOffered(control).includes(first)
  )
}

function isDirection(value: string | undefined): boolean {
  return value === 'ltr' || value === 'rtl'
}

function readOffered({ type, options = [], value = 'on' }: Control): string[] {
  if (type !== 'select') return [value]
  return options.flatMap((option) => (option.disabled === true ? [] : [option.value]))
}

/** Whether the options may be chosen together. */
function isWithin(sent: readonly string[], offered: readonly string[]): boolean {
  let from = 0
  return sent.every((value) => {
    from = offered.indexOf(value, from) + 1
    return from > 0
  })
}
