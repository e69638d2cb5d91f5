/** Shows a form again with linkedom: the whole page as a document, and as text again. */
import { parseHTML } from 'linkedom'

import { escapeHtml } from '../toolkit/core/html.ts'
import type { RenderPlan } from '../toolkit/forms/render-plan.ts'
import { editTree, type Tree } from './forms-tree.ts'

/** What is used of an element, since the types of a browser are not known here. */
interface DomElement {
  readonly localName: string
  textContent: string
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  insertAdjacentHTML(where: 'beforebegin' | 'afterend', html: string): void
}

interface DomDocument {
  querySelectorAll(selector: string): Iterable<DomElement>
  toString(): string
}

export function renderByLinkedom(html: string, plan: RenderPlan): string {
  const { document }: { document: DomDocument } = parseHTML(html)
  editTree(toTree([...document.querySelectorAll('*')]), plan)
  return document.toString()
}

function toTree(all: readonly DomElement[]): Tree<DomElement> {
  return {
    elements: all,
    tagOf: ({ localName }) => localName,
    get: (element, name) => element.getAttribute(name) ?? undefined,
    set(element, name, value) {
      if (value === undefined) element.removeAttribute(name)
      else element.setAttribute(name, value)
    },
    insert: (element, where, markup) =>
      element.insertAdjacentHTML(where === 'before' ? 'beforebegin' : 'afterend', markup),
    textOf: ({ textContent }) => textContent,
    setText(element, text) {
      // The text of a <textarea> or <title> is written as it is.
      element.textContent = escapeHtml(text)
    },
  }
}
