/** Sees to it that a form has somewhere to thank: a page that the owner names, or a paragraph before the form. */
import { BuildError } from '../core/errors.ts'
import { escapeHtml } from '../core/html.ts'
import { decodePathPart } from '../core/http.ts'
import { attribute, lineOf, pagePath, type Element, type Page } from '../page/build-page.ts'
import type { Markup } from './build-markup.ts'
import { findMessages } from './messages.ts'

const ORIGIN = 'https://page.invalid'

/**
 * Gives the path, with fragment, to which a submission leads, and edits the page where the thanks stand on it: they
 * show only while they are the target of the address.
 * @throws {BuildError} when `data-thanks` leads to another site
 */
export function placeThanks(page: Page, form: Element, name: string, markup: Markup): string {
  const wanted = attribute(form, 'data-thanks')
  if (wanted !== undefined) return readThanks(page, form, wanted)
  const id = `${name}-thanks`
  const style = `#${id}:not(:target){display:none}`
  page.edits.appendLeft(endOfHead(form, markup), `<style>${style}</style>`)
  page.addedStyles.push(style)
  if (!markup.elements.some((element) => attribute(element, 'id') === id)) {
    const { thanks } = findMessages(page.language)
    page.edits.appendLeft(
      form.sourceCodeLocation?.startOffset ?? 0,
      `<p class="leanto-thanks" id="${id}" role="status" tabindex="-1">${escapeHtml(thanks)}</p>`,
    )
  }
  return `${page.path}#${id}`
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

/** Where a style may be inserted: before `</head>`, or behind what the head has, or else before the form. */
function endOfHead(form: Element, { elements }: Markup): number {
  const head = elements.find(({ tagName }) => tagName === 'head')
  const end = head?.sourceCodeLocation?.endTag?.startOffset
  if (end !== undefined) return end
  const children = head?.childNodes.map((node) => node.sourceCodeLocation?.endOffset ?? 0) ?? []
  return Math.max(0, ...children) || (form.sourceCodeLocation?.startOffset ?? 0)
}
