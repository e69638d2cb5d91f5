/** Finds the fragment that leads to a heading, in the ways that generators mark one, while a page is walked through. */
import type { Element, Node } from '../page/build-page.ts'

const MAX_ANCHOR_LENGTH = 200

/** What holds the page as a whole is opened by its first heading, and leads to its top. */
const BOUNDS = new Set(['main', 'body', 'html'])
const NEVER = -1

/** Where a walk through a page stands. `said` counts the texts that it has met. */
export interface AnchorTrail {
  /** The blocks around this place, the outermost first, with how much was said before each. */
  readonly open: OpenBlock[]
  /** The last anchor without a text of its own. */
  before:
    { readonly anchor: string; readonly parent: Node | null; readonly said: number } | undefined
}

interface OpenBlock {
  readonly id: string
  readonly said: number
}

export function createTrail(): AnchorTrail {
  return { open: [], before: undefined }
}

/** Notes an element that the walk enters, and gives what `leaveElement` takes. */
export function enterElement(
  trail: AnchorTrail,
  element: Element,
  id: string,
  said: number,
): number {
  const depth = trail.open.length
  if (BOUNDS.has(element.tagName)) trail.open.push({ id: '', said: NEVER })
  else if (id !== '') trail.open.push({ id, said })
  const anchor = element.tagName === 'a' ? anchorOf(element) : undefined
  if (isUsable(anchor)) trail.before = { anchor, parent: element.parentNode, said }
  return depth
}

export function leaveElement(trail: AnchorTrail, depth: number): void {
  if (trail.open.length > depth) trail.open.length = depth
}

/**
 * The fragment to link to: the heading's own `id`; that of an element within it, or the `name` of an old anchor; that
 * of an empty anchor before it; or that of a block that it opens, as Sphinx and DocBook write. `undefined` where there
 * is none.
 */
export function readAnchor(trail: AnchorTrail, heading: Element, said: number): string | undefined {
  return anchorInside(heading) ?? anchorBefore(trail, heading, said) ?? anchorAround(trail, said)
}

function anchorInside(element: Element): string | undefined {
  const anchor = anchorOf(element)
  if (isUsable(anchor)) return anchor
  for (const child of element.childNodes) {
    const inside = 'tagName' in child ? anchorInside(child) : undefined
    if (inside !== undefined) return inside
  }
  return undefined
}

/** An `id`, or the `name` of an old anchor. */
function anchorOf({ tagName, attrs }: Element): string | undefined {
  let anchor: string | undefined
  for (const { name, value } of attrs) {
    if (name === 'id' && value !== '') return value
    if (name === 'name' && tagName === 'a') anchor = value
  }
  return anchor
}

function isUsable(anchor: string | undefined): anchor is string {
  return anchor !== undefined && anchor !== '' && anchor.length <= MAX_ANCHOR_LENGTH
}

/** `<a id="use"></a><h2>Use</h2>` */
function anchorBefore({ before }: AnchorTrail, heading: Element, said: number): string | undefined {
  return before?.said === said && before.parent === heading.parentNode ? before.anchor : undefined
}

/** `<section id="use"><div><h2>Use</h2>`: the nearest block with an `id` in which nothing is said before the heading. */
function anchorAround({ open }: AnchorTrail, said: number): string | undefined {
  for (const block of open.toReversed()) {
    if (block.said !== said) return undefined
    if (isUsable(block.id)) return block.id
  }
  return undefined
}
