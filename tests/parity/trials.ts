/** Random forms, each with several ways to fill it in, and what a browser says of them. */
import type { Entry } from '../../toolkit/forms/format.ts'
import { randomForm } from './forms.ts'
import type { Random } from './random.ts'
import { randomValue } from './values.ts'

/** One way to fill in a form: by control, what to type and which choice to make; and which button to press. */
export interface Fill {
  readonly values: readonly string[]
  readonly chosen: readonly number[]
  readonly submitter: number
}

export interface Trial {
  readonly html: string
  readonly fills: readonly Fill[]
}

/** What is wrong with a control. */
export interface Fault {
  /** Index of the control in the contract. */
  readonly control: number
  readonly type: string
  readonly name: string
  readonly value: string
  readonly flags: readonly string[]
}

/** What a browser makes of a filled form. */
export interface Judgement {
  /** With size and type of a file. */
  readonly entries: readonly (readonly [
    name: string,
    value: string,
    file?: { readonly size: number; readonly type: string },
  ])[]
  /** Type and name of each control of the contract. */
  readonly controls: readonly (readonly [type: string, name: string])[]
  readonly invalid: readonly Fault[]
  /** Names and values that a control did not take. */
  readonly refused: readonly (readonly [name: string, value: string])[]
}

/** A new form is far slower than new values in it. */
const FILLS = 10

/** Makes forms that send to `/forms/f0`, `/forms/f1` …, with `count` fills in all. */
export function randomTrials(random: Random, count: number): Trial[] {
  return Array.from({ length: Math.ceil(count / FILLS) }, (_, at) => {
    const html = randomForm(random, `/forms/f${at}`)
    const types = [...html.matchAll(/<(?:input type=([\w-]+)|(select|textarea|button))/g)].map(
      ([, type, tag = '']) => type ?? tag,
    )
    const fills = Array.from({ length: Math.min(FILLS, count - at * FILLS) }, () => ({
      values: types.map((type) => randomValue(random, type)),
      chosen: types.map(() => random.below(8)),
      submitter: random.below(3),
    }))
    return { html, fills }
  })
}

/** The entries as they arrive: line ends are CRLF on their way. */
export function toWire(entries: Judgement['entries']): Entry[] {
  return entries.map(([name, value, file]) =>
    file === undefined
      ? [name, value.replaceAll(/\r\n?|\n/g, '\r\n')]
      : [name, value, { id: 'f', ...file, isAccepted: true }],
  )
}
