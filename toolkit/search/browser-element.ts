/**
 * `<leanto-search>`: search in a dialog that a button opens, or in the page with `mode="page"`. Defined when this module
 * is imported; until then, and without JavaScript, what the element holds works: a link to the search page, or a form.
 * Here is what shows before anything is asked; what answers is loaded when the field is first come to.
 */
import { fillShadow, type Parts } from './browser-markup.ts'
import { addShortcut, removeShortcut, showShortcut } from './browser-shortcut.ts'
import { loadWords, type Say } from './browser-words.ts'

const NAME = 'leanto-search'
// Not the `<title>`, which a page may mark too: it is filled by the Worker.
const REGION = 'body [data-leanto="search"],body [data-leanto^="search:"]'

class LeantoSearch extends HTMLElement {
  /** Opens the dialog, or moves to the field; nothing before the element is ready. */
  open: () => void = () => undefined

  connectedCallback(): void {
    addShortcut(this)
    void upgrade(this)
    if (document.querySelector(REGION)) void import('./browser.ts')
  }

  disconnectedCallback(): void {
    removeShortcut(this)
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, LeantoSearch)

async function upgrade(host: LeantoSearch): Promise<void> {
  const root =
    host.getAttribute('index') ??
    document.querySelector<HTMLLinkElement>('link[rel=leanto-search]')?.href
  if (root === undefined) return
  const say = await loadWords(host)
  // Who types into the form that is there already is not interrupted.
  if (host.matches(':focus-within'))
    await new Promise((resolve) => host.addEventListener('focusout', resolve, { once: true }))
  if (host.shadowRoot) return
  const parts = fillShadow(host, say)
  prepareForm(host, parts)
  startWithFocus(host, parts, say, root)
  host.open = createOpen(parts)
  showShortcut(host, parts.control)
}

/** `filter="topic=money&topic=time"`: values that pages must have, also on the search page. */
function prepareForm(host: Element, { form, input }: Parts): void {
  const own = host.querySelector('form')?.getAttribute('action')
  form.action = host.getAttribute('action') ?? own ?? '/search'
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of new URLSearchParams(host.getAttribute('filter') ?? ''))
      formData.append(`filter.${name}`, value)
  })
  form.addEventListener('submit', (event) => {
    if (!input.value.trim()) event.preventDefault()
  })
}

/** Loads what answers; where that fails, the form still asks the search page, and the next focus tries again. */
function startWithFocus(host: Element, parts: Parts, say: Say, root: string): void {
  const start = (): void =>
    void import('./browser-panel.ts').then(
      ({ startPanel }) => startPanel(host, parts, say, root),
      () => {
        parts.status.textContent = say('failed')
        startWithFocus(host, parts, say, root)
      },
    )
  parts.input.addEventListener('focus', start, { once: true })
}

function createOpen({ dialog, control, form, input }: Parts): () => void {
  if (!dialog) return () => input.focus()
  const open = (): void => {
    if (!dialog.open) dialog.showModal()
    input.select()
  }
  control.addEventListener('click', open)
  form.querySelector('button')?.addEventListener('click', () => dialog.close())
  // What is around the dialog's content is its backdrop.
  dialog.addEventListener('mousedown', ({ target }) => {
    if (target === dialog) dialog.close()
  })
  return open
}
