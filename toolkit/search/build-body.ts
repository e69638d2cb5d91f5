/** Walks through a page once, and takes out its texts, its headings, and what its author has marked. */
import { attribute, isTemplate, type Element, type Node, type Page } from '../page/build-page.ts'
import { enterElement, leaveElement, readAnchor } from './build-anchor.ts'
import { readAttributes, type Attributes, type Capture } from './build-attributes.ts'
import { lowerEntries } from './build-entries.ts'
import { suspect, type Suspicion } from './build-furniture.ts'
import { createHead, readHead, type Head } from './build-head.ts'
import {
  createDraft,
  cutBack,
  endBlock,
  measure,
  pointOf,
  say,
  type Draft,
  type Point,
  type RangeKind,
} from './build-items.ts'
import { placeWithin, ROOT, type Place, type Silence } from './build-place.ts'
import {
  BLOCKS,
  collapse,
  graphicText,
  INLINE,
  isBadge,
  readTitle,
  visibleText,
} from './build-text.ts'

/** What a heading without an anchor counts, `h1` first. */
const HEADING_WEIGHTS = [4, 3, 2.5, 2, 1.5, 1.5]
const TERM_LEVEL = 7
const MAX_VALUE_LENGTH = 1000
const MAX_NOTICE_LENGTH = 1000
/** From which share of its text in links a suspect block is furniture. */
const LINKED_SHARE = 0.5
/** Images of this many pixels are signs. */
const SIGN_SIZE = 48

/** How deep browsers nest elements (Blink's limit). */
const MAX_DEPTH = 512

const HEADING = /^h[1-6]$/

export interface Body extends Draft {
  readonly head: Head
  /** First headings of parts that are not searched: they may still name the page, as Pagefind has it. */
  readonly silentTitles: { readonly title: string; readonly silence: Silence }[]
  /** Values by kind and name, in order. */
  readonly captures: Map<string, Map<string, string[]>>
  /** Parts of these kinds are being read. */
  readonly open: Set<RangeKind>
  /** How many elements are around what is being read. */
  depth: number
  /** As written; `''` where the page does not say. */
  language: string
  private: boolean
  /** Whether the author left all of the page out. */
  ignored: boolean
}

/** Reads all that the search has to know of a page. */
export function readBody({ document }: Page): Body {
  const body: Body = {
    ...createDraft(),
    head: createHead(),
    silentTitles: [],
    captures: new Map(),
    open: new Set(),
    depth: 0,
    language: '',
    private: false,
    ignored: false,
  }
  visitNodes(body, document.childNodes, ROOT)
  endBlock(body)
  lowerEntries(body)
  return body
}

function visitNodes(body: Body, nodes: readonly Node[], place: Place): void {
  for (const node of nodes) {
    if ('tagName' in node) visitElement(body, node, place)
    else if ('value' in node && place.silence === undefined) say(body, node.value, place)
  }
}

function visitElement(body: Body, element: Element, place: Place): void {
  const attributes = readAttributes(element)
  const { marks } = attributes
  readHead(body.head, element)
  if (marks?.private === true) body.private = true
  if (element.tagName === 'html' || element.tagName === 'body') readRoot(body, element, attributes)
  if (marks?.ignore === 'all' && !marks.body) return
  const inner = placeWithin(element, attributes, place)
  body.depth++
  if (body.depth > MAX_DEPTH) visitDepths(body, element, inner)
  else if (inner.silence === undefined) visitAloud(body, element, attributes, inner)
  else visitSilently(body, element, inner)
  body.depth--
  for (const capture of marks?.captures ?? []) keepCapture(body, element, capture)
}

/** Markup that nests without end is a mistake; its text is read all the same. */
function visitDepths(body: Body, element: Element, place: Place): void {
  if (place.silence === undefined) say(body, ` ${visibleText(element)} `, place)
}

function readRoot(body: Body, element: Element, { marks }: Attributes): void {
  body.language ||= attribute(element, 'lang') ?? attribute(element, 'xml:lang') ?? ''
  if (marks?.ignore !== undefined && !marks.body) body.ignored = true
}

function visitSilently(body: Body, element: Element, place: Place): void {
  if (element.tagName === 'h1' && place.silence !== undefined) {
    const title = readTitle(element)
    if (title !== '') body.silentTitles.push({ title, silence: place.silence })
  }
  visitNodes(body, element.childNodes, place)
}

function visitAloud(body: Body, element: Element, attributes: Attributes, place: Place): void {
  const depth = enterElement(body.trail, element, attributes.id, body.said)
  const kind = rangeOf(element, attributes)
  const opened = kind === undefined || body.open.has(kind) ? undefined : kind
  const suspicion = INLINE.has(element.tagName) ? undefined : suspect(element, attributes)
  const point = opened === undefined && suspicion === undefined ? undefined : pointOf(body)
  if (opened !== undefined) body.open.add(opened)
  for (const name of attributes.marks?.indexed ?? [])
    say(body, ` ${attribute(element, name) ?? ''} `, place)
  visitByKind(body, element, attributes, place)
  if (point !== undefined) endPart(body, point, opened, suspicion)
  leaveElement(body.trail, depth)
}

function rangeOf({ tagName }: Element, { marks, role }: Attributes): RangeKind | undefined {
  if (marks?.body === true) return 'marked'
  if (tagName === 'main' || role === 'main') return 'main'
  return tagName === 'article' ? 'article' : undefined
}

/** Closes a part of the page: one that may be all that is searched, or one that may be furniture. */
function endPart(
  body: Body,
  point: Point,
  opened: RangeKind | undefined,
  suspicion: Suspicion | undefined,
): void {
  endBlock(body)
  const { length, links } = measure(body.items, point.items)
  const isFound =
    suspicion === 'links'
      ? links >= length * LINKED_SHARE
      : suspicion === 'notice' && length <= MAX_NOTICE_LENGTH
  if (isFound && opened === undefined && body.ranges.length === point.ranges) cutBack(body, point)
  if (opened === undefined) return
  const image = body.images[point.images]
  body.ranges.push({ kind: opened, start: point.items, end: body.items.length, image })
  body.open.delete(opened)
}

function visitByKind(body: Body, element: Element, attributes: Attributes, place: Place): void {
  const { tagName } = element
  const level = levelOf(element, attributes)
  if (level !== undefined) visitHeading(body, element, level, place)
  else if (tagName === 'img') visitImage(body, element, attributes, place)
  else if (tagName === 'svg') say(body, graphicText(element), place)
  else if (tagName === 'math') say(body, ` ${visibleText(element)} `, place)
  else if (tagName === 'rt') body.block.readings += ` ${visibleText(element)}`
  else if (INLINE.has(tagName)) visitInline(body, element, attributes.classes, place)
  else visitBlock(body, element, place)
}

function levelOf({ tagName, attrs }: Element, { id, role }: Attributes): number | undefined {
  if (HEADING.test(tagName)) return Number(tagName.slice(1))
  if (tagName === 'dt') return id === '' ? undefined : TERM_LEVEL
  if (role !== 'heading') return undefined
  const level = Number(attrs.find(({ name }) => name === 'aria-level')?.value)
  return level >= 1 && level <= 6 ? Math.floor(level) : 2
}

function visitHeading(body: Body, element: Element, level: number, place: Place): void {
  endBlock(body)
  const title = readTitle(element)
  if (title !== '') {
    const anchor =
      level === TERM_LEVEL ? attribute(element, 'id') : readAnchor(body.trail, element, body.said)
    const weight = place.weight * (HEADING_WEIGHTS[level - 1] ?? 1)
    const links = place.isLink ? title.length : linkedLength(element)
    body.items.push({ kind: 'heading', title, level, anchor, weight, links })
    body.said++
  }
  visitNodes(body, element.childNodes, { ...place, silence: 'furniture' })
}

/** How much of a heading leads to another page, as those of a list of pages do. */
function linkedLength({ childNodes }: Element): number {
  return childNodes.reduce(
    (sum, child) =>
      'tagName' in child && child.tagName === 'a' && isElsewhere(attribute(child, 'href'))
        ? sum + readTitle(child).length
        : sum,
    0,
  )
}

function isElsewhere(href: string | undefined): href is string {
  return href !== undefined && href !== '' && !href.startsWith('#')
}

function visitImage(body: Body, element: Element, { role, marks }: Attributes, place: Place): void {
  if (role === 'presentation' || role === 'none') return
  const alt = collapse(attribute(element, 'alt') ?? '')
  if (alt !== '' && marks?.indexed.includes('alt') !== true) say(body, ` ${alt} `, place)
  const src = attribute(element, 'src')?.trim() ?? ''
  const isSign = ['width', 'height'].some((side) => Number(attribute(element, side)) <= SIGN_SIZE)
  if (src !== '' && !src.startsWith('data:') && !isSign) body.images.push({ src, alt })
}

function visitInline(body: Body, element: Element, classes: string, place: Place): void {
  const { tagName, parentNode } = element
  const href = tagName === 'a' ? attribute(element, 'href') : undefined
  if (isElsewhere(href)) body.targets.push(href)
  // The number of a note is no part of the word before it.
  const isApart = (tagName === 'a' && parentNode?.nodeName === 'sup') || isBadge(classes)
  if (isApart) say(body, ' ', place)
  visitNodes(body, element.childNodes, place)
  if (isApart) say(body, ' ', place)
}

function visitBlock(body: Body, element: Element, place: Place): void {
  const isBlock = BLOCKS.has(element.tagName)
  const bound = (): void => (isBlock ? endBlock(body) : say(body, ' ', place))
  bound()
  const isList = element.tagName === 'dl'
  if (isList) body.items.push({ kind: 'open' })
  // The shadow tree of a component that was rendered ahead is shown (HTML, "declarative shadow root").
  const children = isTemplate(element) ? element.content.childNodes : element.childNodes
  visitNodes(body, children, place)
  bound()
  if (isList) body.items.push({ kind: 'close' })
}

/** Keeps what an element gives the page: the value that its attribute says, or its own text. */
function keepCapture(body: Body, element: Element, { kind, name, value }: Capture): void {
  const text = collapse(value ?? visibleText(element))
    .slice(0, MAX_VALUE_LENGTH)
    .toWellFormed()
  if (name === '' || text === '') return
  const byName = body.captures.get(kind) ?? new Map<string, string[]>()
  const values = byName.get(name) ?? []
  values.push(text)
  body.captures.set(kind, byName.set(name, values))
}
