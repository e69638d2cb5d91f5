/** Compiles the `data-leanto` regions of a page: what the author wrote becomes what both sides render. */
import { BuildError } from '../core/errors.ts'
import { escapeHtml, toScriptJson } from '../core/html.ts'
import {
  attribute,
  elements,
  isTemplate,
  lineOf,
  type Element,
  type Node,
  type Page,
  type Template,
} from './build-page.ts'
import { assertStreamable } from './build-streamable.ts'
import { hasBase, resolvedAttributes } from './build-urls.ts'
import { parseFills, type Fill, type Part } from './format.ts'
import { holds } from './render.ts'

const REGION_NAME = /^[a-z][a-z0-9-]*(:[a-z][a-z0-9-]*)?$/
const CONDITION = /^!?[\w.-]+$/
const FIELD = /^[\w.-]+$/
const DIRECTIVES = new Set(['data-fill', 'data-when', 'data-each'])
const VOID_ELEMENTS = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
)

/**
 * Compiles every region of a page and gives their names, sorted. In the page, `<template data-each>` becomes its
 * compiled form, and what a `data-when` hides while nothing is known is hidden.
 * @throws {BuildError} when a directive cannot be understood or would not be safe
 */
export function compileRegions(page: Page): string[] {
  const regions = elements(page.document).filter(isRegion)
  for (const region of regions) compileRegion(page, region)
  if (regions.length > 0) assertStreamable(page)
  return [...new Set(regions.map(regionName))].toSorted()
}

function compileRegion(page: Page, region: Element): void {
  const name = regionName(region)
  if (!REGION_NAME.test(name))
    refuse(page, region, `expected a name such as "search" or "lookup:cities", got "${name}"`)
  for (const element of elements(region)) {
    if (element !== region && isRegion(element))
      refuse(page, element, `a region inside the region "${name}"`)
    if (isTemplate(element)) compileList(page, element)
    else checkElement(page, element)
  }
}

function compileList(page: Page, template: Template): void {
  const place = template.sourceCodeLocation
  const list = readList(page, template)
  if (list === undefined || !place) return
  const json = toScriptJson(compileNodes(page, template.content.childNodes))
  const compiled = `<script type="application/json" data-each="${list}">${json}</script>`
  page.edits.update(place.startOffset, place.endOffset, compiled)
}

function checkElement(page: Page, element: Element): void {
  readFills(page, element)
  const condition = readCondition(page, element)
  const start = element.sourceCodeLocation?.startOffset
  const isHidden = attribute(element, 'hidden') !== undefined
  if (condition !== undefined && start !== undefined && !isHidden && !holds({}, condition))
    page.edits.appendLeft(start + '<'.length + element.tagName.length, ' hidden')
}

function compileNodes(page: Page, nodes: readonly Node[]): Part[] {
  return joinStrings(nodes.flatMap((node) => compileNode(page, node)))
}

function compileNode(page: Page, node: Node): Part[] {
  if ('value' in node) return [escapeHtml(collapseBlank(node.value))]
  if (!('tagName' in node)) return []
  const condition = readCondition(page, node)
  const parts = isTemplate(node) ? compileNestedList(page, node) : compileElement(page, node)
  return condition === undefined ? parts : [['when', condition, parts]]
}

function compileNestedList(page: Page, template: Template): Part[] {
  const list = readList(page, template)
  if (list === undefined) refuse(page, template, 'expected data-each on a <template> in a list')
  return [['each', list, compileNodes(page, template.content.childNodes)]]
}

function compileElement(page: Page, element: Element): Part[] {
  const { tagName } = element
  if (tagName === 'script' || tagName === 'style')
    refuse(page, element, `<${tagName}> cannot stand in a list`)
  const fills = readFills(page, element)
  const text = fills.find(([target]) => target === 'text')
  const filled = fills.filter((fill) => fill !== text)
  const fixed = resolvedAttributes(element, hasBase(page) ? undefined : page.path)
    .filter(([name]) => !DIRECTIVES.has(name) && !filled.some(([target]) => target === name))
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
  const attributes = filled.map(([name, field]): Part => ['attribute', name, field])
  const start: Part[] = [`<${tagName}${fixed.join('')}`, ...attributes, '>']
  if (VOID_ELEMENTS.has(tagName)) return start
  const content: Part[] =
    text === undefined ? compileNodes(page, element.childNodes) : [['text', text[1]]]
  return joinStrings([...start, ...content, `</${tagName}>`])
}

function readFills(page: Page, element: Element): Fill[] {
  const value = attribute(element, 'data-fill')
  if (value === undefined) return []
  const fills = parseFills(value)
  if (fills === undefined)
    refuse(page, element, `expected data-fill="href:url text:title", got data-fill="${value}"`)
  for (const [target] of fills) checkTarget(page, element, target)
  return fills
}

function checkTarget(page: Page, element: Element, target: string): void {
  const { tagName } = element
  if (target.startsWith('on') || target === 'style' || target === 'srcdoc')
    refuse(page, element, `data-fill cannot set ${target}, which is code`)
  if (tagName === 'script' || tagName === 'style')
    refuse(page, element, `data-fill cannot fill <${tagName}>, which is code`)
  if (target === 'text' && VOID_ELEMENTS.has(tagName))
    refuse(page, element, `data-fill="text:…" on <${tagName}>, which has no content`)
}

function readCondition(page: Page, element: Element): string | undefined {
  const condition = attribute(element, 'data-when')
  if (condition !== undefined && !CONDITION.test(condition))
    refuse(page, element, `expected data-when="field" or "!field", got data-when="${condition}"`)
  return condition
}

function readList(page: Page, template: Template): string | undefined {
  const list = attribute(template, 'data-each')
  if (list !== undefined && !FIELD.test(list))
    refuse(page, template, `expected data-each="field", got data-each="${list}"`)
  return list
}

function refuse(page: Page, element: Element, message: string): never {
  throw new BuildError(message, { file: page.file, line: lineOf(element) })
}

/** Indentation between elements says nothing; one character of it keeps words apart. */
function collapseBlank(text: string): string {
  return text.replace(/^\s+$/, (blank) => (blank.includes('\n') ? '\n' : ' '))
}

function joinStrings(parts: readonly Part[]): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined
}

function isRegion(element: Element): boolean {
  return attribute(element, 'data-leanto') !== undefined
}

function regionName(region: Element): string {
  return attribute(region, 'data-leanto') ?? ''
}
