/** The styles that every form needs, as one static file. */
import { escapeHtml } from '../core/html.ts'
import type { Element, Page } from '../page/build-page.ts'
import { hashedPath, type Output } from '../page/build-output.ts'
import type { Markup } from './build-markup.ts'
import { THANKS_ATTRIBUTE } from './fields.ts'

/** On what only programs see. `display: none` would tell them. */
export const TRAP_CLASS = 'leanto-trap'

const CSS = `[${THANKS_ATTRIBUTE}]:not(:target){display:none}
.${TRAP_CLASS}{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`

const NAME = 'forms'

/**
 * Links the file into the head of a form's page. It is no inline style: where a script swaps pages, the policy of the
 * first stays, and stops the inline styles of all others.
 */
export function linkStyle(page: Page, form: Element, markup: Markup): void {
  const link = `<link rel="stylesheet" href="${escapeHtml(hashedPath(NAME, 'css', CSS))}">`
  page.edits.appendLeft(endOfHead(form, markup), link)
}

/** Writes the file. */
export async function writeStyle(output: Output): Promise<void> {
  await output.writeHashed(NAME, 'css', CSS)
}

/** Where a link may be inserted: before `</head>`, or behind what the head has, or else before the form. */
function endOfHead(form: Element, { elements }: Markup): number {
  const head = elements.find(({ tagName }) => tagName === 'head')
  const end = head?.sourceCodeLocation?.endTag?.startOffset
  if (end !== undefined) return end
  const children = head?.childNodes.map((node) => node.sourceCodeLocation?.endOffset ?? 0) ?? []
  return Math.max(0, ...children) || (form.sourceCodeLocation?.startOffset ?? 0)
}
