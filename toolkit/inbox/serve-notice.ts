/** Makes what is told of a submission from what is stored of it. */
import type { Site } from '../site/format.ts'
import type { ClaimedRow } from './serve-claim.ts'
import { summarize } from './summary.ts'
import type { Notice, NoticeFile } from './target.ts'

/** Addresses start with the site's own, as it is configured: that of a request is the sender's choice. */
export function toNotice(row: ClaimedRow, { url = '' }: Pick<Site, 'url'>): Notice {
  const origin = url.replace(/\/$/, '')
  const fields = parseEntries(row.entries)
  return {
    id: row.submission,
    form: row.form,
    page: origin + row.page,
    url: `${origin}/inbox/${row.submission}`,
    receivedAt: new Date(row.received_at),
    language: row.language,
    fields,
    files: parseFiles(row.files),
    replyTo: summarize(fields).replyTo,
  }
}

function parseEntries(json: string): Notice['fields'] {
  return toRows(json).map(([name, values]) => [
    String(name),
    Array.isArray(values) ? values.map(String) : [],
  ])
}

function parseFiles(json: string): readonly NoticeFile[] {
  return toRows(json).map(([field, name, type, size]) => ({
    field: String(field),
    name: String(name),
    type: String(type),
    size: Number(size),
  }))
}

function toRows(json: string): readonly (readonly unknown[])[] {
  const list: unknown = JSON.parse(json)
  return Array.isArray(list) ? list.filter((row) => Array.isArray(row)) : []
}
