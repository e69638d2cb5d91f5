/** How much a submission of a form may hold: enough for whatever its controls can send, and bounded. */
import type { Control, FormContract } from './format.ts'

export interface Limits {
  /** Of the request's body. */
  readonly bytes: number
  readonly fields: number
  /** Of a field's name, in UTF-16 units. */
  readonly nameLength: number
  /** Of what is stored, as JSON text: below the 2,000,000 bytes that a row of D1 may have. */
  readonly storedBytes: number
}

const KIB = 1024

// A UTF-16 unit takes at most 3 bytes of UTF-8, and each byte 3 characters when it is percent-encoded.
const BYTES_PER_UNIT = 9

// What a visitor may type where the owner set no `maxlength`.
const TEXTAREA_LENGTH = 20_000
const FIELD_LENGTH = 2000

// For names, for the parts of a multipart body, and for what extensions and scripts add.
const SPARE_BYTES = 64 * KIB
const SPARE_FIELDS = 50
const MAX_BYTES = KIB * KIB

/** The limits of a form, from its controls. */
export function toLimits({ controls }: Pick<FormContract, 'controls'>): Limits {
  const bytes = sum(controls.map((control) => longestValue(control) * BYTES_PER_UNIT))
  return {
    bytes: Math.min(MAX_BYTES, SPARE_BYTES + bytes),
    fields: SPARE_FIELDS + sum(controls.map(mostValues)),
    nameLength: 200,
    storedBytes: 1_800_000,
  }
}

function longestValue({ type, maxlength, options = [], value = '' }: Control): number {
  if (type === 'select') return sum(options.map((option) => option.value.length))
  const usual = type === 'textarea' ? TEXTAREA_LENGTH : FIELD_LENGTH
  return Math.max(maxlength ?? usual, value.length)
}

function mostValues({ type, multiple, options = [], direction }: Control): number {
  if (type === 'select') return multiple === true ? options.length : 1
  return type === 'image' || direction !== undefined ? 2 : 1
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
