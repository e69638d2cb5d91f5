/**
 * Reads regular HTML several times as fast as the parser: each element within its parent, ended by its own end tag, or
 * by the few rules that authors use. Where anything else comes, it gives up, and the parser reads the page. What it
 * reads is the tree that the parser would make.
 */
import { html, keepElements, type Document } from '../page/build-page.ts'
import {
  BLOCKS,
  DECODED,
  DRAWN,
  DRAWN_ATTRIBUTE,
  ENDS,
  HEADING,
  IMPLIED,
  IN_HEAD,
  LEFT_OUT,
  PASSED,
  RAW,
  SCOPES,
  SINGLE,
  SPECIAL,
  TABLE_CONTEXTS,
  TABLE_ENDS,
  TABLE_PARENTS,
  TABLE_PARTS,
  VOID,
} from './build-regular-names.ts'
import { createTree, type RegularElement, type Tree } from './build-regular-tree.ts'
import { decodeText, scanEndTag, scanTag, type Tag } from './build-regular-scan.ts'

/** Where the reader is: the parser's insertion modes, of which a regular page needs few. */
type Mode = 'start' | 'html' | 'head' | 'behind head' | 'body' | 'behind body' | 'end'

interface Reader {
  readonly source: string
  readonly tree: Tree
  mode: Mode
  at: number
}

const GAVE_UP = -1
const BLANK = /^[ \t\n\f]*$/
const DOCTYPE =
  /<!doctype[ \t\n\f]+html(?:[ \t\n\f]+public[ \t\n\f]+"([^"]*)"(?:[ \t\n\f]+"([^"]*)")?)?[ \t\n\f]*>/iy

/** Of older doctypes, those of XHTML make no browser imitate its past. */
const FULL_DOCTYPE = /^-\/\/w3c\/\/dtd xhtml 1\.[01]/i

/** The tree of a page, or `undefined` where it takes the parser to tell. */
export function readRegular(source: string): Document | undefined {
  // Line ends that are normalised, and characters that are replaced.
  if (/[\r\0]/.test(source)) return undefined
  const reader: Reader = { source, tree: createTree(source), mode: 'start', at: 0 }
  while (reader.at < source.length) {
    const next = readNext(reader)
    if (next === GAVE_UP) return undefined
    reader.at = next
  }
  if (reader.mode !== 'end' && reader.mode !== 'behind body') return undefined
  keepElements(reader.tree.document, reader.tree.all)
  return reader.tree.document
}

/** Reads a text, a tag or a comment, and gives the offset behind it. */
function readNext(reader: Reader): number {
  const { source, at } = reader
  const start = source.indexOf('<', at)
  if (start !== at) return readText(reader, start < 0 ? source.length : start)
  const code = source.charCodeAt(at + 1)
  if (code === 0x2f) return readEndTag(reader)
  if (code === 0x21) return readDeclaration(reader)
  if (code === 0x3f) return readInstruction(reader)
  const tag = scanTag(source, at + 1)
  return tag === undefined ? GAVE_UP : readStartTag(reader, tag)
}

function readText({ source, at, mode, tree }: Reader, end: number): number {
  const text = source.slice(at, end)
  const isBlank = BLANK.test(text)
  if (mode === 'start' || mode === 'html') return isBlank ? end : GAVE_UP
  if (mode !== 'body' && !isBlank) return GAVE_UP
  if (!isBlank && TABLE_CONTEXTS.has(nameOf(tree))) return GAVE_UP
  tree.addText(decodeText(text))
  return end
}

function readDeclaration(reader: Reader): number {
  const { source, at, mode, tree } = reader
  if (source.startsWith('<!--', at)) {
    const end = source.indexOf('-->', at + 4)
    const text = source.slice(at + 4, end)
    if (end < 0 || /^-?>|--!>|--$/.test(text)) return GAVE_UP
    tree.addComment(
      text,
      mode === 'start' || mode === 'end' ? 'document' : mode === 'behind body' ? 'html' : 'current',
    )
    return end + 3
  }
  DOCTYPE.lastIndex = at
  const found = DOCTYPE.exec(source)
  if (found === null || mode !== 'start' || hasDoctype(tree)) return GAVE_UP
  const [, publicId = '', systemId = ''] = found
  if (publicId !== '' && !FULL_DOCTYPE.test(publicId)) return GAVE_UP
  tree.addDoctype(publicId, systemId, at, DOCTYPE.lastIndex)
  return DOCTYPE.lastIndex
}

/** `<?xml version="1.0"?>` is a comment to HTML. */
function readInstruction({ source, at, mode, tree }: Reader): number {
  const end = source.indexOf('>', at)
  if (end < 0 || mode !== 'start' || hasDoctype(tree)) return GAVE_UP
  tree.addComment(source.slice(at + 1, end), 'document')
  return end + 1
}

function readStartTag(reader: Reader, tag: Tag): number {
  const { mode, tree, at } = reader
  const { name } = tag
  if (mode === 'body') return readBodyTag(reader, tag)
  if (mode === 'start' && name === 'html' && hasDoctype(tree)) reader.mode = 'html'
  else if (mode === 'html' && name === 'head') reader.mode = 'head'
  else if (mode === 'behind head' && name === 'body') reader.mode = 'body'
  else if (mode === 'head' && IN_HEAD.has(name)) return addHtml(reader, tag)
  else return GAVE_UP
  tree.open(name, tag.attrs, html.NS.HTML, at, tag.end)
  return tag.end
}

function readBodyTag(reader: Reader, tag: Tag): number {
  const { tree } = reader
  const { name } = tag
  if (!isHtml(tree) || name === 'svg') return addDrawn(reader, tag)
  if (LEFT_OUT.has(name) || (SINGLE.has(name) && isOpen(tree, name))) return GAVE_UP
  if (!endTableParts(reader, name)) return GAVE_UP
  if (!endItems(reader, name) || (BLOCKS.has(name) && !endParagraph(reader))) return GAVE_UP
  if (HEADING.test(name) && HEADING.test(nameOf(tree))) return GAVE_UP
  return addHtml(reader, tag)
}

function addHtml({ source, at, tree }: Reader, { name, attrs, end }: Tag): number {
  tree.open(name, attrs, html.NS.HTML, at, end)
  if (VOID.has(name)) tree.close(end)
  else if (RAW.has(name) || DECODED.has(name)) return addRaw(source, tree, name, end)
  // The first line end within is only for the eye.
  else if (name === 'pre' && source.charCodeAt(end) === 0x0a) return end + 1
  return end
}

function addRaw(source: string, tree: Tree, name: string, start: number): number {
  const from = name === 'textarea' && source.charCodeAt(start) === 0x0a ? start + 1 : start
  const end = findRawEnd(source, name, from)
  const text = source.slice(from, end)
  // Within comments, a script may hold the end tag of another.
  if (end < 0 || (name === 'script' && text.includes('<!--'))) return GAVE_UP
  if (text !== '') tree.addText(DECODED.has(name) ? decodeText(text) : text)
  const behind = end + '</>'.length + name.length
  if (source.charCodeAt(behind - 1) !== 0x3e) return GAVE_UP
  tree.close(behind)
  return behind
}

function findRawEnd(source: string, name: string, from: number): number {
  let end = source.indexOf('</', from)
  while (end >= 0 && source.slice(end + 2, end + 2 + name.length).toLowerCase() !== name)
    end = source.indexOf('</', end + 2)
  return end
}

/** Graphics: no rule of HTML holds in them. */
function addDrawn({ at, tree }: Reader, { name, attrs, isSelfClosing, end }: Tag): number {
  const isRoot = isHtml(tree)
  const tagName = nameOf(tree)
  const isText = !isRoot && (tagName === 'title' || tagName === 'desc')
  if (!DRAWN.has(name) || isText || (isRoot && TABLE_CONTEXTS.has(tagName))) return GAVE_UP
  const kept = attrs.filter((found) => found.name !== 'xmlns')
  if (!kept.every((found) => DRAWN_ATTRIBUTE.test(found.name))) return GAVE_UP
  const adjusted = attrs.map((found) =>
    found.name === 'viewbox'
      ? { ...found, name: 'viewBox' }
      : found.name === 'xmlns'
        ? { ...found, prefix: '', namespace: html.NS.XMLNS }
        : found,
  )
  tree.open(name, adjusted, html.NS.SVG, at, end)
  if (isSelfClosing) tree.close(end)
  return end
}

function readEndTag(reader: Reader): number {
  const { source, at, mode, tree } = reader
  const name = scanEndTag(source, at, nameOf(tree))
  if (name === undefined) return GAVE_UP
  const end = source.indexOf('>', at) + 1
  if (mode === 'behind body' && name === 'html') reader.mode = 'end'
  else if (mode === 'head' && name === 'head') {
    tree.close(end)
    reader.mode = 'behind head'
  } else if (mode !== 'body') return GAVE_UP
  else if (name === 'body') {
    if (nameOf(tree) !== 'body') return GAVE_UP
    reader.mode = 'behind body'
  } else {
    if (BLOCKS.has(name) || TABLE_PARENTS[name] !== undefined) endImplied(reader, name)
    if (nameOf(tree) !== name || name === 'html') return GAVE_UP
    tree.close(end)
  }
  return end
}

/** Ends what is open within the element that ends. */
function endImplied({ tree, at }: Reader, name: string): void {
  const parts = TABLE_ENDS.has(name) ? TABLE_PARTS : IMPLIED
  while (nameOf(tree) !== name && (IMPLIED.has(nameOf(tree)) || parts.has(nameOf(tree))))
    tree.close(at)
}

/** A part of a table ends those before it, and stands where no repair is needed. */
function endTableParts({ tree, at }: Reader, name: string): boolean {
  const parents = TABLE_PARENTS[name]
  if (parents === undefined) return !TABLE_CONTEXTS.has(nameOf(tree))
  while (!parents.has(nameOf(tree))) {
    if (name === 'tr' && nameOf(tree) === 'table') tree.open('tbody', [], html.NS.HTML, at, at)
    else if (IMPLIED.has(nameOf(tree)) || TABLE_PARTS.has(nameOf(tree))) tree.close(at)
    else return false
  }
  return true
}

/** A list item ends the one before it. Gives false where that is not the last that was opened. */
function endItems({ tree, at }: Reader, name: string): boolean {
  const ended = ENDS[name]
  if (ended === undefined) return true
  const open = tree.findOpen((tagName) =>
    ended.has(tagName) ? true : SPECIAL.has(tagName) && !PASSED.has(tagName) ? false : undefined,
  )
  return open === undefined || endTo(tree, open, at)
}

/** A block ends an open paragraph. */
function endParagraph({ tree, at }: Reader): boolean {
  const open = tree.findOpen((tagName) =>
    tagName === 'p' ? true : SCOPES.has(tagName) ? false : undefined,
  )
  return open === undefined || endTo(tree, open, at)
}

function endTo(tree: Tree, open: RegularElement, at: number): boolean {
  for (;;) {
    const current = tree.current()
    if (current === undefined || !IMPLIED.has(current.tagName)) return false
    tree.close(at)
    if (current === open) return true
  }
}

function isOpen(tree: Tree, name: string): boolean {
  return tree.findOpen((tagName) => tagName === name || undefined) !== undefined
}

function nameOf(tree: Tree): string {
  return tree.current()?.tagName ?? ''
}

function isHtml(tree: Tree): boolean {
  return tree.current()?.namespaceURI === html.NS.HTML
}

function hasDoctype({ document }: Tree): boolean {
  return document.childNodes.some(({ nodeName }) => nodeName === '#documentType')
}
