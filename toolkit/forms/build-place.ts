/** Reads where a control stands on a page, and what the page calls it. */
import { attribute, textContent, type Element, type Node } from '../page/build-page.ts'
import { collapse, firstLegend } from './build-attributes.ts'
import { ancestors, type Markup } from './build-markup.ts'
import { findOptions } from './build-select.ts'
import { FLAGS, type Control, type ControlPlace, type Flag } from './format.ts'

/** A control of a form, as element and as read. */
export interface ReadControl {
  readonly element: Element
  readonly control: Control
}

type Draft = { -readonly [Key in keyof ControlPlace]: ControlPlace[Key] }

// Their text is no part of what a label says.
const NOT_LABEL_TEXT = new Set(['button', 'script', 'select', 'style', 'textarea', 'template'])

/** Reads the places of a form's controls. */
export function readPlaces(
  form: string,
  controls: readonly ReadControl[],
  markup: Markup,
): ControlPlace[] {
  const ids = new Set(markup.elements.map((element) => attribute(element, 'id')))
  return controls.map((read, index) => {
    const own = attribute(read.element, 'id') ?? ''
    const id = own === '' ? freeId(`${form}-field-${index + 1}`, ids) : own
    return readPlace(read, id, controls, markup)
  })
}

/** All that a page says of a control: the whole text of its label, or what else it is called. */
export function readWords(element: Element, control: Control, markup: Markup): string {
  const label = findLabel(element, markup)
  return (label && collapse(ownText(label))) || readOtherName(element, control, markup)
}

function freeId(wanted: string, ids: Set<string | undefined>): string {
  let id = wanted
  while (ids.has(id)) id += '-'
  ids.add(id)
  return id
}

function readPlace(
  { element, control }: ReadControl,
  id: string,
  controls: readonly ReadControl[],
  markup: Markup,
): ControlPlace {
  const group = findGroup(element, control, controls)
  const label = findLabel(element, markup)
  const draft: Draft = {
    at: markup.rankOf('control', element),
    id,
    label:
      (group && labelText(group.legend)) ||
      (label && labelText(label)) ||
      readOtherName(element, control, markup),
  }
  if (label !== undefined && hasEndTag(label) && isAround(label, element, control)) {
    draft.after = markup.rankOf('label', label)
  }
  if (group !== undefined && hasEndTag(group.legend)) {
    draft.fieldset = markup.rankOf('fieldset', group.fieldset)
    draft.legend = markup.rankOf('legend', group.legend)
  }
  const option = findOptions(element)[0]
  if (option !== undefined) draft.options = markup.rankOf('option', option)
  const title = attribute(element, 'title')
  if (title !== undefined && title !== '') draft.title = title
  const messages = readMessages(element)
  if (Object.keys(messages).length > 0) draft.messages = messages
  return draft
}

/** The fieldset that a group of buttons of one name has to itself, with its legend. */
function findGroup(
  element: Element,
  { type, name }: Control,
  controls: readonly ReadControl[],
): { readonly fieldset: Element; readonly legend: Element } | undefined {
  const isGroup =
    type === 'radio' ||
    (type === 'checkbox' && controls.filter(({ control }) => control.name === name).length > 1)
  const fieldset = [...ancestors(element)].find(({ tagName }) => tagName === 'fieldset')
  const legend = fieldset && firstLegend(fieldset)
  if (!isGroup || fieldset === undefined || legend === undefined) return undefined
  const isShared = controls.some(
    (other) => other.control.name !== name && [...ancestors(other.element)].includes(fieldset),
  )
  return isShared ? undefined : { fieldset, legend }
}

/** HTML, "labeled control": by `for`, or else by what is inside. */
function findLabel(element: Element, { elements }: Markup): Element | undefined {
  const id = attribute(element, 'id')
  const around = [...ancestors(element)].find(({ tagName }) => tagName === 'label')
  return elements.find((candidate) => {
    if (candidate.tagName !== 'label') return false
    const target = attribute(candidate, 'for')
    return target === undefined ? candidate === around : id !== undefined && target === id
  })
}

/** Whether a message must not come before the end of the label: within it, or between a box and its text. */
function isAround(label: Element, element: Element, { type }: Control): boolean {
  if ([...ancestors(element)].includes(label)) return true
  const isBehind =
    (label.sourceCodeLocation?.startOffset ?? 0) > (element.sourceCodeLocation?.startOffset ?? 0)
  return isBehind && (type === 'checkbox' || type === 'radio')
}

/** What a control without a label is called. */
function readOtherName(element: Element, { name }: Control, { elements }: Markup): string {
  const named = (attribute(element, 'aria-labelledby') ?? '')
    .split(/\s+/)
    .flatMap(
      (part) => elements.find((other) => part !== '' && attribute(other, 'id') === part) ?? [],
    )
  return (
    collapse(attribute(element, 'aria-label') ?? '') ||
    named.map(labelText).join(' ') ||
    collapse(attribute(element, 'placeholder') ?? '') ||
    name
  )
}

/** What a label says, without the colon or the star at its end. */
function labelText(label: Element): string {
  return collapse(ownText(label)).replace(/[\s:*：]{1,5}$/, '')
}

function ownText(node: Node): string {
  if ('tagName' in node && NOT_LABEL_TEXT.has(node.tagName)) return ''
  if (!('childNodes' in node)) return textContent(node)
  return node.childNodes.map(ownText).join('')
}

function readMessages(element: Element): Partial<Record<Flag, string>> {
  const messages: Partial<Record<Flag, string>> = {}
  for (const flag of FLAGS) {
    const name = `data-error-${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    const message = attribute(element, name)
    if (message !== undefined && message !== '') messages[flag] = message
  }
  return messages
}

function hasEndTag(element: Element): boolean {
  return element.sourceCodeLocation?.endTag !== undefined
}
