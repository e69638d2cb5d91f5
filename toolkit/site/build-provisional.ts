/**
 * What pages say of the search index before it is written, and how that is made true afterwards. A page is saved as
 * soon as it is read, so that no build holds all pages; the names of the index come last. What is inserted has the
 * length that the final text most likely has: then only those bytes are written again.
 */
import { readFileSync, writeFileSync } from 'node:fs'

import { COMPILED } from '../page/build-output.ts'
import { statedLanguage, type Page } from '../page/build-page.ts'
import { linkSearchIndex } from '../search/build.ts'
import { writeAt } from './build-insertion.ts'

/** Stands for the path of the script of the elements. */
export const SCRIPT_PATH: string = `${COMPILED}search/search.00000000.js`

const HASH = '0000000000'

/** Something that a saved page says provisionally. */
export interface Provisional {
  /** The language that the page states, or `''`. */
  readonly language: string
  /** Where it starts in the saved file, in bytes. */
  readonly start: number
  /** From the first provisional name to the last. */
  readonly text: string
}

/** The final texts. */
export interface Settled {
  /** The link to the index of a language. */
  link(language: string): string
  readonly script: string
}

/** Links the index of the page's language, by a name that stands for that of its root. */
export function insertLink(page: Page): void {
  const language = statedLanguage(page)
  linkSearchIndex(page, `${COMPILED}search/${language.toLowerCase()}/root.${HASH}.json`, language)
}

const LINK = RegExp(
  `<link rel="leanto-search" href="${COMPILED}search/[^"]*/root\\.${HASH}\\.json" hreflang="([^"]*)">`,
)

/**
 * Finds what a text that is written to a file at byte `start` says provisionally.
 * @returns `undefined` where it says nothing so
 */
export function findProvisional(text: string, start: number): Provisional | undefined {
  const link = LINK.exec(text)
  if (link === null) return undefined
  const script = text.indexOf(SCRIPT_PATH, link.index)
  const end = Math.max(link.index + link[0].length, script < 0 ? 0 : script + SCRIPT_PATH.length)
  return {
    language: link[1] ?? '',
    start: start + Buffer.byteLength(text.slice(0, link.index)),
    text: text.slice(link.index, end),
  }
}

/** Makes true what a saved page says. */
export function settle(file: string, { language, start, text }: Provisional, to: Settled): void {
  const before = Buffer.from(text)
  const after = Buffer.from(
    text.replace(LINK, () => to.link(language)).replace(SCRIPT_PATH, () => to.script),
  )
  if (after.length !== before.length) {
    const bytes = readFileSync(file)
    const rest = bytes.subarray(start + before.length)
    writeFileSync(file, Buffer.concat([bytes.subarray(0, start), after, rest]))
    return
  }
  writeAt(file, after, start)
}
