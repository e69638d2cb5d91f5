/** The markup that the Worker adds to a form's page: the summary, and the message at a control. */
import { escapeHtml } from '../core/html.ts'

/** A line of the summary; a link where it is about a control. */
export interface SummaryItem {
  readonly id: string
  readonly text: string
}

/** What is said at a control. */
interface Remark {
  readonly kind: 'error' | 'note'
  readonly text: string
}

/** The id of what is said at a control. */
export function toRemarkId(controlId: string, { kind }: Pick<Remark, 'kind'>): string {
  return `${controlId}-${kind}`
}

/** What the summary says of a control: its label and what is wrong. A label may bring its own punctuation. */
export function toSummaryText(label: string, message: string): string {
  return /\p{Terminal_Punctuation}$/u.test(label) ? `${label} ${message}` : `${label}: ${message}`
}

/**
 * The summary before the form, which takes the focus.
 * @param address - of the page as it is shown, where a `<base>` takes `#id` for a link to another page; else ''
 */
export function toSummaryHtml(
  form: string,
  heading: string,
  items: readonly SummaryItem[],
  address: string,
): string {
  const page = escapeHtml(address)
  const links = items.map(
    ({ id, text }) => `<li><a href="${page}#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`,
  )
  const list = links.length === 0 ? '' : `<ul>${links.join('')}</ul>`
  return `<div class="leanto-errors" id="${form}-errors" role="alert" tabindex="-1" autofocus><p class="leanto-errors-title">${escapeHtml(heading)}</p>${list}</div>`
}

/** What is said at one control. */
export function toRemarkHtml(controlId: string, remark: Remark): string {
  const id = escapeHtml(toRemarkId(controlId, remark))
  return `<p class="leanto-${remark.kind}" id="${id}">${escapeHtml(remark.text)}</p>`
}
