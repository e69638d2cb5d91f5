/** One built HTML page: parsed once, shown to every capability, changed by edits that leave the rest untouched. */
import { MagicString } from 'magic-string'
import { html, parse, type DefaultTreeAdapterTypes } from 'parse5'

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

/** Parses the HTML text of one file of the output folder. */
export function parsePage(file: string, text: string): Page {
  // The mark at the start of a file is no text of the page, as decoders have it (Encoding, "BOM sniff").
  const [mark] = /^\uFEFF?/.exec(text) ?? ['']
  const source = text.slice(mark.length)
  const document = parse(source, { sourceCodeLocationInfo: true })
  const root = elements(document).find(({ tagName }) => tagName === 'html')
  return {
    file,
    path: pagePath(file),
    source,
    document,
    language: (root && attribute(root, 'lang')) || 'en',
    edits: new MagicString(source).prepend(mark),
  }
}

/** The path under which Workers assets serve an HTML file (`html_handling = "auto-trailing-slash"`), encoded as they do. */
export function pagePath(file: string): string {
  const path = `/${file}`.replace(/\/index\.html$/, '/').replace(/\.html$/, '')
  return path.split('/').map(encodeURIComponent).join('/')
}

/** Every element below `root` in tree order, the contents of `<template>` left out: they are inert. */
export function elements(root: Node): Element[] {
  const found: Element[] = []
  const visit = (node: Node): void => {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(root)
  return found
}

/** The value of an attribute, or `undefined` where the element has none of that name. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}

/** Whether an element is an HTML `<template>`, whose content is a tree of its own. */
export function isTemplate(element: Element): element is Template {
  return element.tagName === 'template' && element.namespaceURI === html.NS.HTML
}

/** All text below `node`, as `textContent` gives it. */
export function textContent(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textContent).join('') : ''
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
