/** Reads attributes and text of elements by the rules of HTML. */
import { attribute, type Element } from '../page/build-page.ts'

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
