/** Looks through all written forms of a shard for some that are alike: what is not is passed over without becoming text. */
import { readVarint } from './bytes.ts'
import { LAST_MARK, type Shard } from './shard.ts'

/** Says of a form by its length in code units and its `signature` whether it may be one that is looked for. */
export type MayBe = (length: number, signature: number) => boolean

/** No key that a build writes is longer; of one that was damaged the rest is lost. */
const MAX_KEY = 256
/** Behind a stem, that of a form rather than a title. */
const FORM_MARK = 1

/** Visits the forms that may be wanted, with the count of their stem; keys without forms are forms themselves. */
export function scanForms(
  shard: Shard,
  mayBe: MayBe,
  visit: (form: string, count: number) => void,
): void {
  const { bytes, heads, starts, lists } = shard
  const units = new Uint16Array(MAX_KEY)
  const cursor = { bytes, at: 0 }
  let stem = ''
  let stemCount = 0
  const add = (from: number, to: number): string =>
    mayBe(to - from, signatureOf(units, from, to)) ? toText(units, from, to) : ''
  const flush = (form: string): void => {
    if (form !== '') visit(form, stemCount)
  }
  heads.forEach((head, block) => {
    for (let at = 0; at < head.length; at++) units[at] = head.charCodeAt(at)
    cursor.at = starts[block] ?? 0
    readVarint(cursor)
    for (const end = starts[block + 1] ?? lists; cursor.at < end;) {
      const shared = readVarint(cursor)
      const length = readVarint(cursor)
      const to = readUnits(bytes, cursor.at, cursor.at + length, units, shared)
      cursor.at += length
      const count = readVarint(cursor)
      readVarint(cursor)
      let mark = 0
      while (mark < to && (units[mark] ?? 0) > LAST_MARK) mark++
      if (units[mark] === FORM_MARK && mark < to) {
        stem = ''
        flush(add(mark + 1, to))
      } else if (mark === to) {
        flush(stem)
        stemCount = count
        stem = add(0, to)
      }
    }
  })
  flush(stem)
}

/** Writes UTF-8 as code units behind those that are kept, and gives where they end. */
function readUnits(
  bytes: Uint8Array,
  from: number,
  to: number,
  units: Uint16Array,
  kept: number,
): number {
  let end = Math.min(kept, MAX_KEY)
  for (let at = from; at < to && end < MAX_KEY;) {
    let code = bytes[at++] ?? 0
    if (code >= 0x80) {
      let more = code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3
      code &= 0x3f >> more
      for (; more > 0; more--) code = (code << 6) | ((bytes[at++] ?? 0) & 0x3f)
      if (code > 0xffff) {
        units[end++] = 0xd7c0 + (code >> 10)
        code = 0xdc00 | (code & 0x3ff)
      }
    }
    units[end++] = code
  }
  return end
}

function signatureOf(units: Uint16Array, from: number, to: number): number {
  let bits = 0
  for (let at = from; at < to; at++) bits |= 1 << ((units[at] ?? 0) & 31)
  return bits
}

function toText(units: Uint16Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at++) text += String.fromCharCode(units[at] ?? 0)
  return text
}
