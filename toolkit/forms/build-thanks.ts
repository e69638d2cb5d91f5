/** Sees to it that a form has somewhere to thank: a page that the owner names, or a paragraph before the form. */
import { BuildError } from '../core/errors.ts'
import { escapeHtml } from '../core/html.ts'
import { decodePathPart } from '../core/http.ts'
import { attribute, lineOf, pagePath, type Element, type Page } from '../page/build-page.ts'
import type { Markup } from './build-markup.ts'
import { THANKS_ATTRIBUTE } from './fields.ts'
import { messagesOf } from './build-messages.ts'

const ORIGIN = 'https://page.invalid'

/**
 * Gives the path, with fragment, to which a submission leads, and edits the page where the thanks stand on it.
 * @throws {BuildError} when `data-thanks` leads to another site
 */
export function placeThanks(page: Page, form: Element, name: string, markup: Markup): string {
  const wanted = attribute(form, 'data-thanks')
  if (wanted !== undefined) return readThanks(page, form, wanted)
  const id = `${name}-thanks`
  const own = markup.elements.find((element) => attribute(element, 'id') === id)
  if (own === undefined) insertThanks(page, form, id)
  else markThanks(page, own)
  return `${page.path}#${id}`
}

function insertThanks(page: Page, form: Element, id: string): void {
  const { thanks } = messagesOf(page.language)
  page.edits.appendLeft(
    form.sourceCodeLocation?.startOffset ?? 0,
    `<p class="leanto-thanks" id="${id}" role="status" tabindex="-1" ${THANKS_ATTRIBUTE}>${escapeHtml(thanks)}</p>`,
  )
}

/** The owner's own element gets the attribute behind its tag name. */
function markThanks(page: Page, element: Element): void {
  const start = element.sourceCodeLocation?.startOffset ?? 0
  page.edits.appendLeft(start + 1 + element.tagName.length, ` ${THANKS_ATTRIBUTE}`)
}

function readThanks(page: Page, form: Element, wanted: string): string {
  const base = ORIGIN + page.path
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined
  if (url?.origin !== ORIGIN) {
    throw new BuildError(`expected data-thanks to name a page of this site, got "${wanted}"`, {
      file: page.file,
      line: lineOf(form),
    })
  }
  return toPagePath(url.pathname) + url.search + url.hash
}

/** The path of a page, also where a link names its file: `/danke.html` is `/danke`. */
function toPagePath(pathname: string): string {
  const file = pathname.slice(1).split('/')
  return pagePath(file.map((part) => decodePathPart(part) ?? part).join('/'))
}
