/** Finds what a form may send although the build cannot see it, and what the owner believes to be checked but is not. */
import { parseFragment } from 'parse5'

import { attribute, elements, textContent, type Element } from '../page/build-page.ts'
import { has } from './build-attributes.ts'
import { ancestors, isControl, type Markup } from './build-markup.ts'
import type { Control } from './format.ts'

type Warn = (element: Element, message: string) => void

/** Controls that may send anything under their names: custom elements, and what only visitors without scripts have. */
export function findUnseen(form: Element, markup: Markup, warn: Warn): Control[] {
  const names = markup.elements.flatMap((element) => {
    if (element.tagName === 'noscript' && isWithin(element, form))
      return readNoscript(element, warn)
    if (!isCustom(element) || !isOwned(element, form)) return []
    warn(element, `what <${element.tagName}> sends is kept, but not checked`)
    return [attribute(element, 'name') ?? '']
  })
  return [...new Set(names)].map((name) => ({ type: 'custom', name }))
}

/** With scripting, the parser takes what stands in `<noscript>` for text. */
function readNoscript(noscript: Element, warn: Warn): string[] {
  const names = elements(parseFragment(textContent(noscript)))
    .filter(isControl)
    .flatMap((element) => attribute(element, 'name') || [])
  if (names.length > 0) warn(noscript, 'controls in <noscript> are kept, but not checked')
  return names
}

/** HTML, "form-associated custom element": only its script knows whether it is one. */
function isCustom(element: Element): boolean {
  return element.tagName.includes('-') && (attribute(element, 'name') ?? '') !== ''
}

function isOwned(element: Element, form: Element): boolean {
  const id = attribute(element, 'form')
  return id === undefined ? isWithin(element, form) : id !== '' && id === attribute(form, 'id')
}

function isWithin(element: Element, form: Element): boolean {
  const place = element.sourceCodeLocation
  const around = form.sourceCodeLocation
  if (!place || !around) return false
  return place.startOffset >= around.startOffset && place.endOffset <= around.endOffset
}

/** Warns of what is written on a form's page, and that no server can hold a submission to. */
export function warnOfUnenforceable(
  form: Element,
  owned: readonly Element[],
  markup: Markup,
  warn: Warn,
): void {
  const ids = Map.groupBy(markup.elements, (element) => attribute(element, 'id'))
  for (const element of owned) {
    const id = attribute(element, 'id')
    if (id !== undefined && (ids.get(id)?.length ?? 0) > 1) {
      warn(element, `the id "${id}" is there more than once, so labels and messages may miss`)
    }
  }
  for (const element of markup.elements) {
    const target = isControl(element) ? attribute(element, 'form') : undefined
    const isHere = [...ancestors(element)].includes(form)
    if (target === undefined || !isHere || markup.ownerOf(element) !== undefined) continue
    warn(element, `form="${target}" names no form of the page, so the control is never sent`)
  }
  for (const element of markup.elements.filter((other) => isOwned(other, form))) {
    if (element.tagName === 'object' && has(element, 'name')) {
      warn(element, 'an <object> sends nothing')
    }
  }
}
