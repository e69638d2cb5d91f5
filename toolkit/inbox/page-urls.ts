/** The addresses that the pages of the inbox link to. */
import { isEmail } from '../forms/addresses.ts'
import type { Selection } from './views.ts'

/** The inbox itself. */
export const HOME = '/inbox'

// It only makes a path complete.
const ORIGIN = 'https://inbox.invalid'

/**
 * A list.
 * @param after - the cursor of one of its later pages
 */
export function listUrl(selection: Selection, after?: string): string {
  return withQuery(HOME, listParams(selection, after))
}

/** A submission, as it was reached from a list: it leads back there. */
export function submissionUrl(id: string, selection?: Selection, after?: string): string {
  const path = `${HOME}/${encodeURIComponent(id)}`
  return selection === undefined ? path : withQuery(path, listParams(selection, after))
}

/** All that a list holds, as a file. */
export function exportUrl(format: 'csv' | 'json' | 'ndjson', selection: Selection): string {
  return withQuery(`${HOME}/export.${format}`, listParams(selection, undefined))
}

/** A path with parameters; without its question mark where there are none. */
export function withQuery(path: string, params: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(params).toString()
  return query === '' ? path : `${path}?${query}`
}

/** Writes an e-mail with a subject (RFC 6068); `undefined` for what is no plain address. */
export function mailUrl(address: string, subject?: string): string | undefined {
  if (!isEmail(address)) return undefined
  const to = encodeURIComponent(address).replace('%40', '@')
  return subject === undefined
    ? `mailto:${to}`
    : `mailto:${to}?subject=${encodeURIComponent(subject)}`
}

/** What a visitor typed as an address of the web; `undefined` for anything else, such as one that could run script. */
export function webUrl(text: string): string | undefined {
  return /^https?:\/\/[^\s\p{C}]+$/iu.test(text) && URL.canParse(text) ? text : undefined
}

/** A page of the site, by its path or by its address; `undefined` for what could lead elsewhere. */
export function pageUrl(page: string): string | undefined {
  if (!/^\/(?![/\\])/.test(page) || !URL.canParse(page, ORIGIN)) return undefined
  const url = new URL(page, ORIGIN)
  return url.origin === ORIGIN ? url.pathname + url.search + url.hash : undefined
}

function listParams(
  { form, folder, query }: Selection,
  after: string | undefined,
): Readonly<Record<string, string>> {
  return {
    ...(form === undefined ? {} : { form }),
    ...(folder === 'inbox' ? {} : { folder }),
    ...(query === undefined ? {} : { q: query }),
    ...(after === undefined ? {} : { after }),
  }
}
