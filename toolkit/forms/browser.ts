/**
 * Sends forms without leaving the page: errors and thanks appear in place, as on the page that the Worker answers with.
 * Without it, everything works the same by full page loads. Importing the module is enough.
 */
import { showErrors, showProblem, withdrawErrors, type FieldProblem } from './browser-show.ts'
import { sayUnavailable } from './unavailable.ts'

const enhanced = new WeakSet<HTMLFormElement>()
const busy = new WeakSet<HTMLFormElement>()

enhanceAll()
// Astro swaps pages without loading them.
document.addEventListener('astro:page-load', enhanceAll)

function enhanceAll(): void {
  for (const form of document.querySelectorAll('form')) {
    if (enhanced.has(form) || !isOwn(form)) continue
    enhanced.add(form)
    form.addEventListener('submit', onSubmit)
  }
}

/** A control named `action` hides the property, so the attribute is read. */
function isOwn(form: HTMLFormElement): boolean {
  const url = new URL(form.getAttribute('action') ?? '', document.baseURI)
  return url.origin === location.origin && url.pathname.startsWith('/forms/')
}

function onSubmit(event: SubmitEvent): void {
  const form = event.currentTarget
  // A button may send the form elsewhere.
  if (!(form instanceof HTMLFormElement) || event.submitter?.hasAttribute('formaction')) return
  if (event.defaultPrevented) return
  event.preventDefault()
  if (busy.has(form)) return
  busy.add(form)
  form.setAttribute('aria-busy', 'true')
  void send(form, event.submitter).finally(() => {
    busy.delete(form)
    form.removeAttribute('aria-busy')
  })
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  try {
    const response = await fetch(form.getAttribute('action') ?? '', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: toBody(form, submitter),
    })
    showAnswer(form, response.status, parseAnswer(await response.json()))
  } catch {
    // Nothing answered, or something that is not the Worker.
    showProblem(form, sayUnavailable(document.documentElement.lang))
  }
}

function toBody(form: HTMLFormElement, submitter: HTMLElement | null): BodyInit {
  const data = new FormData(form, submitter)
  if (form.getAttribute('enctype')?.toLowerCase() === 'multipart/form-data') return data
  const body = new URLSearchParams()
  for (const [name, value] of data) if (typeof value === 'string') body.append(name, value)
  return body
}

interface Answer {
  readonly location: string | undefined
  readonly detail: string | undefined
  readonly errors: readonly FieldProblem[]
}

function parseAnswer(value: unknown): Answer {
  const errors = read(value, 'errors')
  return {
    location: readText(value, 'location'),
    detail: readText(value, 'detail'),
    errors: Array.isArray(errors) ? errors.map(parseProblem) : [],
  }
}

function parseProblem(value: unknown): FieldProblem {
  return {
    name: readText(value, 'name') ?? '',
    id: readText(value, 'id') ?? '',
    label: readText(value, 'label') ?? '',
    message: readText(value, 'message') ?? '',
  }
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function readText(value: unknown, key: string): string | undefined {
  const text = read(value, key)
  return typeof text === 'string' ? text : undefined
}

function showAnswer(form: HTMLFormElement, status: number, answer: Answer): void {
  const { location: target, detail, errors } = answer
  if (status === 201 && target !== undefined) return showThanks(form, target)
  const heading = detail ?? sayUnavailable(document.documentElement.lang)
  if (status === 422) showErrors(form, heading, errors)
  else showProblem(form, heading)
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
