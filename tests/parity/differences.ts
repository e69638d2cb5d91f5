/** The differences between Chromium and the server that are meant, with their reasons. */
import type { Control } from '../../toolkit/forms/format.ts'
import type { Difference, Fault } from './compare.ts'

interface Known {
  readonly reason: string
  readonly holds: (difference: Difference, controls: readonly Control[]) => boolean
}

const FORGED = 'accepts what no browser sends'

const KNOWN: readonly Known[] = [
  {
    reason: 'an internationalised e-mail host, which Firefox accepts',
    holds: ({ kind, faults }) => kind !== 'false reject' && everyFault(faults, isForeignEmail),
  },
  {
    reason: 'a second empty option, which cannot be told from the placeholder',
    holds: ({ kind, faults }, controls) =>
      kind === 'false accept' &&
      everyFault(faults, (fault) => controls.some((control) => isAmbiguous(control, fault))),
  },
  {
    reason: 'an empty slider or colour, which is taken for one that was left out',
    holds: ({ kind, faults }) =>
      kind === FORGED &&
      everyFault(faults, ({ type, value }) => ['range', 'color'].includes(type) && value === ''),
  },
  {
    reason:
      'a slider with crossed limits, on which engines disagree, or within the tolerance of its step',
    holds: ({ kind, faults }) =>
      kind === FORGED && everyFault(faults, ({ type }) => type === 'range'),
  },
  {
    reason:
      'choices or buttons of different kinds under one name, whose entries cannot be told apart',
    holds: ({ kind }, controls) =>
      (kind === 'false reject' || kind === 'false accept') && sharesName(controls),
  },
]

function sharesName(controls: readonly Control[]): boolean {
  const picked = controls.filter(
    ({ type, disabled }) =>
      disabled !== true && ['checkbox', 'radio', 'select', 'submit'].includes(type),
  )
  return picked.some((one, at) =>
    picked
      .slice(at + 1)
      .some(({ name, type }) => name === one.name && (type !== one.type || type === 'submit')),
  )
}

function everyFault(faults: readonly Fault[], holds: (fault: Fault) => boolean): boolean {
  return faults.length > 0 && faults.every(holds)
}

function isForeignEmail({ type, value }: Fault): boolean {
  return type === 'email' && /@.*[^\0-\x7f]/.test(value)
}

function isAmbiguous({ type, name, placeholder, options = [] }: Control, fault: Fault): boolean {
  const isSame = type === 'select' && name === fault.name && fault.value === ''
  return isSame && placeholder === true && options.slice(1).some(({ value }) => value === '')
}

/** Why a difference is meant; `undefined` for one that is not. */
export function whyKnown(difference: Difference, controls: readonly Control[]): string | undefined {
  return KNOWN.find(({ holds }) => holds(difference, controls))?.reason
}
