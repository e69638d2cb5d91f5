/** Finds where the server decides otherwise than a browser, or lets pass what no browser sends. */
import type { Control, Entry } from '../../toolkit/forms/format.ts'
import { forge, type Forgery } from './forge.ts'
import { toWire, type Fault, type Judgement } from './trials.ts'
import type { Validator } from './validators.ts'

export type Difference = Decision | Miss

/** A real submission that is decided otherwise. */
export interface Decision {
  readonly kind: 'false accept' | 'false reject' | 'other faults' | 'false sign' | 'other controls'
  readonly markup: string
  readonly entries: readonly Entry[]
  /** Flags that one side has and the other has not; signs of tampering are the server's. */
  readonly faults: readonly OneSided[]
}

/** A forged submission that passes as a real one. */
export interface Miss {
  readonly kind: 'forgery'
  readonly markup: string
  readonly forgery: Forgery
}

export interface OneSided extends Fault {
  readonly by: 'browser' | 'server'
}

/** Everything that a validator decides otherwise on a filled form. */
export function findDifferences(
  markup: string,
  judgement: Judgement,
  controls: readonly Control[],
  { decide }: Validator,
): Difference[] {
  const entries = toWire(judgement.entries)
  const found: Difference[] = []
  const add = (kind: Decision['kind'], faults: readonly OneSided[]): void => {
    found.push({ kind, markup, entries, faults })
  }
  const types = JSON.stringify(controls.filter(({ type }) => type !== 'custom').map(toTypeAndName))
  if (types !== JSON.stringify(judgement.controls.map(asContract))) add('other controls', [])
  const { invalid, bound, tampering } = decide(controls, entries)
  const toFault = (control: number, flags: readonly string[]): Fault => {
    const { type = '', name = '' } = controls[control] ?? {}
    return { control, type, name, value: bound[control]?.[0] ?? '', flags }
  }
  const theirs = withoutGroups(judgement.invalid)
  const ours = invalid.map(({ control, flags }) => toFault(control, flags))
  const faults = [...oneSided(theirs, ours, 'browser'), ...oneSided(ours, theirs, 'server')]
  if (faults.length > 0) add(toKind(theirs, ours), faults)
  const signs = tampering.map(({ control, kind }) => toFault(control, [kind]))
  if (signs.length > 0) add('false sign', oneSided(signs, [], 'server'))
  for (const forgery of forge(entries, judgement.refused, controls)) {
    const verdict = decide(controls, forgery.entries)
    if (verdict.invalid.length + verdict.tampering.length > 0) continue
    found.push({ kind: 'forgery', markup, forgery })
  }
  return found
}

function toTypeAndName({ type, name }: Control): readonly [string, string] {
  return [type, name]
}

function asContract([type, name]: readonly [string, string]): readonly [string, string] {
  return [type.startsWith('select-') ? 'select' : type, name]
}

function toKind(theirs: readonly Fault[], ours: readonly Fault[]): Decision['kind'] {
  if (theirs.length > 0 && ours.length > 0) return 'other faults'
  return theirs.length > 0 ? 'false accept' : 'false reject'
}

/** A browser finds fault with each button of a group, the server with the first. */
function withoutGroups(faults: readonly Fault[]): Fault[] {
  return faults.filter(
    ({ type, name }, at) =>
      type !== 'radio' ||
      faults.findIndex((other) => other.type === type && other.name === name) === at,
  )
}

function oneSided(
  faults: readonly Fault[],
  others: readonly Fault[],
  by: OneSided['by'],
): OneSided[] {
  return faults.flatMap((fault) => {
    const known = others.find(({ control }) => control === fault.control)?.flags ?? []
    const flags = fault.flags.filter((flag) => !known.includes(flag))
    return flags.length === 0 ? [] : [{ ...fault, flags, by }]
  })
}
