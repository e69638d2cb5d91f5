/**
 * What the element is made of. It lies in a shadow root, so that neither the page's styles nor the element's reach each
 * other, but for custom properties and parts.
 */
import { SHEET } from './browser-style.ts'
import type { Say } from './browser-words.ts'

export interface Parts {
  readonly form: HTMLFormElement
  readonly input: HTMLInputElement
  /** Says how many there are, to those who see the list and to those who do not. */
  readonly status: HTMLElement
  readonly list: HTMLElement
  /** None where the field stands in the page. */
  readonly dialog: HTMLDialogElement | null
  /** What leads to the field: the button that opens the dialog, or the field itself. */
  readonly control: HTMLElement
}

const ICON = '<svg viewBox="0 0 24 24"><circle cx=10 cy=10 r=7 /><path d="m15 15 7 7"/></svg>'
const BUTTON = `<button class=box part=button aria-haspopup=dialog>${ICON}<span></span><kbd part=hint aria-hidden=true></kbd></button>`
const FIELD = `<form class=box part=form role=search>${ICON}<input part=field name=q role=combobox aria-autocomplete=list aria-controls=list aria-expanded=false maxlength=200 autocomplete=off enterkeyhint=search><button part=close type=button></button></form><section part=panel><p part=status role=status></p><ul id=list part=list role=listbox hidden></ul></section>`

/** Fills a shadow root. The element's own children stay where they are, unseen, and keep the place that they take. */
export function fillShadow(host: Element, say: Say): Parts {
  const shadow = host.attachShadow({ mode: 'open' })
  shadow.adoptedStyleSheets = [SHEET]
  const isInPage = host.getAttribute('mode') === 'page'
  shadow.innerHTML = `<div class="at ${flowOf(host)}"><slot></slot>${
    isInPage ? FIELD : `${BUTTON}</div><dialog part=dialog>${FIELD}`
  }`
  const find = createFind(shadow)
  const [form, input, list] = [find('form'), find('input'), find('ul')]
  const dialog = shadow.querySelector('dialog')
  const name = say('search')
  input.ariaLabel = name
  input.placeholder = host.getAttribute('placeholder') ?? name
  list.ariaLabel = say('results')
  form.lastElementChild?.append(say('close'))
  if (dialog) {
    dialog.ariaLabel = name
    find('span').append(input.placeholder)
  }
  const control = dialog ? find('button') : input
  return { form, input, list, status: find('p'), dialog, control }
}

/** The place of a link flows with the text, as the link does; without children it has a size of its own. */
function flowOf({ firstElementChild: child }: Element): string {
  if (!child) return 'inline bare'
  return getComputedStyle(child).display.startsWith('inline') ? 'inline' : ''
}

/** Finds what the markup has for certain. */
function createFind(root: ParentNode) {
  return <Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] => {
    const found = root.querySelector(name)
    if (!found) throw new Error(name)
    return found
  }
}
