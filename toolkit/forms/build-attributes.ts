/** Reads attributes and text of elements by the rules of HTML. */
import { BuildError } from '../core/errors.ts'
import { attribute, lineOf, type Element } from '../page/build-page.ts'

/** Whether an element has an attribute, whatever its value. */
export function has(element: Element, name: string): boolean {
  return attribute(element, name) !== undefined
}

/** HTML, "rules for parsing non-negative integers": what stands behind the digits is ignored. */
export function readLength(element: Element, name: string): number | undefined {
  const digits = /^[\t\n\f\r ]*\+?(\d+)/.exec(attribute(element, name) ?? '')?.[1]
  return digits === undefined ? undefined : Math.min(Number(digits), Number.MAX_SAFE_INTEGER)
}

/** Strips and collapses ASCII whitespace. */
export function collapse(text: string): string {
  return text.replaceAll(/[\t\n\f\r ]+/g, ' ').replaceAll(/^ | $/g, '')
}

/** The legend that names a fieldset. */
export function firstLegend(fieldset: Element): Element | undefined {
  return fieldset.childNodes.find(
    (child): child is Element => 'tagName' in child && child.tagName === 'legend',
  )
}

const UNITS: Readonly<Record<string, number>> = { '': 1, kb: 1000, mb: 1_000_000 }

/**
 * A size with its unit, `500 KB` or `2.5 MB`, in bytes.
 * @throws {BuildError} for an attribute that holds none
 */
export function readBytes(element: Element, name: string, file: string): number | undefined {
  const text = attribute(element, name)
  if (text === undefined) return undefined
  const [, digits, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*(kb|mb|)\s*$/i.exec(text) ?? []
  const bytes = Math.round(Number(digits) * (UNITS[unit.toLowerCase()] ?? 1))
  if (bytes > 0) return bytes
  throw new BuildError(`expected a size such as "500 KB" or "5 MB" in ${name}, got "${text}"`, {
    file,
    line: lineOf(element),
  })
}
