/** What a page says, in order: texts between the boundaries of its blocks, and headings. */
import { createTrail, type AnchorTrail } from './build-anchor.ts'
import { collapse } from './build-text.ts'

export type Item = TextItem | HeadingItem | ListBound

export interface TextItem {
  readonly kind: 'text'
  readonly text: string
  readonly weight: number
  /** How many characters of it are links. */
  readonly links: number
  /** Code, rows of tables and terms are never taken for furniture because they are short. */
  readonly solid: boolean
}

export interface HeadingItem {
  readonly kind: 'heading'
  readonly title: string
  /** 1 to 6; 7 for a term that is defined. */
  readonly level: number
  readonly anchor: string | undefined
  readonly weight: number
  readonly links: number
}

/** A list of terms: what follows it belongs to the section that it is in. */
export interface ListBound {
  readonly kind: 'open' | 'close'
}

/** A part of the page, by the items in it. */
export interface Range {
  readonly kind: RangeKind
  readonly start: number
  readonly end: number
  /** Its first image, if it has one. */
  readonly image: FoundImage | undefined
}

export type RangeKind = 'marked' | 'main' | 'article'

export interface FoundImage {
  readonly src: string
  readonly alt: string
}

export interface Draft {
  readonly items: Item[]
  readonly ranges: Range[]
  readonly images: FoundImage[]
  readonly trail: AnchorTrail
  /** How many texts and headings were met. */
  said: number
  /** Where their links to elsewhere lead, as written. */
  readonly targets: string[]
  /** The text since the last boundary. */
  block: { text: string; readings: string; links: number; weight: number; solid: boolean }
}

/** How a text is meant that stands at some place. */
export interface Manner {
  readonly weight: number
  readonly isLink: boolean
  readonly solid: 'code' | 'row' | undefined
}

/** A point of a draft that it can be cut back to. */
export interface Point {
  readonly items: number
  readonly ranges: number
  readonly images: number
  readonly said: number
  readonly targets: number
}

export function createDraft(): Draft {
  return {
    items: [],
    ranges: [],
    images: [],
    trail: createTrail(),
    said: 0,
    targets: [],
    block: emptyBlock(),
  }
}

/** Adds text to the block that is open. */
export function say(draft: Draft, text: string, { weight, isLink, solid }: Manner): void {
  if (!/\S/.test(text)) {
    if (draft.block.text !== '') draft.block.text += ' '
    return
  }
  if (draft.block.text !== '' && draft.block.weight !== weight) endBlock(draft)
  const { block } = draft
  if (block.text === '') {
    block.weight = weight
    block.solid = solid !== undefined
  }
  block.text += text
  if (isLink && solid !== 'code') block.links += text.trim().length
  draft.said++
}

/** Closes the block that is open. */
export function endBlock(draft: Draft): void {
  const { text, readings, links, weight, solid } = draft.block
  if (text === '' && readings === '') return
  draft.block = emptyBlock()
  const collapsed = collapse(text + readings)
  if (collapsed !== '') draft.items.push({ kind: 'text', text: collapsed, links, weight, solid })
}

/** Where the draft stands, between two blocks. */
export function pointOf(draft: Draft): Point {
  endBlock(draft)
  return {
    items: draft.items.length,
    ranges: draft.ranges.length,
    images: draft.images.length,
    said: draft.said,
    targets: draft.targets.length,
  }
}

/** Forgets what was said since a point. */
export function cutBack(draft: Draft, point: Point): void {
  endBlock(draft)
  draft.items.length = point.items
  draft.ranges.length = point.ranges
  draft.images.length = point.images
  draft.said = point.said
  draft.targets.length = point.targets
}

/** How many characters of some items there are, and how many of them are links. */
export function measure(
  items: readonly Item[],
  start = 0,
  end: number = items.length,
): { readonly length: number; readonly links: number } {
  let length = 0
  let links = 0
  for (let at = start; at < end; at++) {
    const item = items[at]
    if (item?.kind === 'text') length += item.text.length
    else if (item?.kind === 'heading') length += item.title.length
    else continue
    links += item.links
  }
  return { length, links }
}

function emptyBlock(): Draft['block'] {
  return { text: '', readings: '', links: 0, weight: 1, solid: false }
}
