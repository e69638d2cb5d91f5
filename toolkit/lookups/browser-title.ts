/** The title of a page, which has what is shown before what it says of page and site, as the Worker writes it. */
import { parseFills, type Data } from '../page/format.ts'
import { readField, toText } from '../page/render.ts'
import { isFilled, regionsOf } from './browser-asked.ts'

const BETWEEN = ' · '

/** What titles say while nothing is asked. */
const plain = new WeakMap<Element, string>()

/**
 * Learns what the title of a page says while nothing is asked, before anything is filled here.
 * @param answer - gives the fields that the Worker has filled the page with
 */
export async function readTitle(
  name: string,
  answer: () => Promise<Data | undefined>,
): Promise<void> {
  const title = titleOf(name)
  if (!title || plain.has(title)) return
  const text = title.textContent
  plain.set(title, text)
  if (!isFilled(name)) return
  const shown = shownIn(title, (await answer().catch(() => undefined)) ?? {})
  const start = shown !== '' && text.startsWith(shown + BETWEEN) ? shown : ''
  plain.set(title, start === '' ? afterFirst(text) : text.slice(start.length + BETWEEN.length))
}

/** @param data - nothing where nothing is asked */
export function fillTitle(name: string, data: Data): void {
  const title = titleOf(name)
  if (!title) return
  const shown = shownIn(title, data)
  const text = plain.get(title) ?? ''
  title.textContent = shown === '' ? text : shown + BETWEEN + text
}

function titleOf(name: string): Element | undefined {
  return regionsOf(name).find(({ localName }) => localName === 'title')
}

/** The field that a title has before what it says in any case. */
function shownIn(title: Element, data: Data): string {
  const fills = parseFills(title.getAttribute('data-fill') ?? '') ?? []
  const [, field] = fills.find(([target]) => target === 'text') ?? []
  return field === undefined ? '' : toText(readField(data, field))
}

function afterFirst(text: string): string {
  const at = text.indexOf(BETWEEN)
  return at < 0 ? text : text.slice(at + BETWEEN.length)
}
