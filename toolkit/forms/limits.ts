/** How much a submission of a form may hold: enough for whatever its controls can send, and bounded. */
import type { Control, FormContract } from './format.ts'

export interface Limits {
  /** Of all text in the request's body, as it is encoded. */
  readonly textBytes: number
  /** Of all files together; 0 for a form without. */
  readonly fileBytes: number
  readonly fields: number
  readonly files: number
  /** Of a field's name, in UTF-16 units. */
  readonly nameLength: number
  /** Of what is stored, as JSON text: below the 2,000,000 bytes that a row of D1 may have. */
  readonly storedBytes: number
}

/** What may be sent of files where the owner sets no `data-max-size` on the form. */
export const USUAL_FILE_BYTES = 10_000_000

/** How many bytes of a file tell its type. */
export const HEAD_BYTES = 4096

const KIB = 1024

// A UTF-16 unit takes at most 3 bytes of UTF-8, and each byte 3 characters when it is percent-encoded.
const BYTES_PER_UNIT = 9

// What a visitor may type where the owner set no `maxlength`.
const TEXTAREA_LENGTH = 20_000
const FIELD_LENGTH = 2000

// For names, for the parts of a multipart body, and for what extensions and scripts add.
const SPARE_BYTES = 64 * KIB
const SPARE_FIELDS = 50
const MAX_TEXT_BYTES = KIB * KIB

// Each file costs the store a few of the 50 calls that a request may make.
const MAX_FILES = 20

/** What a body is read by: the controls of the form, and the file fields that pages of earlier builds still have. */
export function toReadControls({ controls, earlier = [] }: FormContract): readonly Control[] {
  const names = new Set(controls.map(({ name }) => name))
  const gone = earlier
    .flatMap((contract) => contract.controls)
    .filter(({ type, name }) => type === 'file' && !names.has(name))
  return gone.length === 0 ? controls : [...controls, ...gone]
}

/**
 * The limits of a form, from its controls.
 * @param kept - the most bytes of files that the store can keep of one submission
 */
export function toLimits(
  { controls, options }: Pick<FormContract, 'controls' | 'options'>,
  kept: number,
): Limits {
  const textBytes = sum(controls.map((control) => longestValue(control) * BYTES_PER_UNIT))
  const hasFiles = controls.some(({ type }) => type === 'file')
  return {
    textBytes: Math.min(MAX_TEXT_BYTES, SPARE_BYTES + textBytes),
    fileBytes: hasFiles ? Math.min(kept, options.maxbytes ?? USUAL_FILE_BYTES) : 0,
    fields: SPARE_FIELDS + sum(controls.map(mostValues)),
    files: hasFiles ? MAX_FILES : 0,
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
  if (type === 'file') return multiple === true ? MAX_FILES : 1
  if (type === 'custom') return SPARE_FIELDS
  return type === 'image' || direction !== undefined ? 2 : 1
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
