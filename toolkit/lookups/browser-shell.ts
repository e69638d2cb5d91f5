/**
 * What the element is made of. It lies in a shadow root, so that neither the page's styles nor the element's reach each
 * other, but for custom properties and parts. No markup is parsed: a page may demand trusted types.
 */
import { parseSource, readIndex, type LookupAddress } from './browser-index.ts'
import { create } from './browser-create.ts'
import { SHEET } from './browser-style.ts'
import { loadWords, type Say } from './browser-words.ts'
import type { LookupIndex } from './format.ts'

/** Why what answers is to be loaded: the field was come to, or more. */
export type Occasion = 'focus' | 'submit' | 'locate'

/** What a field asks. */
export type Ask = 'find' | 'near' | 'contains' | 'key'

export interface Shell {
  readonly address: LookupAddress
  readonly index: LookupIndex
  readonly ask: Ask
  readonly say: Say
  readonly form: HTMLFormElement
  readonly input: HTMLInputElement
  /** Asks for the visitor's place; in the shell of a field for one. */
  readonly locate: HTMLButtonElement
  /** Says how many rows there are, to those who see them and to those who do not. */
  readonly status: HTMLElement
  readonly results: HTMLElement
}

/**
 * Fills a shadow root with a form, and with what the licence demands.
 * @param start - called on each occasion
 * @throws {Error} where `src` names no lookup, or it cannot be reached: then the element shows what it holds
 */
export async function fillShell(
  host: HTMLElement,
  start: (occasion: Occasion) => void,
): Promise<Shell> {
  const src = host.getAttribute('src') ?? ''
  const address = parseSource(src)
  if (address === undefined)
    throw new Error(`expected src="https://site.example/lookups/name", got "${src}"`)
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  shadow.adoptedStyleSheets = [SHEET]
  if (!shadow.firstChild) shadow.append(create('slot'))
  const [say, index] = await Promise.all([loadWords(host), readIndex(address)])
  const ask = chooseAsk(host.getAttribute('ask'), index)
  const shell = createShell({ address, index, ask, say }, toLabel(host, index, ask, say))
  const { form, status, results } = shell
  shadow.replaceChildren(form, status, results, createCredit(shell))
  shell.input.addEventListener('focus', () => start('focus'))
  shell.locate.addEventListener('click', () => start('locate'))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    start('submit')
  })
  return shell
}

/** @param asked - what the element says; what the lookup cannot answer is not asked */
function chooseAsk(asked: string | null, { find, near, range }: LookupIndex): Ask {
  const can: Ask[] = ['key']
  if (range !== undefined) can.unshift('contains')
  if (near !== undefined) can.unshift('near')
  if (find.length > 0) can.unshift('find')
  return can.find((ask) => ask === asked) ?? can[0] ?? 'key'
}

function toLabel(host: Element, { title, ...index }: LookupIndex, ask: Ask, say: Say): string {
  const own = host.getAttribute('label')
  if (own !== null) return own
  if (ask === 'find') return title
  const names = index.key.map(
    (name) => index.columns.find((column) => column.name === name)?.title ?? name,
  )
  const what =
    ask === 'key' ? names.join('/') : say(ask === 'near' ? 'near' : (index.range?.kind ?? 'text'))
  return `${title}: ${what}`
}

type Given = Pick<Shell, 'address' | 'index' | 'ask' | 'say'>

function createShell(given: Given, label: string): Shell {
  const { address, ask, say } = given
  const input = create('input', 'field')
  // The form can go to the site itself, where nothing answers here.
  Object.assign(input, { id: 'q', name: ask, type: 'search', required: true, maxLength: 200 })
  for (const [name, value] of [
    ['autocomplete', 'off'],
    ['autocapitalize', 'off'],
    ['spellcheck', 'false'],
    ['enterkeyhint', 'search'],
  ] as const)
    input.setAttribute(name, value)
  if (ask === 'near') input.placeholder = '48.85, 2.35'
  const name = create('label', 'label', label)
  name.htmlFor = 'q'
  const locate = create('button', 'locate', say('locate'))
  locate.type = 'button'
  locate.hidden = ask !== 'near' || !isSecureContext || !('geolocation' in navigator)
  const row = create('div', 'row', input, locate, create('button', 'button', say('ask')))
  const form = create('form', 'form', name, row)
  form.role = 'search'
  form.ariaLabel = label
  form.action = `${address.site}/lookups/${address.name}`
  const status = create('p', 'status')
  status.role = 'status'
  return { ...given, form, input, locate, status, results: create('div', 'results') }
}

/** Whom the licence says to name, the licence, and where the data comes from. */
function createCredit({ address, index, say }: Given): HTMLElement {
  const { title, attribution, licence, source } = index
  const lookup = createLink(`${address.site}/lookups/${address.name}/`, title)
  const items = [
    ['', lookup],
    [say('data'), attribution],
    [say('licence'), createLink(licenceUrl(licence), licence)],
    ...(source === undefined ? [] : [['', createLink(source, say('source'))] as const]),
  ] as const
  const parts = items.flatMap(([what, item], at) => [at > 0 ? ' · ' : '', what && `${what} `, item])
  return create('p', 'credit', ...parts)
}

/** Where a licence can be read: an SPDX identifier has a page. */
function licenceUrl(licence: string): string {
  return /^https?:/i.test(licence)
    ? licence
    : `https://spdx.org/licenses/${encodeURIComponent(licence)}.html`
}

function createLink(href: string, text: string): HTMLAnchorElement {
  const link = create('a', 'link', text)
  // What comes of another site may say anything; a link of it may lead to a page only.
  if (/^https?:/i.test(href)) link.href = href
  return link
}
