/** Fills a region in the page, as the edge fills it while the page streams. */
import { parseFills, type Data, type Part } from './format.ts'
import { holds, readField, readList, render, toAttribute, toHtml } from './render.ts'

/** Fills a `data-leanto` region anew: its attributes and texts, what is shown, and the items of its lists. */
export function fillRegion(region: Element, data: Data): void {
  for (const element of [region, ...region.querySelectorAll('[data-fill]')])
    fillElement(element, data)
  for (const element of [region, ...region.querySelectorAll('[data-when]')])
    showElement(element, data)
  for (const template of region.querySelectorAll('script[data-each]')) fillList(template, data)
}

function fillElement(element: Element, data: Data): void {
  for (const [target, field] of parseFills(element.getAttribute('data-fill') ?? '') ?? []) {
    const value = readField(data, field)
    if (target === 'text') element.innerHTML = toHtml(value)
    // What is being typed is the visitor's: the attribute would not change it, and must not.
    else if (element !== document.activeElement || target !== 'value')
      setAttribute(element, target, toAttribute(target, value))
  }
}

function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name)
  else element.setAttribute(name, value)
}

function showElement(element: Element, data: Data): void {
  const condition = element.getAttribute('data-when')
  if (condition !== null) element.toggleAttribute('hidden', !holds(data, condition))
}

function fillList(template: Element, data: Data): void {
  const parts: Part[] = JSON.parse(template.textContent)
  const items = readList(data, template.getAttribute('data-each') ?? '')
  removeItems(template)
  const html = items.map((item) => render(parts, item)).join('')
  template.insertAdjacentHTML('afterend', `${html}<!--/each-->`)
}

/** Items stand between a list's template and its end mark; before the first filling there is no mark. */
function removeItems(template: Element): void {
  const items: Node[] = []
  for (let node = template.nextSibling; node !== null; node = node.nextSibling) {
    items.push(node)
    if (!(node instanceof Comment) || node.data !== '/each') continue
    for (const item of items) item.parentNode?.removeChild(item)
    return
  }
}
