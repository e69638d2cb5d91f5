/** Renders compiled templates and single values: the same escaping at the edge and in the browser. */
import { escapeHtml, isSafeUrl, URL_ATTRIBUTES } from '../core/html.ts'
import { Markup, type Data, type Marked, type Part, type Value } from './format.ts'

/** The field of `data` under a dotted name: `country.name`. Inherited members are not fields. */
export function readField(data: Data, field: string): Value {
  let value: Value = data
  for (const name of field.split('.')) {
    if (!isData(value) || !Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
}

/** Whether a `data-when` condition holds: a field that says something, or `!field` for one that does not. */
export function holds(data: Data, condition: string): boolean {
  return condition.startsWith('!')
    ? !holds(data, condition.slice(1))
    : says(readField(data, condition))
}

/** The items of a list field; a field that is no list has none. */
export function readList(data: Data, field: string): readonly Data[] {
  const value = readField(data, field)
  return isList(value) ? value : []
}

/** A value as plain text. */
export function toText(value: Value): string {
  if (value === null || value === undefined || typeof value === 'boolean') return ''
  if (typeof value !== 'object') return String(value)
  return isMarked(value) ? value.text : ''
}

/** A value as HTML element content. */
export function toHtml(value: Value): string {
  if (value instanceof Markup) return value.html
  return isMarked(value) ? markedHtml(value) : escapeHtml(toText(value))
}

/**
 * What an attribute is set to: its text, `''` for `true`, or `undefined` where it must not be set: nothing to say, or
 * a URL that could run script.
 */
export function toAttribute(name: string, value: Value): string | undefined {
  if (value === true) return ''
  if (value === null || value === undefined || value === false) return undefined
  const text = toText(value)
  return URL_ATTRIBUTES.has(name) && !isSafeUrl(text) ? undefined : text
}

/** Renders a compiled template with the fields of one item. */
export function render(parts: readonly Part[], data: Data): string {
  return parts.map((part) => renderPart(part, data)).join('')
}

function renderPart(part: Part, data: Data): string {
  if (typeof part === 'string') return part
  switch (part[0]) {
    case 'text':
      return toHtml(readField(data, part[1]))
    case 'attribute': {
      const value = toAttribute(part[1], readField(data, part[2]))
      return value === undefined ? '' : ` ${part[1]}="${escapeHtml(value)}"`
    }
    case 'when':
      return holds(data, part[1]) ? render(part[2], data) : ''
    case 'each':
      return readList(data, part[1])
        .map((item) => render(part[2], item))
        .join('')
  }
}

function markedHtml({ text, marks }: Marked): string {
  let html = ''
  let at = 0
  for (const [start, end] of marks) {
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`
    at = end
  }
  return html + escapeHtml(text.slice(at))
}

function says(value: Value): boolean {
  if (value instanceof Markup) return value.html !== ''
  if (isList(value)) return value.length > 0
  return value !== undefined && value !== null && value !== false && value !== ''
}

function isMarked(value: Value): value is Marked {
  return isData(value) && typeof value['text'] === 'string' && Array.isArray(value['marks'])
}

function isList(value: Value): value is readonly Data[] {
  return Array.isArray(value)
}

function isData(value: Value): value is Data {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Markup)
  )
}
