/**
 * Sends forms without leaving the page: errors and thanks appear in place, as on the page that the Worker answers with.
 * Without it, everything works the same by full page loads. Importing the module is enough.
 */
import { createProgress, type Progress } from './browser-progress.ts'
import { showErrors, showProblem, withdrawErrors, type FieldProblem } from './browser-show.ts'
import { ELAPSED_FIELD, FILL_FIELD } from './fields.ts'

const busy = new WeakSet<HTMLFormElement>()
// What is sent again, because no answer came, is known by this.
const fills = new WeakMap<HTMLFormElement, string>()
let shown = 0

// Astro swaps pages without loading them.
document.addEventListener('astro:page-load', () => {
  shown = performance.now()
})

// On its way down, so that the form's own listener comes after the owner's and before a router's on the document.
document.addEventListener(
  'submit',
  ({ target }) => {
    if (target instanceof HTMLFormElement) {
      target.addEventListener('submit', onSubmit, { once: true })
    }
  },
  true,
)

function onSubmit(event: SubmitEvent): void {
  const form = event.currentTarget
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return
  if (/^dialog$/i.test(event.submitter?.getAttribute('formmethod') ?? '')) return
  // A control named `action` hides the property, so the attribute is read.
  const action = event.submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? ''
  const url = new URL(action, document.baseURI)
  if (url.origin !== location.origin || !url.pathname.startsWith('/forms/')) return
  event.preventDefault()
  if (busy.has(form)) return
  busy.add(form)
  form.setAttribute('aria-busy', 'true')
  send(form, event.submitter, url.href)
}

function send(form: HTMLFormElement, submitter: HTMLElement | null, url: string): void {
  const data = new FormData(form, submitter)
  data.append(ELAPSED_FIELD, String(Math.round(performance.now() - shown)))
  data.append(FILL_FIELD, nameFill(form))
  const hasFile = [...data.values()].some((value) => value instanceof File && value.size > 0)
  const progress = hasFile ? createProgress(form, submitter?.textContent ?? '') : undefined
  const request = new XMLHttpRequest()
  request.open('POST', url)
  request.setRequestHeader('accept', 'application/json')
  request.responseType = 'json'
  request.upload.addEventListener('progress', (event) => progress?.show(event))
  request.addEventListener('loadend', () => finish(form, request, progress))
  request.send(
    form.getAttribute('enctype')?.toLowerCase() === 'multipart/form-data'
      ? data
      : toUrlencoded(data),
  )
}

function nameFill(form: HTMLFormElement): string {
  const fill = fills.get(form) ?? crypto.getRandomValues(new Uint32Array(8)).join('-')
  fills.set(form, fill)
  return fill
}

function toUrlencoded(data: FormData): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of data) if (typeof value === 'string') body.append(name, value)
  return body
}

function finish(form: HTMLFormElement, { status, response }: XMLHttpRequest, progress?: Progress) {
  busy.delete(form)
  form.removeAttribute('aria-busy')
  progress?.remove()
  const answer: Partial<Answer> = response ?? {}
  const { location: target, detail, errors } = answer
  if (status === 201 && target !== undefined) {
    fills.delete(form)
    showThanks(form, target)
  } else if (errors !== undefined) showErrors(form, detail ?? '', errors)
  // Nothing answered, or something that is not the Worker.
  else showProblem(form, detail ?? sayUnavailable(form))
}

/** What the Worker answers. */
interface Answer {
  readonly location: string
  readonly detail: string
  readonly errors: readonly FieldProblem[]
}

/** The build wrote the sentence into the form, in the language of the page. */
function sayUnavailable(form: HTMLFormElement): string {
  return form.querySelector('[data-unavailable]')?.getAttribute('data-unavailable') ?? ''
}

function showThanks(form: HTMLFormElement, target: string): void {
  const url = new URL(target, location.href)
  if (url.pathname !== location.pathname || url.hash === '') {
    location.assign(url)
    return
  }
  withdrawErrors(form)
  form.reset()
  location.hash = url.hash
  document.getElementById(url.hash.slice(1))?.focus()
}
