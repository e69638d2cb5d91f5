/**
 * What pages say of the search index and of scripts before they are written, and how that is made true afterwards. A page is saved as
 * soon as it is read, so that no build holds all pages; the names of the index come last. What is inserted has the
 * length that the final text most likely has: then only those bytes are written again.
 */
import { readFileSync, writeFileSync } from 'node:fs'

import { COMPILED } from '../page/build-output.ts'
import { statedLanguage, type Page } from '../page/build-page.ts'
import { linkSearchIndex } from '../search/build.ts'
import { writeAt } from './build-insertion.ts'

/** Stands for the path of the script of the search. */
export const SCRIPT_PATH: string = `${COMPILED}search/search.00000000.js`

/** Stands for the path of the script of the lookups. */
export const LOOKUPS_PATH: string = `${COMPILED}lookups/lookup.00000000.js`

const HASH = '0000000000'

/** Something that a saved page says provisionally. */
export interface Provisional {
  /** The language that the page states, or `''`, where the page links an index. */
  readonly language: string | undefined
  /** Whether it loads the script of the lookups. */
  readonly hasLookups: boolean
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
  readonly lookups: string
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
  // Names come in the order in which they are inserted, before anything that the author wrote after the link.
  const script = link === null ? -1 : text.indexOf(SCRIPT_PATH, link.index)
  const lookups = text.indexOf(`<script type="module" src="${LOOKUPS_PATH}">`)
  const spans = [
    ...(link === null ? [] : [[link.index, link[0].length]]),
    ...(script < 0 ? [] : [[script, SCRIPT_PATH.length]]),
    ...(lookups < 0 ? [] : [[lookups, `<script type="module" src="${LOOKUPS_PATH}`.length]]),
  ]
  if (spans.length === 0) return undefined
  const from = Math.min(...spans.map(([at = 0]) => at))
  const end = Math.max(...spans.map(([at = 0, length = 0]) => at + length))
  return {
    language: link?.[1],
    hasLookups: lookups >= 0,
    start: start + Buffer.byteLength(text.slice(0, from)),
    text: text.slice(from, end),
  }
}

/** Makes true what a saved page says. */
export function settle(file: string, { language, start, text }: Provisional, to: Settled): void {
  const before = Buffer.from(text)
  const after = Buffer.from(
    text
      .replace(LINK, () => to.link(language ?? ''))
      .replace(SCRIPT_PATH, () => to.script)
      .replace(LOOKUPS_PATH, () => to.lookups),
  )
  if (after.length !== before.length) {
    const bytes = readFileSync(file)
    const rest = bytes.subarray(start + before.length)
    writeFileSync(file, Buffer.concat([bytes.subarray(0, start), after, rest]))
    return
  }
  writeAt(file, after, start)
}
