/** Highlighted code without inline styles: a class for each kind of token, so that the policy of a page needs none. */

interface HighlightedElement {
  properties: Record<string, unknown>
}

const TOKEN = /--astro-code-token-([a-z-]+)/

/** A Shiki transformer for the theme `css-variables`; `styles/code.css` has the colours. */
export const codeClasses = {
  name: 'code-classes',
  pre(node: HighlightedElement): void {
    node.properties = { class: 'code', tabIndex: 0, dataLanguage: node.properties['dataLanguage'] }
  },
  span(node: HighlightedElement): void {
    const [, token] = TOKEN.exec(String(node.properties['style'])) ?? []
    node.properties = token === undefined ? {} : { class: `code-${token}` }
  },
}
