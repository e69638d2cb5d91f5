/** How Markdown becomes the HTML of the docs: headings that link to themselves, tables that scroll. */
import { satteri } from '@astrojs/markdown-satteri'

export const processor = satteri({
  features: { smartPunctuation: false },
  hastPlugins: [
    () => {
      let heading = ''
      return {
        name: 'docs',
        element: {
          filter: ['h2', 'h3', 'table'],
          visit(node, context) {
            if (node.tagName === 'table') {
              context.wrapNode(node, scroller(`Table: ${heading}`))
              return
            }
            heading = context.textContent(node)
            const id = toId(heading)
            return {
              type: 'element',
              tagName: node.tagName,
              properties: { id },
              children: [
                {
                  type: 'element',
                  tagName: 'a',
                  properties: { href: `#${id}` },
                  children: [...node.children],
                },
              ],
            }
          },
        },
      }
    },
  ],
})

/** A box that a keyboard can scroll, for what is wider than a small screen. */
function scroller(label: string) {
  return {
    type: 'element' as const,
    tagName: 'div',
    properties: { className: ['scroller'], role: 'group', tabIndex: 0, ariaLabel: label },
    children: [],
  }
}

/** `What is kept?` → `what-is-kept` */
function toId(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
