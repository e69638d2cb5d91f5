/** The arrow keys on a page with results: from the field down through the results, and back. */

const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
])

/** Moves the focus when the field or one of the results has it; all other keys and places are left alone. */
export function moveFocus(event: KeyboardEvent, input: HTMLElement, region: Element): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return
  const stops = [input, ...resultLinks(region)]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  const step = STEPS.get(event.key)
  const next = event.key === 'Escape' && at > 0 ? input : step && at >= 0 && stops[at + step]
  if (!next || event.isComposing) return
  event.preventDefault()
  next.focus()
}

/** The links of the list of results, which stand between its template and the comment that ends it. */
function resultLinks(region: Element): HTMLElement[] {
  const template = region.querySelector('script[data-each="results"]')
  const links: HTMLElement[] = []
  for (let node = template?.nextSibling; node; node = node.nextSibling) {
    if (node instanceof Comment && node.data === '/each') return links
    if (node instanceof HTMLAnchorElement && node.href !== '') links.push(node)
    if (node instanceof Element) links.push(...node.querySelectorAll<HTMLElement>('a[href]'))
  }
  return []
}
