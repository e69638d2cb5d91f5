/** What results show of the pages of an index, coded by a table of what is frequent in them. */
import { buildCodes } from './build-codes.ts'
import type { SearchPage } from './build-extract.ts'
import { encodeRecord, type PageRecord } from './pack.ts'

/** How much text a page may show in excerpts. All of it is searched. */
const MAX_PAGE_TEXT = 8192

/** So much of a site's text is looked at for the table. */
const SAMPLE_LENGTH = 1_000_000

export interface Records {
  /** The table's file; undefined where it would save less than it costs. */
  readonly codes: Uint8Array | undefined
  /** By page. */
  readonly records: readonly Uint8Array[]
}

/** Codes the records of a site's pages. */
export interface RecordCoder {
  readonly codes: Uint8Array | undefined
  readonly encode: (record: PageRecord) => Uint8Array
}

/** @param sample - that `sampleTexts` took */
export function createRecordCoder(sample: readonly string[]): RecordCoder {
  const { bytes, encode } = buildCodes(sample)
  return { codes: bytes, encode: (record) => encodeRecord(record, encode) }
}

/** Texts of pages that tell what is frequent in all. */
export function sampleTexts(pages: readonly SearchPage[]): string[] {
  const lengths = pages.map(({ sections }) =>
    sections.reduce(
      (sum, { pieces }) => pieces.reduce((own, { text }) => own + text.length, sum),
      0,
    ),
  )
  const total = lengths.reduce((sum, length) => sum + Math.min(length, MAX_PAGE_TEXT), 0)
  const step = Math.max(1, total / SAMPLE_LENGTH)
  return pages
    .filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
    .flatMap((page) => textsOf(toRecord(page)))
}

/** All that is coded. */
function textsOf({ url, title, description, image, meta, sections }: PageRecord): string[] {
  const page = [url, title, description, image?.src ?? '', image?.alt ?? '']
  return [
    ...page,
    ...Object.entries(meta).flat(),
    ...sections.flatMap((section) => [section.anchor, section.title, section.text]),
  ].filter((text) => text !== '')
}

/** What results show of a page. */
export function toRecord({
  url,
  title,
  description,
  image,
  meta,
  sections,
}: SearchPage): PageRecord {
  const texts = sections.map(({ pieces }) => pieces.map(({ text }) => text).join(' '))
  const limit = fairLimit(texts.map(({ length }) => length))
  return {
    url,
    title,
    description,
    ...(image === undefined ? {} : { image }),
    meta,
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
