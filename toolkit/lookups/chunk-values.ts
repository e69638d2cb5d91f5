/** A sorted dictionary of values in binary: booleans, then numbers, then texts. Read without being parsed. */
import { FormatError } from '../core/errors.ts'
import { fold } from '../core/fold.ts'
import {
  asUint32,
  isRecord,
  parseJson,
  toCount,
  type ChunkFile,
  type Section,
} from './chunk-file.ts'
import { compareScalars } from './chunk-order.ts'
import type { Scalar } from './format.ts'

/** Texts one after the other; text `n` is from `offsets[n]` to `offsets[n + 1]`, in UTF-16 code units. */
export interface Texts {
  readonly text: string
  readonly offsets: Uint32Array
}

/** Different values in their order (`compareScalars`). */
export interface Values {
  readonly size: number
  readonly at: (index: number) => Scalar
  /** How many values come before `value`. */
  readonly countBefore: (value: Scalar) => number
  /** Where the values of a type are: from `start` to before `end`. */
  readonly segment: (type: string) => readonly [start: number, end: number]
  /** The texts, which are the last of the values. */
  readonly texts: () => Texts
  /** The same texts folded (`core/fold.ts`). */
  readonly folded: () => Texts
}

/** What the header of a file says of a dictionary. */
export interface ValuesHeader {
  readonly booleans: readonly boolean[]
  readonly numbers: number
  readonly texts: number
  /** How numbers are written: in 32 bits with a sign, or in 64 bits of IEEE 754. */
  readonly integers: boolean
  /** Whether the texts are written as one text of JSON: UTF-8 has no lone surrogates. */
  readonly escaped: boolean
  /** How the folded texts come from the texts: they are the same, lower case, or written in sections of their own. */
  readonly fold: 'same' | 'lower' | 'stored'
  /** The number of the first of up to five sections: numbers, texts, offsets, folded texts, their offsets. */
  readonly section: number
}

// oxlint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/

/** Writes values, which are sorted and differ, behind `sections`. */
export function encodeValues(values: readonly Scalar[], sections: Section[]): ValuesHeader {
  const numbers = values.filter((value) => typeof value === 'number')
  const texts = values.filter((value) => typeof value === 'string')
  const integers = numbers.every((value) => value === (value | 0))
  const section = sections.length
  const plain = texts.join('')
  const escaped = !plain.isWellFormed()
  sections.push(integers ? Int32Array.from(numbers) : Float64Array.from(numbers))
  sections.push(new TextEncoder().encode(escaped ? JSON.stringify(plain) : plain), toOffsets(texts))
  const folded = texts.map((text) => fold(text))
  const stored = folded.join('')
  const how = stored === plain ? 'same' : ASCII.test(plain) ? 'lower' : 'stored'
  if (how === 'stored') {
    sections.push(
      new TextEncoder().encode(escaped ? JSON.stringify(stored) : stored),
      toOffsets(folded),
    )
  }
  const booleans = values.filter((value) => typeof value === 'boolean')
  const counts = { numbers: numbers.length, texts: texts.length }
  return { booleans, ...counts, integers, escaped, fold: how, section }
}

/** Opens a dictionary; texts are decoded when they are first asked for. */
export function decodeValues(file: ChunkFile, header: unknown): Values {
  const { booleans, numbers, texts, integers, escaped, fold: how, section } = readHeader(header)
  const numberBytes = file.section(section)
  const read = integers
    ? new Int32Array(numberBytes.buffer, numberBytes.byteOffset, numberBytes.byteLength >>> 2)
    : new Float64Array(numberBytes.buffer, numberBytes.byteOffset, numberBytes.byteLength >>> 3)
  if (read.length !== numbers) throw new FormatError('expected as many numbers as announced')
  const readTexts = once(() => decodeTexts(file, section + 1, texts, escaped))
  const readFolded = once((): Texts => {
    if (how === 'stored') return decodeTexts(file, section + 3, texts, escaped)
    const plain = readTexts()
    return how === 'same' ? plain : { ...plain, text: plain.text.toLowerCase() }
  })
  const textStart = booleans.length + numbers
  const size = textStart + texts
  const at = (index: number): Scalar => {
    if (index < booleans.length) return booleans[index] ?? false
    if (index < textStart) return read[index - booleans.length] ?? 0
    return textAt(readTexts(), index - textStart)
  }
  return {
    size,
    at,
    countBefore: (value) => bisect(size, (index) => compareScalars(at(index), value) >= 0),
    segment: (type) => {
      if (type === 'string') return [textStart, size]
      return type === 'number' ? [booleans.length, textStart] : [0, booleans.length]
    },
    texts: readTexts,
    folded: readFolded,
  }
}

/** The first number from 0 to before `size` for which `holds` does, which then holds for all that follow; else `size`. */
export function bisect(size: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function textAt({ text, offsets }: Texts, index: number): string {
  return text.slice(offsets[index] ?? 0, offsets[index + 1] ?? 0)
}

function decodeTexts(file: ChunkFile, section: number, count: number, escaped: boolean): Texts {
  const bytes = file.section(section)
  const plain = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
  const text: unknown = escaped ? parseJson(bytes) : plain.decode(bytes)
  const offsets = asUint32(file.section(section + 1))
  const isWhole = offsets.length === count + 1 && typeof text === 'string'
  if (!isWhole || offsets.at(-1) !== text.length) {
    throw new FormatError('expected texts as long as their offsets say')
  }
  return { text, offsets }
}

function toOffsets(texts: readonly string[]): Uint32Array {
  const offsets = new Uint32Array(texts.length + 1)
  let at = 0
  for (const [index, text] of texts.entries()) offsets[index + 1] = at += text.length
  return offsets
}

function readHeader(header: unknown): ValuesHeader {
  if (!isRecord(header)) throw new FormatError('expected what a dictionary holds')
  const { booleans, integers, escaped, fold: how } = header
  if (how !== 'same' && how !== 'lower' && how !== 'stored') {
    throw new FormatError(`expected how texts are folded, got ${String(how)}`)
  }
  return {
    booleans: Array.isArray(booleans) ? booleans.filter((item) => typeof item === 'boolean') : [],
    numbers: toCount(header['numbers'], 'numbers'),
    texts: toCount(header['texts'], 'texts'),
    integers: integers === true,
    escaped: escaped === true,
    fold: how,
    section: toCount(header['section'], 'a section'),
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
