/** What a person is told of submissions, in plain text. */
import { cut } from './summary.ts'
import type { Delivery, Notice } from './target.ts'

/** A message in three parts, so that whoever must shorten it keeps the first and the last. */
export interface NoticeText {
  /** One line. */
  readonly title: string
  readonly body: string
  /** Where the inbox shows it. */
  readonly link: string
}

// In a digest a long value says only how it begins.
const MAX_DIGEST_VALUE = 500
const MAX_BYTES_SHOWN = 1024

/** Puts a delivery into words. A visitor's text stands indented or behind its name, so that it cannot pass for ours. */
export function toNoticeText({ notices }: Pick<Delivery, 'notices'>): NoticeText {
  const [first, ...others] = notices
  if (others.length === 0) {
    return {
      title: `${first.form}: new submission`,
      body: describe(first, Infinity),
      link: first.url,
    }
  }
  const parts = notices.map(
    (notice) => `${notice.form}\n${describe(notice, MAX_DIGEST_VALUE)}\n${notice.url}`,
  )
  return {
    title: `${notices.length} new submissions`,
    body: parts.join('\n\n---\n\n'),
    // The inbox itself.
    link: first.url.slice(0, first.url.lastIndexOf('/')),
  }
}

/**
 * As much of `text` as is at most `length` UTF-16 units long once it is escaped, and `…` where something is left out.
 * @param escape - what the receiver needs escaped, of one character
 */
export function fit(text: string, length: number, escape?: (character: string) => string): string {
  if (length < 1) return ''
  if (escape === undefined) return text.length <= length ? text : `${cut(text, length - 1)}…`
  const parts: string[] = []
  let size = 0
  for (const character of text) {
    const part = escape(character)
    size += part.length
    parts.push(part)
    if (size > length) break
  }
  if (size <= length) return parts.join('')
  while (size > length - 1) size -= parts.pop()?.length ?? size
  return `${parts.join('')}…`
}

function describe(notice: Notice, maxLength: number): string {
  const fields = notice.fields.flatMap(([name, values]) =>
    values.filter((value) => value.trim() !== '').map((value) => toField(name, value, maxLength)),
  )
  const files = notice.files.map(({ name, type, size }) =>
    toLine(`File: ${name} (${type === '' ? 'unknown type' : type}, ${toSize(size)})`),
  )
  const time = notice.receivedAt.toISOString().slice(0, 16).replace('T', ' ')
  return [...fields, '', ...files, `Page: ${notice.page}`, `Received: ${time} UTC`].join('\n')
}

function toField(name: string, value: string, maxLength: number): string {
  const text = fit(toPlain(value).trim(), Math.min(maxLength, value.length))
  const label = toLine(name)
  return text.includes('\n') ? `${label}:\n  ${text.replaceAll('\n', '\n  ')}` : `${label}: ${text}`
}

function toSize(bytes: number): string {
  if (bytes < MAX_BYTES_SHOWN) return `${bytes} B`
  const isSmall = bytes < MAX_BYTES_SHOWN ** 2
  return isSmall
    ? `${(bytes / MAX_BYTES_SHOWN).toFixed(1)} KiB`
    : `${(bytes / MAX_BYTES_SHOWN ** 2).toFixed(1)} MiB`
}

function toLine(text: string): string {
  return toPlain(text).replaceAll(/\s+/g, ' ').trim()
}

/** Without what a reader cannot see, and what turns the direction of the text behind it; line ends are `\n`. */
function toPlain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
}
