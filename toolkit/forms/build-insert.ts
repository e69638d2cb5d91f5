/** Inserts into a form what the server needs beside the owner's fields: which form it is, and a trap for programs. */
import { escapeHtml } from '../core/html.ts'
import type { Element, Page } from '../page/build-page.ts'
import { TRAP_CLASS } from './build-style.ts'
import { FORM_FIELD, OWN_FIELD_ATTRIBUTE, TRAP_NAMES } from './fields.ts'
import type { FormContract } from './format.ts'
import { messagesOf } from './build-messages.ts'

// Elements that never have an end tag.
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'wbr'])

/** Edits the form, and gives the name of the trap. */
export function insertFields(
  page: Page,
  form: Element,
  { name, revision, controls }: Pick<FormContract, 'name' | 'revision' | 'controls'>,
): string {
  const { trap, unavailable } = messagesOf(page.language)
  const taken = new Set(controls.map((control) => control.name))
  const free = TRAP_NAMES.find((candidate) => !taken.has(candidate)) ?? `${TRAP_NAMES[0]}_2`
  const label = escapeHtml(trap)
  const html =
    `<input type="hidden" name="${FORM_FIELD}" value="${name}@${revision}@${free}" ${OWN_FIELD_ATTRIBUTE} data-unavailable="${escapeHtml(unavailable)}">` +
    `<div class="${TRAP_CLASS}" aria-hidden="true">${label} <input name="${free}" aria-label="${label}" autocomplete="off" tabindex="-1" ${OWN_FIELD_ATTRIBUTE}></div>`
  page.edits.appendLeft(insertionPoint(form), html)
  return free
}

/** At the form's end, where no rule for its first child notices; at its start where something is left open inside. */
function insertionPoint(form: Element): number {
  const { startTag, endTag, endOffset = 0 } = form.sourceCodeLocation ?? {}
  return endTag !== undefined && isClosed(form)
    ? endTag.startOffset
    : (startTag?.endOffset ?? endOffset)
}

/** Whether the last element within, and the last within that, has its end tag. */
function isClosed(element: Element): boolean {
  const last = element.childNodes.findLast((node) => 'tagName' in node)
  if (last === undefined || VOID.has(last.tagName)) return true
  return last.sourceCodeLocation?.endTag !== undefined && isClosed(last)
}
