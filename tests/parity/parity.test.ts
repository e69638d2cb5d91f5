/** Holds the server to what Chromium decides, and shows that a server that forgets a rule would be caught. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Control, ControlType } from '../../toolkit/forms/format.ts'
import { compare, type Breakage } from './compare.ts'

const COUNT = 4000
const SEED = 11

const PARTS = [
  ...(['required', 'min', 'max', 'step', 'pattern', 'minlength', 'maxlength', 'multiple'] as const),
  ...(['disabled', 'unchecked', 'skipsChecks', 'placeholder', 'value', 'direction'] as const),
]
const TYPES: readonly ControlType[] = [
  ...(['email', 'url', 'number', 'date', 'month', 'week', 'time', 'datetime-local'] as const),
  ...(['color', 'checkbox', 'radio', 'select'] as const),
]

const broken: readonly (readonly [name: string, breakage: Breakage])[] = [
  ...PARTS.map((part) => [`forgets ${part}`, without(part)] as const),
  ...TYPES.map((type) => [`takes any text for ${type}`, asText(type)] as const),
]

const [right, ...wrong] = await compare(SEED, COUNT, [
  (control) => control,
  ...broken.map(([, breakage]) => breakage),
])

test(`the server decides as Chromium on ${COUNT} filled forms of seed ${SEED}`, () => {
  assert.deepEqual(right?.unknown, [])
})

for (const [at, [name]] of broken.entries()) {
  test(`a server that ${name} is caught`, () => {
    assert.ok((wrong[at]?.unknown.length ?? 0) > (right?.unknown.length ?? 0))
  })
}

function without(part: (typeof PARTS)[number]): Breakage {
  return ({ ...control }) => {
    delete control[part]
    return control
  }
}

function asText(type: ControlType): Breakage {
  return (control): Control => (control.type === type ? { ...control, type: 'text' } : control)
}
