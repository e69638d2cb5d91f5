/** A pack: what a result shows of a few pages, one after another: addresses, titles and text. `format.md` specifies it. */
import { FormatError } from '../core/errors.ts'
import { createFile, openFile, readBytes, readVarint } from './bytes.ts'

/** What a result shows of a page. */
export interface PageRecord {
  /** The path that visitors ask for. */
  readonly url: string
  readonly title: string
  /** The page's `<meta name="description">`, or empty. */
  readonly description: string
  /** Section 0 is the page itself, before its first heading that has an anchor. */
  readonly sections: readonly SectionRecord[]
}

export interface SectionRecord {
  /** The `id` to link to; empty for section 0. */
  readonly anchor: string
  /** The heading; empty for section 0. */
  readonly title: string
  /** The text, cut where the page is long. */
  readonly text: string
}

const MAGIC = 'LTP'
const VERSION = 1
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The bytes of one record, for a pack. */
export function encodeRecord({ url, title, description, sections }: PageRecord): Uint8Array {
  const rows = sections.map((section) => [section.anchor, section.title, section.text])
  return encoder.encode(JSON.stringify([url, title, description, rows]))
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
 * @throws {FormatError} when the bytes are not a pack of this version, or have no record `index`
 */
export function readRecord(pack: Uint8Array, index: number): PageRecord {
  const cursor = openFile(pack, MAGIC, VERSION)
  const count = readVarint(cursor)
  if (index < 0 || index >= count)
    throw new FormatError(`expected a record below ${count}, got ${index}`)
  let skipped = 0
  let length = 0
  for (let at = 0; at < count; at++) {
    const next = readVarint(cursor)
    if (at < index) skipped += next
    else if (at === index) length = next
  }
  cursor.at += skipped
  return parseRecord(JSON.parse(decoder.decode(readBytes(cursor, length))))
}

function parseRecord(value: unknown): PageRecord {
  const [url, title, description, rows] = parseRow(value)
  return {
    url: parseText(url),
    title: parseText(title),
    description: parseText(description),
    sections: parseRow(rows).map((row) => {
      const [anchor, heading, text] = parseRow(row)
      return { anchor: parseText(anchor), title: parseText(heading), text: parseText(text) }
    }),
  }
}

function parseRow(value: unknown): readonly unknown[] {
  if (!Array.isArray(value))
    throw new FormatError('expected a list in a record of the search index')
  return value
}

function parseText(value: unknown): string {
  if (typeof value !== 'string')
    throw new FormatError('expected text in a record of the search index')
  return value
}
