/** Splits what a page says at its headings with anchors. */
import type { SearchPiece, SearchSection } from './build-extract.ts'
import type { HeadingItem, Item, TextItem } from './build-items.ts'

// Section numbers of one page stay small, and so does its record. What follows belongs to the last section.
const MAX_SECTIONS = 200
/** From which share of its text in links a block may be furniture. */
const LINKED_SHARE = 0.6
const MAX_LINKED_LENGTH = 1000
const MAX_SHORT_LENGTH = 80
const SENTENCE = /[.!?。！？:;][)"'”’»]*(?:\s|$)/u

interface Draft {
  readonly anchor: string
  readonly title: string
  readonly pieces: SearchPiece[]
}

/** The sections of a page; `heading` is the one that names the page as a whole. */
export function foldSections(
  items: readonly Item[],
  heading: HeadingItem | undefined,
): SearchSection[] {
  const deepest = deepestLevel(items)
  let current: Draft = { anchor: '', title: '', pieces: [] }
  const sections = [current]
  const around: Draft[] = []
  for (const item of items) {
    if (item === heading) continue
    if (item.kind === 'text') addText(current, item.text, item.weight, looseness(item))
    else if (item.kind !== 'heading')
      if (item.kind === 'open') around.push(current)
      else current = around.pop() ?? current
    else if (item.anchor !== undefined && item.level <= deepest && sections.length < MAX_SECTIONS) {
      current = { anchor: item.anchor, title: item.title, pieces: [] }
      sections.push(current)
    } else addText(current, item.title, item.weight, undefined)
  }
  return sections
}

/** The deepest level of headings with which the sections keep their limit. */
function deepestLevel(items: readonly Item[]): number {
  const counts = [0, 0, 0, 0, 0, 0, 0, 0]
  for (const item of items)
    if (item.kind === 'heading' && item.anchor !== undefined)
      counts[item.level] = (counts[item.level] ?? 0) + 1
  let sum = 1
  for (const [level, count] of counts.entries()) {
    sum += count
    // The upper half of the levels is never given up: then the first sections are better than none.
    if (sum > MAX_SECTIONS) return Math.max(level - 1, 3)
  }
  return counts.length
}

function addText(
  { pieces }: Draft,
  text: string,
  weight: number,
  loose: SearchPiece['loose'],
): void {
  const last = pieces.at(-1)
  if (last !== undefined && last.weight === weight && last.loose === loose)
    pieces[pieces.length - 1] = { ...last, text: `${last.text}\n${text}` }
  else pieces.push(loose === undefined ? { text, weight } : { text, weight, loose })
}

/** How a block could be furniture. What its author weighs is none. */
function looseness({ text, weight, links, solid }: TextItem): SearchPiece['loose'] {
  if (weight !== 1) return undefined
  if (links >= text.length * LINKED_SHARE)
    return text.length <= MAX_LINKED_LENGTH ? 'links' : undefined
  return !solid && text.length <= MAX_SHORT_LENGTH && !SENTENCE.test(text) ? 'text' : undefined
}
