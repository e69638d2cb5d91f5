/** A shard: one stretch of the sorted dictionary with the posting lists of its terms. `format.md` specifies it. */
import {
  createFile,
  createWriter,
  openFile,
  readBytes,
  readText,
  readVarint,
  type ByteWriter,
  type Cursor,
} from './bytes.ts'

/** A term of the dictionary. */
export interface Term {
  /** A stem, a stem with one of its written forms, or with a title (`formKey`, `titleKey`); in `places`, a written form. */
  readonly key: string
  /** In how many sections the term stands; the list may be shorter. */
  readonly count: number
  /** Encoded by `encodePostings`, in `places` by `encodePlaces`; empty where the only written form has the stem's list. */
  readonly postings: Uint8Array
}

/** A shard that is open for finding. */
export interface Shard {
  readonly bytes: Uint8Array
  /** The first key of each block. */
  readonly heads: readonly string[]
  /** Where each block begins. */
  readonly starts: readonly number[]
  /** Where the posting lists begin. */
  readonly lists: number
}

/** The largest shard that a build may write: reading and scanning one must stay well under a millisecond. */
export const MAX_SHARD_BYTES = 131_072

const MAGIC = 'LTS'
const VERSION = 2
// Sixteen keys: finding one decodes eight on average, and the heads cost one sixteenth of the keys.
const BLOCK_TERMS = 16
// Below every character of a token, so that a stem's written forms and titles follow it directly.
const FORM = '\u0001'
const TITLE = '\u0003'
/** The last of the characters that part a key. */
export const LAST_MARK = 3
const MAX_TITLE_LENGTH = 80

/** What a key is made of. */
export interface KeyParts {
  readonly stem: string
  readonly form?: string
  readonly title?: string
}

/** The key of one written form of a stem. */
export function formKey(stem: string, form: string): string {
  return stem + FORM + form
}

/** The key of all pages whose title is these words; `stem` is that of one of them. */
export function titleKey(stem: string, words: readonly string[]): string {
  return stem + TITLE + words.join(' ').slice(0, MAX_TITLE_LENGTH).toWellFormed()
}

/** A stem's own key has neither form nor title. */
export function splitKey(key: string): KeyParts {
  const form = key.indexOf(FORM)
  if (form >= 0) return { stem: key.slice(0, form), form: key.slice(form + 1) }
  const title = key.indexOf(TITLE)
  return title < 0 ? { stem: key } : { stem: key.slice(0, title), title: key.slice(title + 1) }
}

/** Encodes terms, which must be sorted by key in UTF-16 order. */
export function encodeShard(terms: readonly Term[]): Uint8Array {
  const blocks: { readonly head: string; readonly bytes: Uint8Array }[] = []
  const lists = createWriter()
  for (let at = 0; at < terms.length; at += BLOCK_TERMS) {
    const block = terms.slice(at, at + BLOCK_TERMS)
    blocks.push({ head: block[0]?.key ?? '', bytes: encodeBlock(block, lists) })
  }
  const file = createFile(MAGIC, VERSION)
  file.varint(blocks.length)
  for (const { head, bytes } of blocks) {
    file.text(head)
    file.varint(bytes.length)
  }
  for (const { bytes } of blocks) file.bytes(bytes)
  file.bytes(lists.toBytes())
  return file.toBytes()
}

function encodeBlock(terms: readonly Term[], lists: ByteWriter): Uint8Array {
  const block = createWriter()
  block.varint(lists.length)
  let previous = terms[0]?.key ?? ''
  for (const { key, count, postings } of terms) {
    const shared = sharedLength(previous, key)
    block.varint(shared)
    block.text(key.slice(shared))
    block.varint(count)
    block.varint(postings.length)
    lists.bytes(postings)
    previous = key
  }
  return block.toBytes()
}

/** How many leading code units two keys share, never half of a surrogate pair: UTF-8 cannot hold the other half. */
export function sharedLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++
  const last = b.charCodeAt(length - 1)
  return last >= 0xd800 && last <= 0xdbff ? length - 1 : length
}

/** @throws {FormatError} when the bytes are not a shard of this version */
export function openShard(bytes: Uint8Array): Shard {
  const cursor = openFile(bytes, MAGIC, VERSION)
  const heads: string[] = []
  const lengths: number[] = []
  for (let left = readVarint(cursor); left > 0; left--) {
    heads.push(readText(cursor))
    lengths.push(readVarint(cursor))
  }
  const starts: number[] = []
  let at = cursor.at
  for (const length of lengths) {
    starts.push(at)
    at += length
  }
  return { bytes, heads, starts, lists: at }
}

/** The term under `key`, if the shard has it. */
export function findTerm(shard: Shard, key: string): Term | undefined {
  let found: Term | undefined
  scanTerms(shard, key, (term) => {
    if (term.key === key) found = term
    return term.key < key
  })
  return found
}

/** Visits terms in order, from the first whose key is not below `from`, until `visit` says `false`. */
export function scanTerms(shard: Shard, from: string, visit: (term: Term) => boolean): void {
  for (let block = Math.max(0, blockOf(shard, from)); block < shard.heads.length; block++) {
    if (!scanBlock(shard, block, from, visit)) return
  }
}

function blockOf({ heads }: Shard, key: string): number {
  return lastAtMost(heads, key)
}

/** The index of the last of the sorted `keys` that is not above `key`, or -1. */
export function lastAtMost(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') <= key) low = middle + 1
    else high = middle
  }
  return low - 1
}

function scanBlock(
  shard: Shard,
  block: number,
  from: string,
  visit: (term: Term) => boolean,
): boolean {
  const cursor: Cursor = { bytes: shard.bytes, at: shard.starts[block] ?? 0 }
  const end = shard.starts[block + 1] ?? shard.lists
  let list = shard.lists + readVarint(cursor)
  let key = shard.heads[block] ?? ''
  while (cursor.at < end) {
    key = key.slice(0, readVarint(cursor)) + readText(cursor)
    const count = readVarint(cursor)
    const length = readVarint(cursor)
    if (key >= from) {
      const postings = readBytes({ bytes: shard.bytes, at: list }, length)
      if (!visit({ key, count, postings })) return false
    }
    list += length
  }
  return true
}
