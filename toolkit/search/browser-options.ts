/** The options of the list: a group for each page that was found, with the page and its best sections. */
import type { Marked } from '../page/format.ts'
import type { SearchHit } from './hit.ts'

/** A link, and what it says. */
interface Link {
  readonly url: string
  readonly title: string
  readonly excerpt?: Marked
}

/**
 * The items of a list. The options' ids count from `o0` on.
 * @param more - links to further answers, as options of their own
 */
export function toItems(hits: readonly SearchHit[], more: readonly Link[]): Node[] {
  let count = 0
  const toOption = ({ url, title, excerpt }: Link, part: string): HTMLElement => {
    const option = create('a', `option ${part}`, create('b', 'title', title))
    option.role = 'option'
    option.id = `o${count++}`
    option.setAttribute('href', url)
    // The focus stays in the field, where the next letter is typed.
    option.tabIndex = -1
    if (excerpt) {
      option.append(create('span', 'excerpt', ...toNodes(excerpt)))
      void import('./browser-later.ts').then(
        ({ withDirective }) => option.setAttribute('href', withDirective(url, excerpt)),
        // Without it, the link leads to the same page.
        () => undefined,
      )
    }
    return option
  }
  const toGroup = (link: Link, part: string, sections: readonly Link[] = []): HTMLElement => {
    const options = [toOption(link, part), ...sections.map((each) => toOption(each, 'section'))]
    const group = create('div', 'group', ...options)
    group.role = 'group'
    group.ariaLabel = link.title
    return group
  }
  return [
    ...hits.map((hit) => toGroup(hit, 'page', hit.sections)),
    ...more.map((link) => toGroup(link, 'more')),
  ]
}

function toNodes({ text, marks }: Marked): (Node | string)[] {
  let at = 0
  const nodes = marks.flatMap(([start, end]) => {
    const before = text.slice(at, start)
    at = end
    return [before, create('mark', 'mark', text.slice(start, end))]
  })
  return [...nodes, text.slice(at)]
}

/** An element that style sheets of the page reach by its part (CSS Shadow Parts). */
function create(tag: string, part: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag)
  element.setAttribute('part', part)
  element.append(...children)
  return element
}
