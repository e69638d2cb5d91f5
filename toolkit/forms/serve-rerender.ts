/** The form's page again, with what was typed and what is wrong, written into the static page while it streams. */
import { pageHeaders } from '../page/serve.ts'
import { OWN_FIELD_ATTRIBUTE, THANKS_ATTRIBUTE } from './fields.ts'
import type { Control } from './format.ts'
import { toRemarkHtml, toRemarkId, toSummaryHtml } from './render-markup.ts'
import type { RenderPlan } from './render-plan.ts'

/** Names the page in the address of a form that is shown again: there, the browser's own word is the form's address. */
export const PAGE_PARAMETER = 'page'

/** What the build inserted is not counted. */
const CONTROLS = `input:not([${OWN_FIELD_ATTRIBUTE}]), select, textarea, button`

/** Answers with the form's page, fetched fresh. The page streams; it is never held whole. */
export function renderForm(response: Response, plan: RenderPlan): Response {
  const { status, headers } = plan.state
  const filled = createRewriter(plan).transform(response)
  return new Response(filled.body, { status, headers: { ...pageHeaders(), ...headers } })
}

/** Answers with the form's page, its thanks shown though they are not the target of the address. */
export function renderThanks(response: Response, id: string): Response {
  const thanked = new HTMLRewriter()
    .on(`[${THANKS_ATTRIBUTE}]`, {
      element(element) {
        if (element.getAttribute('id') === id) element.removeAttribute(THANKS_ATTRIBUTE)
      },
    })
    .transform(response)
  return new Response(thanked.body, { headers: pageHeaders() })
}

/** Elements are counted in the page as it is written, as the build counted them. */
function createRewriter(plan: RenderPlan): HTMLRewriter {
  const { page, state, controls, options, afterLabels, afterLegends, fieldsets } = plan
  const rewriter = new HTMLRewriter()
  // Later titles are those of drawings.
  visitEach(rewriter, 'title', (element, at) => at === 0 && element.prepend(state.titlePrefix))
  let address = ''
  rewriter.on('base[href]', { element: () => void (address = state.address) })
  visitEach(
    rewriter,
    'form',
    (element, at) => at === page.form && startForm(element, plan, address),
  )
  visitEach(rewriter, CONTROLS, (element, at) => {
    const index = controls.get(at)
    if (index !== undefined) fillControl(element, plan, index)
  })
  visitEach(rewriter, 'option', (element, at) => {
    const isSelected = options.get(at)
    if (isSelected !== undefined) toggle(element, 'selected', isSelected)
  })
  // Each matched element costs time, so what is not needed is not matched.
  if (afterLabels.size > 0) visitEach(rewriter, 'label', insertAfterEnd(afterLabels))
  if (afterLegends.size > 0) visitEach(rewriter, 'legend', insertAfterEnd(afterLegends))
  if (fieldsets.size > 0) {
    visitEach(rewriter, 'fieldset', (element, at) => {
      const remarkId = fieldsets.get(at)
      if (remarkId !== undefined) describe(element, remarkId)
    })
  }
  return rewriter
}

type Visit = (element: Element, at: number) => unknown

/** Shows `visit` each element that the selector matches, with its rank. */
function visitEach(rewriter: HTMLRewriter, selector: string, visit: Visit): void {
  let at = 0
  rewriter.on(selector, {
    element(element) {
      visit(element, at)
      at += 1
    },
  })
}

function startForm(element: Element, plan: RenderPlan, address: string): void {
  const { summary, contract, page, state } = plan
  element.before(toSummaryHtml(contract.name, state.heading, summary, address), { html: true })
  if (contract.pages.length < 2) return
  const query = new URLSearchParams({ [PAGE_PARAMETER]: page.path })
  element.setAttribute('action', escapeAmpersands(`/forms/${contract.name}?${query.toString()}`))
}

function insertAfterEnd(markup: ReadonlyMap<number, string>): Visit {
  return (element, at) => {
    const html = markup.get(at)
    if (html !== undefined) element.onEndTag((end) => void end.after(html, { html: true }))
  }
}

function fillControl(element: Element, { contract, page, state }: RenderPlan, index: number): void {
  const control = contract.controls[index]
  const place = page.places[index]
  // A page and a contract of two deployments do not belong together: better the plain page than a wrong value.
  if (control === undefined || place === undefined || !isNamed(element, control.name)) return
  fillValue(element, control, state.bound[index] ?? [])
  const remark = state.remarks.get(index)
  if (remark === undefined) return
  if (element.getAttribute('id') === null) element.setAttribute('id', escapeAmpersands(place.id))
  if (remark.kind === 'error') element.setAttribute('aria-invalid', 'true')
  if (place.legend !== undefined) return
  describe(element, toRemarkId(place.id, remark))
  if (place.after === undefined) element.after(toRemarkHtml(place.id, remark), { html: true })
}

/** HTMLRewriter shows attributes as they are written, so that a name with a character reference cannot be compared. */
function isNamed(element: Element, name: string): boolean {
  const written = element.getAttribute('name') ?? ''
  return written === name || written.includes('&')
}

function fillValue(element: Element, control: Control, values: readonly string[]): void {
  const [value] = values
  switch (control.type) {
    case 'checkbox':
    case 'radio':
      if (control.disabled !== true) toggle(element, 'checked', value !== undefined)
      break
    case 'password':
    case 'file':
    case 'select':
    case 'submit':
    case 'image':
      break
    case 'textarea':
      // The parser drops one line end after the start tag.
      if (value !== undefined) element.setInnerContent(`\n${value}`)
      break
    default:
      if (value !== undefined) element.setAttribute('value', escapeAmpersands(value))
  }
}

/** HTMLRewriter escapes the quotes of an attribute but not the ampersands, so `&lt;` would come out as `<`. */
function escapeAmpersands(text: string): string {
  return text.replaceAll('&', '&amp;')
}

function toggle(element: Element, attribute: string, isOn: boolean): void {
  if (isOn) element.setAttribute(attribute, '')
  else element.removeAttribute(attribute)
}

/** Puts the remark before whatever describes the element already; that is as the source has it, escaped. */
function describe(element: Element, remarkId: string): void {
  const own = element.getAttribute('aria-describedby') ?? ''
  element.setAttribute('aria-describedby', `${escapeAmpersands(remarkId)} ${own}`.trim())
}
