/** Finds the fragment that leads to a heading, in the ways that generators mark one. */
import { attribute, elements, textContent, type Element, type Node } from '../page/build-page.ts'

const MAX_ANCHOR_LENGTH = 200

/** What holds the page as a whole is opened by its first heading, and leads to its top. */
const BOUNDS = new Set(['main', 'body', 'html'])

/**
 * The fragment to link to: the heading's own `id`; that of an element within it, or the `name` of an old anchor; that
 * of an empty anchor before it; or that of a block that it opens, as Sphinx and DocBook write. `undefined` where there
 * is none.
 */
export function readAnchor(heading: Element): string | undefined {
  const inside = elements(heading).map(anchorOf).find(isUsable)
  return inside ?? anchorBefore(heading) ?? anchorAround(heading)
}

function anchorOf(element: Element): string | undefined {
  return (
    attribute(element, 'id') || (element.tagName === 'a' ? attribute(element, 'name') : undefined)
  )
}

function isUsable(anchor: string | undefined): anchor is string {
  return anchor !== undefined && anchor !== '' && anchor.length <= MAX_ANCHOR_LENGTH
}

/** `<a id="use"></a><h2>Use</h2>` */
function anchorBefore(heading: Element): string | undefined {
  const before = siblingsBefore(heading)
  const since = before.slice(before.findLastIndex(says) + 1).filter(isElement)
  return since
    .filter(({ tagName }) => tagName === 'a')
    .map(anchorOf)
    .findLast(isUsable)
}

/** `<section id="use"><div><h2>Use</h2>`: the nearest block with an `id` in which nothing is said before the heading. */
function anchorAround(heading: Element): string | undefined {
  let opened: Element = heading
  while (!siblingsBefore(opened).some(says)) {
    const parent = opened.parentNode
    if (parent === null || !('tagName' in parent) || BOUNDS.has(parent.tagName)) return undefined
    const id = attribute(parent, 'id')
    if (isUsable(id)) return id
    opened = parent
  }
  return undefined
}

function siblingsBefore(element: Element): Node[] {
  const siblings: readonly Node[] = element.parentNode?.childNodes ?? []
  return siblings.slice(0, siblings.indexOf(element))
}

function says(node: Node): boolean {
  return textContent(node).trim() !== ''
}

function isElement(node: Node): node is Element {
  return 'tagName' in node
}
