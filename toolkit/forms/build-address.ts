/** Reads where a form is sent to: by its action, and by the `formaction` of its buttons. */
import { BuildError } from '../core/errors.ts'
import { attribute, lineOf, type Element, type Page } from '../page/build-page.ts'
import type { Markup } from './build-markup.ts'
import { FORM_NAME } from './format.ts'

const ORIGIN = 'https://page.invalid'

/**
 * Names of the addresses `/forms/<name>` that a form is sent to, that of its action first. None for a form that goes
 * elsewhere.
 * @throws {BuildError} for an address below `/forms/` that is no name
 */
export function readAddresses(
  page: Page,
  form: Element,
  owned: readonly Element[],
  markup: Markup,
): string[] {
  const base = readBase(page, markup)
  const actions: [Element, string | undefined][] = [
    [form, attribute(form, 'action')],
    ...owned.map((element): [Element, string | undefined] => [
      element,
      attribute(element, 'formaction'),
    ]),
  ]
  const names = actions.flatMap(([element, action]) => readName(page, element, action, base) ?? [])
  return [...new Set(names)]
}

/** Whether the `formaction` of a button leads away from the forms of this site. */
export function isSentElsewhere(page: Page, button: Element, markup: Markup): boolean {
  const action = attribute(button, 'formaction')
  return (
    action !== undefined && readName(page, button, action, readBase(page, markup)) === undefined
  )
}

/** The address that relative ones are resolved against, as a browser does. */
function readBase({ path }: Page, { elements }: Markup): string {
  const base = elements.find(
    (element) => element.tagName === 'base' && attribute(element, 'href') !== undefined,
  )
  const own = ORIGIN + path
  return resolve(base && attribute(base, 'href'), own)?.href ?? own
}

function readName(
  page: Page,
  element: Element,
  action: string | undefined,
  base: string,
): string | undefined {
  const url = resolve(action, base)
  if (url?.origin !== ORIGIN || !url.pathname.startsWith('/forms/')) return undefined
  const name = url.pathname.slice('/forms/'.length).replace(/\/$/, '')
  if (FORM_NAME.test(name)) return name
  throw new BuildError(
    `expected a form name of lower-case letters, digits and hyphens behind /forms/, got "${name}"`,
    { file: page.file, line: lineOf(element) },
  )
}

function resolve(url: string | undefined, base: string): URL | undefined {
  return url !== undefined && URL.canParse(url, base) ? new URL(url, base) : undefined
}
