/** Sees to it that the Worker can read a page that it fills: its parser streams, and cannot look back. */
import { BuildError } from '../core/errors.ts'
import { elements, lineOf, type Page } from './build-page.ts'

// Browsers have disagreed on whether these end, or are ignored, inside a select, so HTMLRewriter gives up on them.
const UNCLEAR_IN_SELECT = /<(iframe|noembed|noframes|noscript|plaintext|style|title|xmp)[\s/>]/i

/** @throws {BuildError} for markup on which HTMLRewriter breaks off */
export function assertStreamable(page: Page): void {
  for (const element of elements(page.document)) {
    const place = element.sourceCodeLocation
    if (element.tagName !== 'select' || !place) continue
    const [, tag] =
      UNCLEAR_IN_SELECT.exec(page.source.slice(place.startOffset, place.endOffset)) ?? []
    if (tag === undefined) continue
    throw new BuildError(
      `expected no <${tag}> inside a <select>, on a page that the Worker fills: its parser cannot tell where that ends`,
      { file: page.file, line: lineOf(element) },
    )
  }
}
