/** The keys that open the search from anywhere in the page: `/`, and Ctrl with K, which is Cmd on Apple's keyboards. */

const IS_APPLE = /Mac|iP/.test(navigator.platform)
const FIELD = 'input,textarea,select'

/** An element that keys open. */
export interface Openable extends HTMLElement {
  open: () => void
}

const elements = new Set<Openable>()

/** Opens an element by its keys, while it is in the page. */
export function addShortcut(element: Openable): void {
  elements.add(element)
  // The same listener twice is one.
  document.addEventListener('keydown', openByKey)
}

export function removeShortcut(element: Openable): void {
  elements.delete(element)
}

/** Tells of an element's keys at the control that they lead to. */
export function showShortcut(element: Element, control: Element): void {
  const [has, hasMod] = ['/', 'mod+k'].map((key) => takes(element, key))
  const mod = IS_APPLE ? 'Meta+K' : 'Control+K'
  // WAI-ARIA 1.2, section 6.6.
  control.setAttribute('aria-keyshortcuts', `${has ? '/ ' : ''}${hasMod ? mod : ''}`)
  control.lastElementChild?.replaceChildren(has ? '/' : hasMod ? (IS_APPLE ? '⌘K' : 'Ctrl K') : '')
}

function takes(element: Element, key: string): boolean {
  return (element.getAttribute('shortcut') ?? '/ mod+k').split(' ').includes(key)
}

/** The first element that can be seen takes the key. A field keeps what is typed into it. */
function openByKey(event: KeyboardEvent): void {
  const [target] = event.composedPath()
  const isTyped =
    target instanceof HTMLElement && (target.isContentEditable || target.matches(FIELD))
  if (isTyped || event.defaultPrevented || event.altKey) return
  const key = (event.ctrlKey || event.metaKey ? 'mod+' : '') + event.key
  const element = [...elements].find((each) => takes(each, key) && each.checkVisibility())
  if (element === undefined) return
  event.preventDefault()
  element.open()
}
