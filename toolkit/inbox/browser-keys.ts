/** The keys of the inbox: one letter each, as in many mail programs, and never while somebody types. */
import { countSelected, findList, selectAll, toggleRow } from './browser-list.ts'

/** Where the browser remembers that the owner wants no keys. */
const OFF = 'leanto-keys-off'

/** Where the tab remembers the addresses of the list, and the row that a key acted on. */
const LIST = 'leanto-list'
const ROW = 'leanto-row'

// Between `g` and `i`, in milliseconds.
const PAUSE = 1500

const KEYS: Readonly<Record<string, () => boolean>> = {
  j: () => move(1),
  k: () => move(-1),
  o: () => click(findRow()?.querySelector('a')),
  x: select,
  e: () => act('archive'),
  '!': () => act('spam'),
  u: () => act('unread'),
  '#': askToDelete,
  '/': search,
  '?': showKeys,
  Escape: leave,
}

/** Listens to the keys, unless the owner has turned them off. */
export function startKeys(): void {
  const button = document.querySelector<HTMLElement>('#show-keys')
  button?.removeAttribute('hidden')
  button?.addEventListener('click', showKeys)
  const box = document.querySelector<HTMLInputElement>('#use-keys')
  if (box !== null) box.checked = localStorage.getItem(OFF) === null
  box?.addEventListener('change', () => {
    if (box.checked) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, 'off')
  })
  document.addEventListener('keydown', onKey)
  rememberList()
}

let lastG = -PAUSE

function onKey(event: KeyboardEvent): void {
  const { key, timeStamp, target } = event
  if (event.defaultPrevented || event.isComposing) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (localStorage.getItem(OFF) !== null || document.querySelector('dialog[open]') !== null) return
  if (isTyping(target)) {
    if (key === 'Escape' && target instanceof HTMLElement) target.blur()
    return
  }
  if (key === 'i' && timeStamp - lastG < PAUSE) location.assign('/inbox')
  lastG = key === 'g' ? timeStamp : -PAUSE
  const press = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined
  if (press?.()) event.preventDefault()
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type="checkbox"]), select, textarea, [role="textbox"]'))
  )
}

/** In a list the focus goes from row to row; a submission is followed by the next one of its list. */
function move(step: 1 | -1): boolean {
  const rows = findRows()
  if (rows.length === 0) return openNext(step)
  const row = findRow()
  const at = row === undefined ? (step === 1 ? 0 : rows.length - 1) : rows.indexOf(row) + step
  rows[at]?.querySelector('a')?.focus()
  return true
}

function openNext(step: 1 | -1): boolean {
  if (document.querySelector('#submission') === null) return false
  const urls: unknown = JSON.parse(sessionStorage.getItem(LIST) ?? '[]')
  if (!Array.isArray(urls)) return false
  const at = urls.findIndex(
    (url) => new URL(String(url), location.href).pathname === location.pathname,
  )
  const next: unknown = at === -1 ? undefined : urls[at + step]
  if (typeof next === 'string') location.assign(next)
  return true
}

function select(): boolean {
  const [form, row] = [findList(), findRow()]
  if (form === null || row === undefined) return false
  toggleRow(form, row)
  return true
}

/** Presses the button of the page; in a list on what is selected, or else on the row that has the focus. */
function act(action: string): boolean {
  const form = findForm()
  const button = form?.querySelector<HTMLElement>(`button[value="${action}"]:not([hidden])`)
  if (!form || !button || !ensureSelected(form)) return false
  const row = findRow()
  if (row !== undefined) sessionStorage.setItem(ROW, String(findRows().indexOf(row)))
  form.requestSubmit(button)
  return true
}

function askToDelete(): boolean {
  const form = findForm()
  const question = form?.querySelector<HTMLDetailsElement>('details.confirm')
  if (!form || !question || !ensureSelected(form)) return false
  question.open = true
  question.querySelector('button')?.focus()
  return true
}

function findForm(): HTMLFormElement | null {
  return findList() ?? document.querySelector('form#act')
}

function ensureSelected(form: HTMLFormElement): boolean {
  if (form !== findList() || countSelected(form) > 0) return true
  const row = findRow()
  if (row === undefined) return false
  toggleRow(form, row, true)
  return true
}

function search(): boolean {
  const field = document.querySelector<HTMLInputElement>('#q')
  field?.focus()
  field?.select()
  return field !== null
}

function showKeys(): boolean {
  document.querySelector<HTMLDialogElement>('#keys')?.showModal()
  return true
}

/** Takes back a question, else the selection, else goes back to the list. */
function leave(): boolean {
  const question = document.querySelector<HTMLDetailsElement>('details.confirm[open]')
  if (question !== null) {
    question.open = false
    question.querySelector('summary')?.focus()
    return true
  }
  const list = findList()
  if (list === null) return click(document.querySelector<HTMLElement>('#back'))
  selectAll(list, false)
  return true
}

function click(element: HTMLElement | null | undefined): boolean {
  element?.click()
  return Boolean(element)
}

function findRows(): Element[] {
  return [...document.querySelectorAll('.row')]
}

function findRow(): Element | undefined {
  return document.activeElement?.closest('.row') ?? undefined
}

/** The rows of this list, for the keys of the pages that they lead to; and the focus goes back to where it was. */
function rememberList(): void {
  const rows = findRows().map((row) => row.querySelector('a'))
  if (document.querySelector('#list') === null) return
  sessionStorage.setItem(LIST, JSON.stringify(rows.map((link) => link?.href)))
  const at = sessionStorage.getItem(ROW)
  sessionStorage.removeItem(ROW)
  if (at !== null) rows[Math.min(Number(at), rows.length - 1)]?.focus()
}
