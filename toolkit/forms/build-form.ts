/** Finds the forms of one page, and reads each into its part of a contract. */
import { BuildError, formatPlace, type Place } from '../core/errors.ts'
import { attribute, lineOf, type Element, type Page } from '../page/build-page.ts'
import { assertStreamable } from '../page/build-streamable.ts'
import { readControl, type ControlContext } from './build-control.ts'
import { parseMarkup, type Markup } from './build-markup.ts'
import type { PatternCompiler } from './build-pattern.ts'
import { readPlaces, type ReadControl } from './build-place.ts'
import { placeThanks } from './build-thanks.ts'
import { FORM_NAME, type Control, type FormPage } from './format.ts'

/** A form as one page has it. */
export interface ReadForm {
  readonly name: string
  readonly place: Place
  readonly page: FormPage
  readonly controls: readonly Control[]
}

export interface ReadOptions {
  readonly compilePattern: PatternCompiler
  /** Filled with what no server can enforce. */
  readonly warnings: string[]
}

// Every control that a page shows again costs time at the edge.
const MAX_CONTROLS = 500

const ORIGIN = 'https://page.invalid'
const CONTROL_TAGS = new Set(['input', 'select', 'textarea', 'button'])

/**
 * Reads the forms of a page whose action is `/forms/<name>`, and edits the page for their thanks.
 * @throws {BuildError} for what a form cannot have
 */
export function readForms(page: Page, options: ReadOptions): ReadForm[] {
  // Most pages have no form: they need no second parse.
  if (!page.source.includes('forms/')) return []
  const markup = parseMarkup(page.source)
  const read: ReadForm[] = []
  for (const element of markup.elements) {
    if (element.tagName !== 'form') continue
    const name = readName(page, element, markup)
    if (name === undefined) continue
    const form = readForm(page, element, name, markup, options)
    const twin = read.find((other) => other.name === name)
    if (twin !== undefined) {
      throw new BuildError(
        `expected one form "${name}" on a page, but there is one at ${formatPlace(twin.place)} too`,
        form.place,
      )
    }
    read.push(form)
  }
  if (read.length > 0) assertStreamable(page)
  return read
}

/** The name in the form's action, resolved as a browser would; `undefined` for a form that goes elsewhere. */
function readName(page: Page, form: Element, { elements }: Markup): string | undefined {
  const action = attribute(form, 'action')
  if (action === undefined) return undefined
  const baseHref = elements.find(
    (element) => element.tagName === 'base' && attribute(element, 'href') !== undefined,
  )
  const path = ORIGIN + page.path
  const base = resolve(baseHref && attribute(baseHref, 'href'), path)?.href ?? path
  const url = resolve(action, base)
  if (url?.origin !== ORIGIN || !url.pathname.startsWith('/forms/')) return undefined
  const name = url.pathname.slice('/forms/'.length).replace(/\/$/, '')
  if (FORM_NAME.test(name)) return name
  throw new BuildError(
    `expected a form name of lower-case letters, digits and hyphens behind /forms/, got "${name}"`,
    placeOf(page, form),
  )
}

function resolve(url: string | undefined, base: string): URL | undefined {
  return url !== undefined && URL.canParse(url, base) ? new URL(url, base) : undefined
}

function readForm(
  page: Page,
  form: Element,
  name: string,
  markup: Markup,
  { compilePattern, warnings }: ReadOptions,
): ReadForm {
  const place = placeOf(page, form)
  const warn = (element: Element, message: string): void => {
    warnings.push(`${formatPlace(placeOf(page, element))}: ${message}`)
  }
  assertSubmittable(page, form, markup)
  warnOfUnseen(form, markup, warn)
  const controls = readControls(form, markup, { file: page.file, compilePattern, warn })
  if (controls.length > MAX_CONTROLS) {
    throw new BuildError(`expected at most ${MAX_CONTROLS} controls, got ${controls.length}`, place)
  }
  return {
    name,
    place,
    controls: controls.map(({ control }) => control),
    page: {
      path: page.path,
      language: page.language,
      thanks: placeThanks(page, form, name, markup),
      form: markup.rankOf('form', form),
      places: readPlaces(name, controls, markup),
    },
  }
}

function readControls(form: Element, markup: Markup, context: ControlContext): ReadControl[] {
  return markup.elements.flatMap((element) => {
    if (!CONTROL_TAGS.has(element.tagName) || markup.ownerOf(element) !== form) return []
    const control = readControl(element, context)
    return control === undefined ? [] : [{ element, control }]
  })
}

function assertSubmittable(page: Page, form: Element, { elements }: Markup): void {
  const expect = (isRight: boolean, expected: string, element = form): void => {
    if (!isRight) throw new BuildError(`expected ${expected}`, placeOf(page, element))
  }
  const method = attribute(form, 'method') ?? 'get'
  expect(method.toLowerCase() === 'post', `method="post" on the form, got "${method}"`)
  const encoding = attribute(form, 'enctype')?.toLowerCase()
  expect(encoding !== 'text/plain', 'an enctype that can be read back, got "text/plain"')
  const charset = attribute(form, 'accept-charset') ?? 'utf-8'
  expect(isUtf8(charset), `accept-charset="utf-8", got "${charset}"`)
  for (const element of elements) {
    const declared = element.tagName === 'meta' ? attribute(element, 'charset') : undefined
    expect(
      declared === undefined || isUtf8(declared),
      `a page in UTF-8, got "${declared}"`,
      element,
    )
  }
}

function isUtf8(charset: string): boolean {
  return /^\s*utf-?8\s*$/i.test(charset)
}

/** Controls that the browser may send, but that the build cannot see. */
function warnOfUnseen(
  form: Element,
  markup: Markup,
  warn: (element: Element, message: string) => void,
): void {
  for (const element of markup.elements) {
    if (element.tagName === 'noscript' && isWithin(element, form) && hasControl(element)) {
      warn(element, 'controls in <noscript> are not checked')
    }
    if (CONTROL_TAGS.has(element.tagName) && markup.ownerOf(element) === form) {
      if (attribute(element, 'formaction') !== undefined) {
        warn(element, 'a button with formaction sends the form elsewhere')
      }
    }
  }
}

function isWithin(element: Element, form: Element): boolean {
  const place = element.sourceCodeLocation
  const around = form.sourceCodeLocation
  if (!place || !around) return false
  return place.startOffset >= around.startOffset && place.endOffset <= around.endOffset
}

/** With scripting, the parser takes what stands in `<noscript>` for text. */
function hasControl({ childNodes }: Element): boolean {
  return childNodes.some(
    (node) => 'value' in node && /<(?:input|select|textarea|button)\b/i.test(node.value),
  )
}

function placeOf(page: Page, element: Element): Place {
  return { file: page.file, line: lineOf(element) }
}
