/** Reads where a form is sent to: by its action, and by the `formaction` of its buttons. */
import { BuildError } from '../core/errors.ts'
import { attribute, lineOf, type Element, type Page } from '../page/build-page.ts'
import type { Markup } from './build-markup.ts'
import { FORM_NAME } from './format.ts'

/** Stands for the site, whose address need not be known. */
const ORIGIN = 'https://page.invalid'

/** Where the site will be, as far as the owner has said so, and whom to tell of forms that go elsewhere. */
export interface SiteAddress {
  /** `https://example.org`. */
  readonly origin: string | undefined
  warn(element: Element, message: string): void
}

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
  site: SiteAddress,
): string[] {
  const base = readBase(page, markup)
  const nameOf = (element: Element, action: string | undefined): string | undefined =>
    readName(page, element, action, base, site)
  const buttons = owned
    .filter((element) => attribute(element, 'formaction') !== undefined)
    .map((button) => ({ button, name: nameOf(button, attribute(button, 'formaction')) }))
  const names = [nameOf(form, attribute(form, 'action')), ...buttons.map(({ name }) => name)]
  const own = new Set(names.filter((name) => name !== undefined))
  // Of a form that is none of ours, no button is.
  for (const { button, name } of own.size === 0 ? [] : buttons) {
    if (name === undefined) site.warn(button, 'a button with formaction sends the form elsewhere')
  }
  return [...own]
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
  site: SiteAddress,
): string | undefined {
  const url = resolve(action, base)
  if (url === undefined || !url.pathname.startsWith('/forms/')) return undefined
  if (url.origin !== ORIGIN && url.origin !== site.origin) {
    const own =
      site.origin === undefined ? 'the address of this site is not known' : `this is ${site.origin}`
    site.warn(element, `a form that is sent to ${url.origin} is none of this site's; ${own}`)
    return undefined
  }
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
