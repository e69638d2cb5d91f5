/** Reads what the owner asks of the server in `data-` attributes of a form. */
import { BuildError } from '../core/errors.ts'
import { attribute, elements, lineOf, type Element, type Page } from '../page/build-page.ts'
import { has, readBytes } from './build-attributes.ts'
import type { FormOptions } from './format.ts'

type Draft = { -readonly [Key in keyof FormOptions]: FormOptions[Key] }

// Names of targets and messages, as the owner's functions declare them.
const NAME = /^[a-z][a-z0-9-]*$/
const MAX_DAYS = 36_500

/**
 * Reads the options of a form.
 * @throws {BuildError} for a value that an option cannot have
 */
export function readOptions(form: Element, { file }: Page): FormOptions {
  const place = { file, line: lineOf(form) }
  const read = <T>(name: string, parse: (text: string) => T | undefined, expected: string) => {
    const text = attribute(form, name)
    const value = text === undefined ? undefined : parse(text.trim())
    if (text !== undefined && value === undefined) {
      throw new BuildError(`expected ${expected} in ${name}, got "${text}"`, place)
    }
    return value
  }
  const draft: Draft = {}
  const notify = read('data-notify', parseNames, 'names of lower-case letters, parted by blanks,')
  if (notify !== undefined) draft.notify = notify
  const retention = read('data-retention', parseDays, 'a number of days such as "90 days"')
  if (retention !== undefined) draft.retention = retention
  const quarantine = read('data-quarantine', parsePoints, 'a number of points or "never"')
  if (quarantine !== undefined) draft.quarantine = quarantine
  if (has(form, 'data-proof-of-work')) draft.proof = true
  if (elements(form).some(isTurnstile)) draft.turnstile = true
  const autoresponse = read('data-autoresponse', parseName, 'a name of lower-case letters')
  if (autoresponse !== undefined) draft.autoresponse = autoresponse
  const maxbytes = readBytes(form, 'data-max-size', file)
  if (maxbytes !== undefined) draft.maxbytes = maxbytes
  return draft
}

function parseName(text: string): string | undefined {
  return NAME.test(text) ? text : undefined
}

/** Each once, parted by one blank. */
function parseNames(text: string): string | undefined {
  const names = [...new Set(text.split(/\s+/))]
  return names.every((name) => NAME.test(name)) ? names.join(' ') : undefined
}

function parseDays(text: string): number | undefined {
  const days = Number(/^(\d+)\s*days?$/i.exec(text)?.[1])
  return days >= 1 && days <= MAX_DAYS ? days : undefined
}

function parsePoints(text: string): number | 'never' | undefined {
  if (text === 'never') return 'never'
  return /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 ? Number(text) : undefined
}

/** Cloudflare's widget, as its documentation has the markup. */
function isTurnstile(element: Element): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes('cf-turnstile')
}
