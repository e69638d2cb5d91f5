/** How the terms and pages of an index are cut into files. */
import { BuildError } from '../core/errors.ts'
import type { Output } from '../page/build-output.ts'
import type { SearchPage } from './build-extract.ts'
import type { TermGroup } from './build-terms.ts'
import { hashOf, PACK_NAME, type SearchIndex, type ShardList } from './format.ts'
import { encodePack, encodeRecord, type PageRecord } from './pack.ts'
import { encodeShard, MAX_SHARD_BYTES, type Term } from './shard.ts'

export type WriteHashed = Output['writeHashed']

// Each shard is one read of a query word, and each pack one read of a result: between the 0.1 ms that any read costs
// and the 1.5 ms that a megabyte does.
const SHARD_BYTES = 20_480
const PACK_BYTES = 16_384
const MAX_PACK_PAGES = 64
/** How much text a page may show in excerpts. All of it is searched. */
const MAX_PAGE_TEXT = 8192

/** Writes sorted terms as shards. The terms of one group stay together. */
export async function writeShards(
  write: WriteHashed,
  name: string,
  groups: readonly TermGroup[],
): Promise<ShardList> {
  const bounds: string[] = []
  let hashes = ''
  let previous = ''
  for (const terms of splitShards(groups)) {
    const number = bounds.length
    const bytes = encodeShard(terms)
    const first = terms[0]?.key ?? ''
    if (bytes.length > MAX_SHARD_BYTES) {
      throw new BuildError(
        `the search terms from ${JSON.stringify(first)} take ${bytes.length} bytes, expected at most ${MAX_SHARD_BYTES}`,
      )
    }
    const path = await write(`${name}${number}`, 'bin', bytes)
    hashes += hashOf(name, number, path)
    bounds.push(separator(previous, first))
    previous = terms.at(-1)?.key ?? ''
  }
  return { bounds, hashes }
}

function splitShards(groups: readonly TermGroup[]): Term[][] {
  const shards: Term[][] = []
  let size = Infinity
  for (const group of groups) {
    const groupSize = group.reduce(
      (sum, { key, postings }) => sum + key.length + postings.length,
      0,
    )
    if (size + groupSize > SHARD_BYTES) {
      shards.push([])
      size = 0
    }
    shards.at(-1)?.push(...group)
    size += groupSize
  }
  return shards
}

/** The shortest start of `key` that is above `previous`. */
function separator(previous: string, key: string): string {
  let length = 1
  while (length < key.length && key.slice(0, length) <= previous) length++
  // Half of a surrogate pair would not survive as JSON in every program that reads it.
  return key.slice(0, length).isWellFormed() ? key.slice(0, length) : key.slice(0, length + 1)
}

/** Writes what results show of pages as packs. */
export async function writePacks(
  write: WriteHashed,
  pages: readonly SearchPage[],
): Promise<SearchIndex['packs']> {
  const counts: number[] = []
  let hashes = ''
  for (const records of splitPacks(pages.map((page) => encodeRecord(toRecord(page))))) {
    const number = counts.length
    const path = await write(`${PACK_NAME}${number}`, 'bin', encodePack(records))
    hashes += hashOf(PACK_NAME, number, path)
    counts.push(records.length)
  }
  return { counts, hashes }
}

function splitPacks(records: readonly Uint8Array[]): Uint8Array[][] {
  const packs: Uint8Array[][] = []
  let size = Infinity
  for (const record of records) {
    const pack = packs.at(-1)
    if (pack === undefined || size + record.length > PACK_BYTES || pack.length >= MAX_PACK_PAGES) {
      packs.push([record])
      size = record.length
    } else {
      pack.push(record)
      size += record.length
    }
  }
  return packs
}

function toRecord({ url, title, description, sections }: SearchPage): PageRecord {
  const texts = sections.map(({ pieces }) => pieces.map(({ text }) => text).join(' '))
  const limit = fairLimit(texts.map(({ length }) => length))
  return {
    url,
    title,
    description,
    sections: sections.map((section, index) => ({
      anchor: section.anchor,
      title: section.title,
      text: cut(texts[index] ?? '', limit),
    })),
  }
}

/** The length to cut every text to, so that together they keep the page's limit: short sections stay whole. */
function fairLimit(lengths: readonly number[]): number {
  let left = MAX_PAGE_TEXT
  const ascending = lengths.toSorted((a, b) => a - b)
  for (const [index, length] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - index))
    if (length > share) return share
    left -= length
  }
  return MAX_PAGE_TEXT
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = text.lastIndexOf(' ', limit)
  return text.slice(0, end > limit / 2 ? end : limit).toWellFormed()
}
