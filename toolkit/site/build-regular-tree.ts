/** Builds a tree of the parser's kind, with the places of its elements, which are told only when they are asked for. */
import { html, type Document, type Element } from '../page/build-page.ts'
import type { Attribute } from './build-regular-scan.ts'

type Parent = Exclude<Element['parentNode'], null>
type Place = Exclude<Element['sourceCodeLocation'], null | undefined>

export interface Tree {
  readonly document: Document
  /** Every element, in tree order. */
  readonly all: readonly Element[]
  /** The innermost open element. */
  current(): RegularElement | undefined
  addDoctype(publicId: string, systemId: string, start: number, end: number): void
  addComment(text: string, to: 'document' | 'html' | 'current'): void
  addText(text: string): void
  open(name: string, attrs: Attribute[], namespace: html.NS, start: number, end: number): void
  /** Ends the innermost open element. */
  close(end: number): void
  /**
   * The innermost open element for which `test` says true; none if it says false before.
   */
  findOpen(test: (name: string) => boolean | undefined): RegularElement | undefined
}

/** An element that tells its place as the parser does. */
export class RegularElement implements Element {
  readonly tagName: string
  readonly attrs: Attribute[]
  readonly namespaceURI: html.NS
  readonly parentNode: Parent
  childNodes: Element['childNodes'] = []
  readonly start: number
  readonly startTagEnd: number
  end: number
  readonly #lines: Lines

  constructor(
    lines: Lines,
    parent: Parent,
    name: string,
    attrs: Attribute[],
    namespace: html.NS,
    start: number,
    end: number,
  ) {
    this.#lines = lines
    this.tagName = name
    this.attrs = attrs
    this.namespaceURI = namespace
    this.parentNode = parent
    this.start = start
    this.startTagEnd = end
    this.end = end
  }

  get nodeName(): string {
    return this.tagName
  }

  /** None for an element whose tags were left out. */
  get sourceCodeLocation(): Place | null {
    if (this.start === this.startTagEnd) return null
    return {
      ...this.#lines.placeOf(this.start, this.end),
      startTag: this.#lines.placeOf(this.start, this.startTagEnd),
    }
  }
}

/** Tells lines and columns, both from 1. The ends of lines are looked for once, when something is first asked. */
class Lines {
  readonly #source: string
  #ends: readonly number[] | undefined

  constructor(source: string) {
    this.#source = source
  }

  placeOf(start: number, end: number): Place {
    const [startLine, startCol] = this.#lineAt(start)
    const [endLine, endCol] = this.#lineAt(end)
    return { startLine, startCol, startOffset: start, endLine, endCol, endOffset: end }
  }

  #lineAt(offset: number): [line: number, column: number] {
    this.#ends ??= findLineEnds(this.#source)
    let [low, high] = [0, this.#ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#ends[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    const lineStart = low === 0 ? 0 : (this.#ends[low - 1] ?? 0) + 1
    return [low + 1, offset - lineStart + 1]
  }
}

function findLineEnds(source: string): number[] {
  const ends: number[] = []
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) ends.push(at)
  return ends
}

/** Most elements have one child, for which a list that grows has too much room by far. */
function append(parent: Parent, child: Element['childNodes'][number]): void {
  if (parent.childNodes.length === 0) parent.childNodes = [child]
  else parent.childNodes.push(child)
}

/** Starts the tree of a page. */
export function createTree(source: string): Tree {
  const document: Document = {
    nodeName: '#document',
    mode: html.DOCUMENT_MODE.NO_QUIRKS,
    childNodes: [],
  }
  const lines = new Lines(source)
  const all: Element[] = []
  const stack: RegularElement[] = []
  const parent = (): Parent => stack.at(-1) ?? document
  return {
    document,
    all,
    current: () => stack.at(-1),
    addDoctype(publicId, systemId, start, end) {
      const sourceCodeLocation = lines.placeOf(start, end)
      const nodeName = '#documentType'
      document.childNodes.push({
        nodeName,
        name: 'html',
        publicId,
        systemId,
        parentNode: document,
        sourceCodeLocation,
      })
    },
    addComment(data, to) {
      const parentNode =
        to === 'document' ? document : to === 'html' ? (stack[0] ?? document) : parent()
      append(parentNode, { nodeName: '#comment', data, parentNode })
    },
    addText(value) {
      const parentNode = parent()
      const last = parentNode.childNodes.at(-1)
      if (last?.nodeName === '#text' && 'value' in last) last.value += value
      else append(parentNode, { nodeName: '#text', value, parentNode })
    },
    open(name, attrs, namespace, start, end) {
      const parentNode = parent()
      const element = new RegularElement(lines, parentNode, name, attrs, namespace, start, end)
      append(parentNode, element)
      all.push(element)
      stack.push(element)
    },
    close(end) {
      const element = stack.pop()
      if (element !== undefined) element.end = end
    },
    findOpen(test) {
      for (let at = stack.length - 1; at >= 0; at--) {
        const element = stack[at]
        const found = element && test(element.tagName)
        if (found !== undefined) return found ? element : undefined
      }
      return undefined
    },
  }
}
