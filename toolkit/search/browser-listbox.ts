/**
 * The keys of a combobox: a text field that keeps the focus, and a list in which the arrows move (ARIA APG, "Editable
 * Combobox With List Autocomplete").
 */

/** What keys that belong to the composition of a character have (UI Events, section 7.3.1); WebKit's Enter only this. */
const COMPOSING = 229

export interface Listbox {
  /** Shows or hides the options; none is active then. */
  toggle(isOpen: boolean): void
}

/** Joins a field with a list of links that have the role of options. */
export function createListbox(input: HTMLInputElement, list: HTMLElement): Listbox {
  let options: readonly HTMLElement[] = []
  let at = -1
  const activate = (next: number): void => {
    options[at]?.removeAttribute('aria-selected')
    at = next
    const option = options[at]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', option?.id ?? '')
  }
  const toggle = (isOpen: boolean): void => {
    activate(-1)
    options = [...list.querySelectorAll('a')]
    list.hidden = !isOpen
    list.scrollTop = 0
    input.ariaExpanded = String(isOpen)
  }
  input.addEventListener('keydown', (event) => {
    const { key, isComposing, keyCode } = event
    if (isComposing || keyCode === COMPOSING || options.length === 0) return
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      if (list.hidden) toggle(true)
      // Beyond either end is the field itself.
      const places = options.length + 1
      activate(((at + 1 + step + places) % places) - 1)
    } else if (key === 'Enter' && at >= 0) {
      // With the keys that a click has: one of them opens a new tab.
      options[at]?.dispatchEvent(new MouseEvent('click', event))
    } else {
      // What moves in the text is about the text.
      if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(key)) activate(-1)
      return
    }
    event.preventDefault()
  })
  return { toggle }
}
