/** Makes the elements of a shadow root. */

/** @param part - the name that style sheets of the page reach it by (CSS Shadow Parts); none for `''` */
export function create<Name extends keyof HTMLElementTagNameMap>(
  tag: Name,
  part = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(tag)
  if (part !== '') element.setAttribute('part', part)
  element.append(...children)
  return element
}
