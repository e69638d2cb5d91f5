/** One built HTML page: parsed once, shown to every capability, changed by edits that leave the rest untouched. */
import { MagicString } from 'magic-string'
import { html, parse, type DefaultTreeAdapterTypes } from 'parse5'

export { html }
export type Document = DefaultTreeAdapterTypes.Document
export type Element = DefaultTreeAdapterTypes.Element
export type Node = DefaultTreeAdapterTypes.Node
export type Template = DefaultTreeAdapterTypes.Template

export interface Page {
  /** The file within the output folder: `contact/index.html`. */
  readonly file: string
  /** The path that visitors ask for: `/contact/`. */
  readonly path: string
  /** The file as the generator wrote it, without a byte order mark. */
  readonly source: string
  /** The parse tree, with source locations; never changed. */
  readonly document: Document
  /** BCP 47 tag of `<html lang>`, or `en`. */
  readonly language: string
  /** Changes to the file, by offsets into `source`. */
  readonly edits: MagicString
}

/**
 * Parses the HTML text of one file of the output folder.
 * @param read - a faster way to the same tree, which may not know every page
 */
export function parsePage(
  file: string,
  text: string,
  read?: (source: string) => Document | undefined,
): Page {
  // The mark at the start of a file is no text of the page, as decoders have it (Encoding, "BOM sniff").
  const [mark] = /^\uFEFF?/.exec(text) ?? ['']
  const source = text.slice(mark.length)
  const document = read?.(source) ?? parse(source, { sourceCodeLocationInfo: true })
  return {
    file,
    path: pagePath(file),
    source,
    document,
    language: statedLanguage({ document }) || 'en',
    edits: new MagicString(source).prepend(mark),
  }
}

/** BCP 47 tag of `<html lang>`, or `''` where a page does not state its language. */
export function statedLanguage({ document }: Pick<Page, 'document'>): string {
  const root = elements(document).find(({ tagName }) => tagName === 'html')
  return (root && attribute(root, 'lang')) ?? ''
}

/** The path under which Workers assets serve an HTML file (`html_handling = "auto-trailing-slash"`), encoded as they do. */
export function pagePath(file: string): string {
  const path = `/${file}`.replace(/\/index\.html$/, '/').replace(/\.html$/, '')
  return path.split('/').map(encodeURIComponent).join('/')
}

/**
 * The elements of the document that was asked for last: many ask for them, and a tree never changes. A weak reference
 * would keep the trees of many pages past their use, since most are not old enough to be looked at.
 */
let latest: { readonly document: Node; readonly found: readonly Element[] } | undefined

/** Every element below `root` in tree order, the contents of `<template>` left out: they are inert. */
export function elements(root: Node): readonly Element[] {
  if (latest?.document === root) return latest.found
  const found = listElements(root)
  if (root.nodeName === '#document') latest = { document: root, found }
  return found
}

/** Tells the elements of a document, in tree order, where whoever made it knows them. */
export function keepElements(document: Document, found: readonly Element[]): void {
  latest = { document, found }
}

/** No calls within calls: pages nest without end. */
function listElements(root: Node): readonly Element[] {
  const found: Element[] = []
  const open: Node[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('tagName' in node) found.push(node)
    pushChildren(open, node)
  }
  return found
}

/** Puts the children of a node on a stack, the first of them on top. */
export function pushChildren(stack: unknown[], node: Node): void {
  if (!('childNodes' in node)) return
  for (let at = node.childNodes.length - 1; at >= 0; at--) stack.push(node.childNodes[at])
}

/** The value of an attribute, or `undefined` where the element has none of that name. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}

/** Whether an element is an HTML `<template>`, whose content is a tree of its own. */
export function isTemplate(element: Element): element is Template {
  return element.tagName === 'template' && element.namespaceURI === html.NS.HTML
}

/** All text below `root`, as `textContent` gives it. */
export function textContent(root: Node): string {
  let text = ''
  const open: Node[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('value' in node) text += node.value
    pushChildren(open, node)
  }
  return text
}

/**
 * Where something for the head of a page goes, as an offset into its source, also where the tags of the head are left
 * out. As far up as can be, because a policy counts from where it stands; only the charset must come within the first
 * 1,024 bytes (HTML, section "Specifying the document's character encoding").
 */
export function headOffset({ document }: Page): number {
  const all = elements(document)
  const charset = all.find(
    (element) => element.tagName === 'meta' && attribute(element, 'charset') !== undefined,
  )
  if (charset?.sourceCodeLocation) return charset.sourceCodeLocation.endOffset
  for (const tag of ['head', 'html']) {
    const start = all.find(({ tagName }) => tagName === tag)?.sourceCodeLocation?.startTag
    if (start) return start.endOffset
  }
  const doctype = document.childNodes.find(({ nodeName }) => nodeName === '#documentType')
  return doctype?.sourceCodeLocation?.endOffset ?? 0
}

/** One-based line of an element's start tag in the page's file; 1 for what the parser implied. */
export function lineOf(element: Element): number {
  return element.sourceCodeLocation?.startLine ?? 1
}
