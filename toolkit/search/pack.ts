/** A pack: what a result shows of a few pages, one after another: addresses, titles and text. `format.md` specifies it. */
import { FormatError } from '../core/errors.ts'
import { createFile, createWriter, openFile, readVarint, type Cursor } from './bytes.ts'
import { decodeText, encodeText, type Codes } from './codes.ts'

/** What a result shows of a page. */
export interface PageRecord {
  /** The path that visitors ask for. */
  readonly url: string
  readonly title: string
  /** The page's `<meta name="description">`, or empty. */
  readonly description: string
  readonly image?: ImageRecord
  /** Further things to show, by name. */
  readonly meta: Readonly<Record<string, string>>
  /** Section 0 is the page itself, before its first heading that has an anchor. */
  readonly sections: readonly SectionRecord[]
}

export interface ImageRecord {
  readonly src: string
  readonly alt: string
}

export interface SectionRecord {
  /** The `id` to link to; empty for section 0. */
  readonly anchor: string
  /** The heading; empty for section 0. */
  readonly title: string
  /** The text, cut where the page is long. */
  readonly text: string
}

/** A record that is decoded as far as it is asked for: results show few of a page's sections. */
export interface OpenRecord extends PageRecord {
  readonly section: (at: number) => OpenSection | undefined
}

export interface OpenSection extends SectionRecord {
  /** All of the text where it is short, or else the first two thousand letters or so. */
  readonly start: string
  readonly isEmpty: boolean
  /** Whether the text has more than its beginning. */
  readonly isLong: boolean
}

const MAGIC = 'LTP'
const VERSION = 2
/** Coded, what the beginning of a text has. */
const START_BYTES = 1024

/** The bytes of one record, for a pack. */
export function encodeRecord(
  { url, title, description, image, meta, sections }: PageRecord,
  encode: (text: string) => Uint8Array = (text) => encodeText(text),
): Uint8Array {
  const record = createWriter()
  const write = (bytes: Uint8Array): void => {
    record.varint(bytes.length)
    record.bytes(bytes)
  }
  for (const text of [url, title, description]) write(encode(text))
  const more = Object.entries(meta).flat()
  record.varint(more.length + (image === undefined ? 0 : 1))
  for (const text of [...(image ? [image.src, image.alt] : []), ...more]) write(encode(text))
  const encoded = sections.map(({ anchor, title: heading, text }) => {
    const section = createWriter()
    for (const bytes of [encode(anchor), encode(heading)]) {
      section.varint(bytes.length)
      section.bytes(bytes)
    }
    section.bytes(encode(text))
    return section.toBytes()
  })
  record.varint(encoded.length)
  for (const { length } of encoded) record.varint(length)
  for (const section of encoded) record.bytes(section)
  return record.toBytes()
}

/** Encodes records that `encodeRecord` made. */
export function encodePack(records: readonly Uint8Array[]): Uint8Array {
  const file = createFile(MAGIC, VERSION)
  file.varint(records.length)
  for (const record of records) file.varint(record.length)
  for (const record of records) file.bytes(record)
  return file.toBytes()
}

/**
 * Reads one record of a pack without decoding the others.
 * @throws {FormatError} when the bytes are not a pack of this version, or have no record `index`; what is decoded when
 * it is asked for, when its bytes are damaged
 */
export function readRecord(pack: Uint8Array, index: number, codes: Codes): OpenRecord {
  const records = readStarts(openFile(pack, MAGIC, VERSION))
  const first = records[index]
  if (first === undefined || index >= records.length - 1) {
    throw new FormatError(`expected a record below ${records.length - 1}, got ${index}`)
  }
  const record = { bytes: pack, at: first }
  const read = (): string => readCoded(record, codes)
  const url = read()
  const title = read()
  const descriptionAt = record.at
  skipCoded(record)
  const more = readVarint(record)
  const image = more % 2 > 0 ? { src: read(), alt: read() } : undefined
  const meta: [key: string, text: string][] = []
  for (let left = more >> 1; left > 0; left--) meta.push([read(), read()])
  const starts = readStarts(record)
  const section = (at: number): OpenSection | undefined =>
    readSection(pack, starts[at], starts[at + 1], codes)
  return {
    url,
    title,
    get description() {
      return readCoded({ bytes: pack, at: descriptionAt }, codes)
    },
    ...(image && { image }),
    meta: Object.fromEntries(meta),
    get sections() {
      return starts.flatMap((_, number) => {
        const found = section(number)
        return found ? { anchor: found.anchor, title: found.title, text: found.text } : []
      })
    },
    section,
  }
}

/** Where each of some things begins whose lengths stand before them, and where the last ends. */
function readStarts(cursor: Cursor): readonly number[] {
  const starts = [0]
  let end = 0
  for (let left = readVarint(cursor); left > 0; left--) starts.push((end += readVarint(cursor)))
  if (cursor.at + end > cursor.bytes.length)
    throw new FormatError('a pack of the search index is cut short')
  return starts.map((start) => cursor.at + start)
}

function readSection(
  bytes: Uint8Array,
  at: number | undefined,
  end: number | undefined,
  codes: Codes,
): OpenSection | undefined {
  if (at === undefined || end === undefined) return undefined
  const cursor = { bytes, at }
  const anchor = readCoded(cursor, codes)
  const title = readCoded(cursor, codes)
  const stop = Math.min(end, cursor.at + START_BYTES)
  const decode = (to: number): string => decodeText(codes, bytes, cursor.at, end, to)
  return {
    anchor,
    title,
    isEmpty: cursor.at >= end,
    isLong: stop < end,
    get start() {
      return decode(stop)
    },
    get text() {
      return decode(end)
    },
  }
}

/** A coded text behind its length. */
function readCoded(cursor: Cursor, codes: Codes): string {
  const start = skipCoded(cursor)
  return decodeText(codes, cursor.bytes, start, cursor.at)
}

/** Gives where the text begins. */
function skipCoded(cursor: Cursor): number {
  const length = readVarint(cursor)
  const start = cursor.at
  cursor.at += length
  if (cursor.at > cursor.bytes.length)
    throw new FormatError('a pack of the search index is cut short')
  return start
}
