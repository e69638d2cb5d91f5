/** The edit of `serve-rerender.ts` done on a tree, whosever tree that is: what the streaming parser competes with. */
import { OWN_FIELD_ATTRIBUTE } from '../toolkit/forms/fields.ts'
import { toRemarkHtml, toRemarkId, toSummaryHtml } from '../toolkit/forms/render-markup.ts'
import type { RenderPlan } from '../toolkit/forms/render-plan.ts'

/** A parsed page. */
export interface Tree<Element> {
  /** In tree order. */
  readonly elements: readonly Element[]
  /** In lower case. */
  tagOf(element: Element): string
  get(element: Element, name: string): string | undefined
  /** Sets an attribute, or removes it. */
  set(element: Element, name: string, value: string | undefined): void
  /** Inserts markup as siblings. */
  insert(element: Element, where: 'before' | 'after', html: string): void
  textOf(element: Element): string
  setText(element: Element, text: string): void
}

const CONTROLS = new Set(['input', 'select', 'textarea', 'button'])

/** Shows in a page what the plan says. */
export function editTree<Element>(tree: Tree<Element>, plan: RenderPlan): void {
  const { contract, page, state, summary } = plan
  const byTag = Map.groupBy(tree.elements, (element) => tree.tagOf(element))
  const find = (tag: string, at: number): Element | undefined => byTag.get(tag)?.[at]
  const title = find('title', 0)
  if (title !== undefined) tree.setText(title, state.titlePrefix + tree.textOf(title))
  const form = find('form', page.form)
  if (form !== undefined) {
    tree.insert(form, 'before', toSummaryHtml(contract.name, state.heading, summary, ''))
  }
  fillControls(tree, plan)
  for (const [at, isSelected] of plan.options)
    toggle(tree, find('option', at), 'selected', isSelected)
  for (const [tag, markup] of [
    ['label', plan.afterLabels] as const,
    ['legend', plan.afterLegends] as const,
  ]) {
    for (const [at, html] of markup) insertAfter(tree, find(tag, at), html)
  }
  for (const [at, remarkId] of plan.fieldsets) describe(tree, find('fieldset', at), remarkId)
}

function fillControls<Element>(tree: Tree<Element>, plan: RenderPlan): void {
  const controls = tree.elements.filter(
    (element) =>
      CONTROLS.has(tree.tagOf(element)) && tree.get(element, OWN_FIELD_ATTRIBUTE) === undefined,
  )
  for (const [at, index] of plan.controls) {
    const element = controls[at]
    if (element !== undefined) fillControl(tree, plan, element, index)
  }
}

function fillControl<Element>(
  tree: Tree<Element>,
  { contract, page, state }: RenderPlan,
  element: Element,
  index: number,
): void {
  const place = page.places[index]
  const type = contract.controls[index]?.type
  const [value] = state.bound[index] ?? []
  if (type === 'checkbox' || type === 'radio') toggle(tree, element, 'checked', value !== undefined)
  else if (type === 'textarea') tree.setText(element, value ?? '')
  else if (type !== 'select' && type !== 'password') tree.set(element, 'value', value)
  const remark = state.remarks.get(index)
  if (place === undefined || remark === undefined) return
  tree.set(element, 'id', tree.get(element, 'id') ?? place.id)
  tree.set(element, 'aria-invalid', 'true')
  if (place.legend !== undefined) return
  describe(tree, element, toRemarkId(place.id, remark))
  if (place.after === undefined) insertAfter(tree, element, toRemarkHtml(place.id, remark))
}

function insertAfter<Element>(
  tree: Tree<Element>,
  element: Element | undefined,
  html: string,
): void {
  if (element !== undefined) tree.insert(element, 'after', html)
}

function toggle<Element>(
  tree: Tree<Element>,
  element: Element | undefined,
  attribute: string,
  isOn: boolean,
): void {
  if (element !== undefined) tree.set(element, attribute, isOn ? '' : undefined)
}

function describe<Element>(
  tree: Tree<Element>,
  element: Element | undefined,
  remarkId: string,
): void {
  if (element === undefined) return
  const own = tree.get(element, 'aria-describedby') ?? ''
  tree.set(element, 'aria-describedby', `${remarkId} ${own}`.trim())
}
