/** Shows a form again with parse5: the whole page as a tree, and as text again. */
import { defaultTreeAdapter, parse, parseFragment, serialize } from 'parse5'

import type { RenderPlan } from '../toolkit/forms/render-plan.ts'
import { elements, textContent, type Element } from '../toolkit/page/build-page.ts'
import { editTree, type Tree } from './forms-tree.ts'

export function renderByParse5(html: string, plan: RenderPlan): string {
  const document = parse(html)
  editTree(toTree(elements(document)), plan)
  return serialize(document)
}

function toTree(all: readonly Element[]): Tree<Element> {
  return {
    elements: all,
    tagOf: ({ tagName }) => tagName,
    get: ({ attrs }, name) => attrs.find((attribute) => attribute.name === name)?.value,
    set(element, name, value) {
      element.attrs = element.attrs.filter((attribute) => attribute.name !== name)
      if (value !== undefined) element.attrs.push({ name, value })
    },
    insert: insertMarkup,
    textOf: textContent,
    setText(element, text) {
      element.childNodes = []
      defaultTreeAdapter.insertText(element, text)
    },
  }
}

function insertMarkup(element: Element, where: 'before' | 'after', html: string): void {
  const { parentNode: parent } = element
  if (parent === null) return
  const behind = parent.childNodes[parent.childNodes.indexOf(element) + 1]
  const next = where === 'before' ? element : behind
  for (const node of parseFragment(html).childNodes) {
    if (next === undefined) defaultTreeAdapter.appendChild(parent, node)
    else defaultTreeAdapter.insertBefore(parent, node, next)
  }
}
