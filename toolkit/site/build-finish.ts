/** Finishes a page that needs nothing but itself: its policy, and what the search has to know of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { BuildError, formatPlace, type Place } from '../core/errors.ts'
import { insertPolicy, type Blocked, type PolicySources } from '../page/build-csp.ts'
import { headOffset, parsePage, type Page } from '../page/build-page.ts'
import { insertLookupScript } from '../lookups/build-assets.ts'
import { insertSearchScript } from '../search/build-assets.ts'
import { extractPage, type SearchPage } from '../search/build-extract.ts'
import { FALLBACK_LANGUAGE } from '../search/build-site.ts'
import { cutPage } from '../search/build-words.ts'
import { formatEntry, keyOf } from './build-cache.ts'
import { findInsertion, writeInsertion, type Insertion } from './build-insertion.ts'
import { insertLink, LOOKUPS_PATH, SCRIPT_PATH } from './build-provisional.ts'
import { readRegular } from './build-regular.ts'

/** What holds for all pages. Plain JSON. */
export interface FinishOptions {
  /** The output folder, as an absolute file path. */
  readonly folder: string
  readonly policy: PolicySources
}

/** What came of a page. Plain JSON. */
export interface FinishedPage {
  /** Whether it may hold a form or a region: then nothing was done, and the page goes the whole way. */
  readonly isWhole?: boolean
  readonly insertion?: Insertion | undefined
  readonly search?: SearchPage | undefined
  readonly blocked?: readonly Blocked[]
}

/** A finished page as it is kept and sent between threads, or what is wrong with it. */
export type Outcome =
  | { readonly entry: string }
  | { readonly error: { readonly message: string; readonly place: Place | undefined } }

/** What a thread is told at its start. Plain JSON. */
export interface WorkerOptions extends FinishOptions {
  /** Whether it is the one that takes large pages, too: it has the memory, and is alone. */
  readonly isLarge?: boolean
}

/** The answer of a thread that does not take a page. */
export const LARGE = 'large'
export type Answer = Outcome | typeof LARGE

/** Reads a page, finishes it, and saves it with its edits. */
export function finishFile(file: string, options: FinishOptions): Outcome {
  const path = join(options.folder, file)
  try {
    const bytes = readFileSync(path)
    const page = finishPage(file, decodeHtml(file, bytes), options)
    if (page.insertion !== undefined) writeInsertion(path, bytes, page.insertion)
    return { entry: formatEntry(keyOf(file, bytes), JSON.stringify(page)) }
  } catch (error) {
    if (error instanceof BuildError) return { error: toPlain(error) }
    if (error instanceof RangeError) return { error: toPlain(nestedTooDeep(file, error)) }
    throw error
  }
}

/** Edits a page where it needs it, and takes out what the search needs. */
export function finishPage(file: string, text: string, options: FinishOptions): FinishedPage {
  if (mayNeedWhole(text)) return { isWhole: true }
  const page = parsePage(file, text, readRegular)
  const search = withWords(extractPage(page))
  insertProvisional(page)
  const blocked = insertPolicy(page, options.policy)
  const at = text.length - page.source.length + headOffset(page)
  return { insertion: findInsertion(text, page.edits.toString(), at), search, blocked }
}

/** Cuts a page into words while other threads do the same. */
function withWords(page: SearchPage | undefined): SearchPage | undefined {
  if (page === undefined) return undefined
  return { ...page, words: cutPage(page, page.language.toLowerCase() || FALLBACK_LANGUAGE) }
}

/** Edits a page that uses an element or shows a lookup; what is inserted is made true once all pages are read. */
export function insertProvisional(page: Page): void {
  if (/<leanto-lookup[\s/>]|data-leanto\s*=\s*["']?lookup:/i.test(page.source))
    insertLookupScript(page, LOOKUPS_PATH)
  if (!/<leanto-search[\s/>]/i.test(page.source)) return
  insertLink(page)
  insertSearchScript(page, SCRIPT_PATH)
}

/** Whether a text may be a page with a region, or with a form that is sent to `/forms/<name>`. */
function mayNeedWhole(text: string): boolean {
  if (/data-leanto(?![\w-])/i.test(text)) return true
  return /<form[\s/>]/i.test(text) && /forms(?:\/|&|%2f)/i.test(text)
}

// A byte order mark stays: it is the author's.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Decodes a page.
 * @throws {BuildError} for bytes of another encoding: they would come out as other characters, and be saved so
 */
export function decodeHtml(file: string, bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new BuildError('expected UTF-8, got bytes of another encoding', { file }, { cause })
  }
}

/** The stack of calls overflows where markup nests without end. */
export function nestedTooDeep(file: string, cause: RangeError): BuildError {
  return new BuildError(
    `expected elements that nest less deep, got more than can be read (${cause.message})`,
    { file },
    { cause },
  )
}

/** An error without its place in the message, as the constructor takes it. */
function toPlain({ message, place }: BuildError): { message: string; place: Place | undefined } {
  return { message: place ? message.slice(`${formatPlace(place)}: `.length) : message, place }
}
