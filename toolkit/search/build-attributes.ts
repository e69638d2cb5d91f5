/**
 * What the attributes of an element say of the search: `data-leanto-*`, and `data-pagefind-*`, which means the same
 * (Pagefind 1.6, "Indexing").
 */
import type { Element } from '../page/build-page.ts'

const MARK = /^data-(?:leanto|pagefind|search)-([a-z-]+)$/
/** `name[attribute]`: the value is that of another attribute. */
const FROM_ATTRIBUTE = /^([^[\]]+)\[(.+)\]$/
const MAX_WEIGHT = 10

/** The attributes that decide how an element is read, read at once. */
export interface Attributes {
  readonly id: string
  /** The classes as written. */
  readonly classes: string
  /** In lower case. */
  readonly role: string
  /** Hidden from everybody, or from those who listen to the page. */
  readonly hidden: boolean
  readonly marks: Marks | undefined
}

/** What the author of a page says of an element. */
export interface Marks {
  /** Whether this is what is searched of the page. */
  readonly body: boolean
  /** Whether the page is only for visitors with a permission. */
  readonly private: boolean
  /** Whether the text is left out, or also what is captured within. */
  readonly ignore: 'text' | 'all' | undefined
  /** What an occurrence of a word within counts, 0 to 10. */
  readonly weight: number | undefined
  /** The attributes whose values are searched. */
  readonly indexed: readonly string[]
  readonly captures: readonly Capture[]
}

/** A value that an element gives the page. */
export interface Capture {
  readonly kind: 'meta' | 'default-meta' | 'filter' | 'sort'
  readonly name: string
  /** `undefined`: the text of the element. */
  readonly value: string | undefined
}

const NONE: Attributes = { id: '', classes: '', role: '', hidden: false, marks: undefined }
const NO_MARKS: Marks = {
  body: false,
  private: false,
  ignore: undefined,
  weight: undefined,
  indexed: [],
  captures: [],
}

/** Reads what the attributes of an element say. */
export function readAttributes(element: Element): Attributes {
  if (element.attrs.length === 0) return NONE
  let { id, classes, role, hidden, marks } = NONE
  let isPanel = false
  for (const { name, value } of element.attrs) {
    if (name === 'class') classes = value
    else if (name === 'id') id = value
    else if (name === 'role') role = value.trim().toLowerCase()
    // What the browser finds by itself is found here, too.
    else if (name === 'hidden') hidden ||= value.toLowerCase() !== 'until-found'
    else if (name === 'aria-hidden') isPanel ||= value === 'true'
    else if (name.startsWith('data-')) marks = readMark(element, name, value, marks)
  }
  // A tab that is not shown yet is text of the page like the one that is.
  if (role === 'tabpanel') hidden = false
  return { id, classes, role, hidden: hidden || isPanel, marks }
}

/** Whether `private` is among the words of a value: rather a page too many is hidden than one shown. */
export function asksForPrivacy(value: string): boolean {
  return /(?:^|[\s,])private(?:[\s,]|$)/i.test(value)
}

function readMark(
  element: Element,
  name: string,
  value: string,
  marks: Marks | undefined,
): Marks | undefined {
  const before = marks ?? NO_MARKS
  // Results are no text of the page that shows them.
  if (name === 'data-leanto' && /^search(?:$|:)/.test(value)) return { ...before, ignore: 'text' }
  const kind = MARK.exec(name)?.[1]
  switch (kind) {
    case 'body':
      return { ...before, body: true }
    case 'search':
      return asksForPrivacy(value)
        ? { ...before, private: true, body: before.body || !isRoot(element) }
        : { ...before, body: true }
    case 'ignore':
      return { ...before, ignore: /^(|index|true)$/i.test(value.trim()) ? 'text' : 'all' }
    case 'weight':
      return { ...before, weight: readWeight(value) ?? before.weight }
    case 'index-attrs':
      return { ...before, indexed: [...before.indexed, ...splitNames(value)] }
    case 'meta':
    case 'default-meta':
    case 'filter':
    case 'sort':
      return {
        ...before,
        captures: [
          ...before.captures,
          ...readPairs(element, value).map((pair) => ({ kind, ...pair })),
        ],
      }
    default:
      return marks
  }
}

function isRoot({ tagName }: Element): boolean {
  return tagName === 'html' || tagName === 'body'
}

function readWeight(value: string): number | undefined {
  const weight = value.trim() === '' ? Number.NaN : Number(value)
  return Number.isNaN(weight) ? undefined : Math.min(MAX_WEIGHT, Math.max(0, weight))
}

function splitNames(value: string): string[] {
  return value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** `name, name[attribute], name:value`: what is written out takes all that follows, commas too. */
function readPairs(element: Element, list: string): Omit<Capture, 'kind'>[] {
  const colon = list.indexOf(':')
  const names = splitNames(colon < 0 ? list : list.slice(0, colon))
  return names.map((part, index) => {
    if (colon >= 0 && index === names.length - 1)
      return { name: part, value: list.slice(colon + 1) }
    const [, name, from] = FROM_ATTRIBUTE.exec(part) ?? []
    if (name === undefined) return { name: part, value: undefined }
    const wanted = from?.trim().toLowerCase()
    const value = element.attrs.find((candidate) => candidate.name === wanted)?.value ?? ''
    return { name: name.trim(), value }
  })
}
