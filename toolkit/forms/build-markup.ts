/** A page's markup as forms need it: which form owns a control, and where start tags stand in the source. */
import { defaultTreeAdapter, html, Parser, type DefaultTreeAdapterMap, type Token } from 'parse5'

import { attribute, elements, type Document, type Element } from '../page/build-page.ts'

/** The kinds of start tag that the Worker counts. */
export type RankKind = 'control' | 'form' | 'label' | 'fieldset' | 'legend' | 'option'

export interface Markup {
  readonly document: Document
  /** All elements in tree order; what stands in a `<template>` is none. */
  readonly elements: readonly Element[]
  /** The form that owns a control (HTML, "form owner"), or `undefined`. */
  ownerOf(control: Element): Element | undefined
  /** How many start tags of its kind stand before the element's own in the source. */
  rankOf(kind: RankKind, element: Element): number
}

const KINDS: ReadonlyMap<string, RankKind> = new Map([
  ['input', 'control'],
  ['select', 'control'],
  ['textarea', 'control'],
  ['button', 'control'],
  ['form', 'form'],
  ['label', 'label'],
  ['fieldset', 'fieldset'],
  ['legend', 'legend'],
  ['option', 'option'],
])

/** Parses a page once more, now watching the parser: the tree alone tells neither owners nor dropped tags. */
export function parseMarkup(source: string): Markup {
  const parserOwners = new Map<Element, Element>()
  const tags: StartTag[] = []
  const document = parseWatched(source, parserOwners, tags)
  const all = elements(document)
  const ranks = toRanks(tags, findCompiledTemplates(all))
  return {
    document,
    elements: all,
    ownerOf: (control) => findOwner(control, all, parserOwners),
    rankOf(kind, element) {
      const rank = ranks.get(kind)?.get(element.sourceCodeLocation?.startOffset ?? -1)
      if (rank === undefined)
        throw new Error(`the <${element.tagName}> stands nowhere in the source`)
      return rank
    },
  }
}

/** Whether an element is one that a form can send. */
export function isControl({ tagName }: Element): boolean {
  return KINDS.get(tagName) === 'control'
}

/** The elements around one, from the inside out. */
export function* ancestors(element: Element): Generator<Element> {
  let parent = element.parentNode
  while (parent !== null && 'tagName' in parent) {
    yield parent
    parent = parent.parentNode
  }
}

interface StartTag {
  readonly kind: RankKind
  readonly offset: number
}

function parseWatched(source: string, owners: Map<Element, Element>, tags: StartTag[]): Document {
  const parser = new Parser<DefaultTreeAdapterMap>({
    sourceCodeLocationInfo: true,
    treeAdapter: {
      ...defaultTreeAdapter,
      onElementCreated(element, { formElement, isInTemplate }) {
        if (formElement !== null && !isInTemplate) owners.set(element, formElement)
      },
    },
  })
  const onStartTag = parser.onStartTag.bind(parser)
  parser.onStartTag = (token: Token.TagToken): void => {
    const kind = KINDS.get(token.tagName)
    if (kind !== undefined) tags.push({ kind, offset: token.location?.startOffset ?? -1 })
    onStartTag(token)
  }
  parser.tokenizer.write(source, true)
  return parser.document
}

/** The source ranges of the templates that the page's regions replace, which the Worker therefore never meets. */
function findCompiledTemplates(all: readonly Element[]): { start: number; end: number }[] {
  return all.flatMap((element) => {
    const place = element.sourceCodeLocation
    const isCompiled =
      element.tagName === 'template' &&
      attribute(element, 'data-each') !== undefined &&
      [...ancestors(element)].some((outer) => attribute(outer, 'data-leanto') !== undefined)
    return isCompiled && place ? [{ start: place.startOffset, end: place.endOffset }] : []
  })
}

function toRanks(
  tags: readonly StartTag[],
  skipped: readonly { start: number; end: number }[],
): Map<RankKind, Map<number, number>> {
  const ranks = new Map<RankKind, Map<number, number>>()
  for (const { kind, offset } of tags) {
    if (skipped.some(({ start, end }) => offset >= start && offset < end)) continue
    const byOffset = ranks.get(kind) ?? new Map<number, number>()
    byOffset.set(offset, byOffset.size)
    ranks.set(kind, byOffset)
  }
  return ranks
}

function findOwner(
  control: Element,
  all: readonly Element[],
  parserOwners: ReadonlyMap<Element, Element>,
): Element | undefined {
  const id = attribute(control, 'form')
  if (id !== undefined) {
    const target = all.find((element) => id !== '' && attribute(element, 'id') === id)
    return target !== undefined && isForm(target) ? target : undefined
  }
  return parserOwners.get(control) ?? [...ancestors(control)].find(isForm)
}

function isForm({ tagName, namespaceURI }: Element): boolean {
  return tagName === 'form' && namespaceURI === html.NS.HTML
}
