/** Shows on the page what is wrong with a form: the same markup as the Worker's, see `render-markup.ts`. */
import { toSummaryText } from './render-markup.ts'

/** One invalid control, as the Worker's JSON answer tells it. */
export interface FieldProblem {
  readonly name: string
  readonly id: string
  readonly label: string
  readonly message: string
}

/** Shows a summary before the form and a message at each control, and moves the focus to the summary. */
export function showErrors(
  form: HTMLFormElement,
  heading: string,
  problems: readonly FieldProblem[],
): void {
  const summary = showProblem(form, heading)
  // A `<base>` takes `#id` for a link to another page.
  const hasBase = document.querySelector('base[href]') !== null
  const page = hasBase ? location.pathname + location.search : ''
  const list = document.createElement('ul')
  for (const problem of problems) {
    const id = showMessage(form, problem)
    const link = document.createElement('a')
    link.href = `${page}#${id}`
    link.textContent = toSummaryText(problem.label, problem.message)
    const item = document.createElement('li')
    item.append(link)
    list.append(item)
  }
  if (problems.length > 0) summary.append(list)
}

/** Shows a summary that is about no control, and moves the focus to it. */
export function showProblem(form: HTMLFormElement, heading: string): HTMLElement {
  withdrawErrors(form)
  const title = document.createElement('p')
  title.className = 'leanto-errors-title'
  title.textContent = heading
  const summary = document.createElement('div')
  summary.className = 'leanto-errors'
  summary.id = `${nameOf(form)}-errors`
  summary.role = 'alert'
  summary.tabIndex = -1
  summary.append(title)
  form.before(summary)
  // Earlier thanks show as long as they are the target of the address.
  if (location.hash === `#${nameOf(form)}-thanks`) location.hash = summary.id
  summary.focus()
  return summary
}

/** Takes back whatever was shown for the form, here or by the Worker. */
export function withdrawErrors(form: HTMLFormElement): void {
  document.getElementById(`${nameOf(form)}-errors`)?.remove()
  const marked = [...form.querySelectorAll('fieldset'), ...form.elements]
  for (const element of marked) {
    const ids = (element.getAttribute('aria-describedby') ?? '').split(/\s+/)
    const shown = ids.find((id) =>
      /^leanto-(error|note)$/.test(document.getElementById(id)?.className ?? ''),
    )
    element.removeAttribute('aria-invalid')
    if (shown === undefined) continue
    document.getElementById(shown)?.remove()
    setDescribedBy(
      element,
      ids.filter((id) => id !== shown),
    )
  }
}

function nameOf(form: HTMLFormElement): string {
  const { pathname } = new URL(form.getAttribute('action') ?? '', document.baseURI)
  return pathname.split('/')[2] ?? ''
}

/** Gives the id of the control. */
function showMessage(form: HTMLFormElement, problem: FieldProblem): string {
  const control = findControl(form, problem)
  if (control === undefined) return problem.id
  control.id ||= problem.id
  control.setAttribute('aria-invalid', 'true')
  const message = document.createElement('p')
  message.className = 'leanto-error'
  message.id = `${control.id}-error`
  message.textContent = problem.message
  const legend = findLegend(form, control)
  ;(legend ?? findLabel(control) ?? control).after(message)
  const described = legend?.closest('fieldset') ?? control
  const own = described.getAttribute('aria-describedby') ?? ''
  setDescribedBy(described, [message.id, own])
  return control.id
}

function findControl(form: HTMLFormElement, { id, name }: FieldProblem): Element | undefined {
  const own = [...form.elements].filter((element) => element.getAttribute('name') === name)
  return own.find((element) => element.id === id) ?? own[0]
}

/** The label behind which a message belongs: around the control, or behind a box. */
function findLabel(control: Element): Element | undefined {
  const isBox = control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type)
  const behind = isBox
    ? [...(control.labels ?? [])].find((label) => isBehind(label, control))
    : undefined
  return behind ?? control.closest('label') ?? undefined
}

function isBehind(label: Element, control: Element): boolean {
  return (control.compareDocumentPosition(label) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}

/** The legend of a group that has its fieldset to itself. */
function findLegend(form: HTMLFormElement, control: Element): Element | undefined {
  const name = control.getAttribute('name')
  const group = control.closest('fieldset')
  const inside = [...form.elements].filter(
    (element) => group !== element && group?.contains(element),
  )
  const isGroup = control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type)
  const isAlone = inside.every((element) => element.getAttribute('name') === name)
  const isOneBox = control.getAttribute('type') === 'checkbox' && inside.length === 1
  if (!isGroup || !isAlone || isOneBox) return undefined
  return group?.querySelector('legend') ?? undefined
}

function setDescribedBy(element: Element, ids: readonly string[]): void {
  const value = ids.join(' ').trim()
  if (value === '') element.removeAttribute('aria-describedby')
  else element.setAttribute('aria-describedby', value)
}
