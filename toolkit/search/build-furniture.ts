/** What of a page is furniture: what surrounds its text on every page of a site, as elements, roles and classes say. */
import { textContent, type Element } from '../page/build-page.ts'
import type { Attributes } from './build-attributes.ts'
import { isPermalink, UNREAD } from './build-text.ts'

const FURNITURE = new Set(['nav', 'footer', 'search', 'dialog', 'leanto-search'])
/** The same in ARIA, as older pages say it. */
const FURNITURE_ROLES = new Set(
  (
    'navigation banner contentinfo search dialog alertdialog menu menubar toolbar tablist tooltip ' +
    'doc-toc doc-pagelist'
  ).split(' '),
)
/** Numbers of lines. Some themes call what they number so, too, or the space between columns. */
const NUMBERS =
  /(?:^|\s)(?:line-?nos?|lnt?|linenodiv|line-numbers|src-line-numbers|line-numbers-wrapper|(?:rouge-)?gutter)(?:\s|$)/i
/** What themes write beside a heading, and ways past the menu. */
const NOISE =
  /(?:^|\s)(?:out-of-band|visually-hidden-links|skip-?(?:link|nav|links|to-content|to-main)|screen-reader-shortcut|VPSkipLink)(?:\s|$)/i
/** Names of blocks that are furniture where they are made of links. */
const LINKED =
  /(?:^|[\s_-])(?:[a-z\d]*nav|navs|navbar|header|navigation|navi|navheader|navfooter|breadcrumbs?|toc|tocs|table-?of-?contents|contents|sidebar|side-?bar|sphinxsidebar|pagination|pager|paginator|page-?nav|post-?nav|prev-?next|menu|related|outline|on-?this-?page|bottomlinks|footer|masthead|topbar|toolbar|rightside)(?:$|[\s_-])/i
/** Names of blocks that are always furniture, if they are short. */
const NOTICES =
  /(?:(?:^|\s)(?:navheader|navfooter|breadcrumbs?|pagination|sphinxsidebar|VPDocFooter)(?:$|\s)|cookie-?(?:banner|bar|consent|notice|popup|law|info|message|modal|overlay)|(?:^|[\s_-])(?:gdpr|cc-(?:banner|window))|consent-?(?:banner|bar|popup|modal))/i
/** What holds the page, and what names its parts: only its text may be called like furniture. */
const NEVER_SUSPECT = /^(?:html|body|header|h[1-6]|dt)$/
/** What has the anchor of its heading for an `id`. */
const SECTION = /(?:^|\s)sect(?:ion|\d)(?:\s|$)/i

/** As what a block would be furniture. */
export type Suspicion = 'links' | 'notice'

/** Whether an element holds no text of the page. `inside`: within what holds the page's own text. */
export function isFurniture(element: Element, attributes: Attributes, inside: boolean): boolean {
  const { tagName } = element
  if (tagName === 'html' || tagName === 'body') return false
  if (attributes.hidden || (UNREAD.has(tagName) && !isShown(element))) return true
  if (FURNITURE.has(tagName)) return !isSignature(element)
  if (tagName === 'header' && !inside) return true
  const { classes, role } = attributes
  if (role !== '' && FURNITURE_ROLES.has(role)) return true
  if (classes === '') return false
  if (NUMBERS.test(classes)) return /^[\s\d]*$/.test(textContent(element))
  return NOISE.test(classes) || isBeside(tagName, classes)
}

/** Whether an element is furniture if it holds little but links (`'links'`), or if it is short (`'notice'`). */
export function suspect(
  { tagName }: Element,
  { id, classes, role }: Attributes,
): Suspicion | undefined {
  if (tagName === 'aside' || role === 'complementary') return 'links'
  if (id === '' && classes === '') return undefined
  if (NEVER_SUSPECT.test(tagName) || role === 'heading') return undefined
  const isSection = tagName === 'section' || SECTION.test(classes)
  if (NOTICES.test(classes) || (!isSection && NOTICES.test(id))) return 'notice'
  return LINKED.test(classes) || LINKED.test(id) ? 'links' : undefined
}

/** A link of a heading to itself, or what rustdoc sets at its right. */
function isBeside(tagName: string, classes: string): boolean {
  if (tagName === 'a') return isPermalink(classes)
  return tagName === 'span' && /(?:^|\s)rightside(?:\s|$)/.test(classes)
}

/** The shadow tree of a component that was rendered ahead. */
function isShown({ tagName, attrs }: Element): boolean {
  return tagName === 'template' && attrs.some(({ name }) => name === 'shadowrootmode')
}

/** `<blockquote>…<footer>Who said it</footer></blockquote>` */
function isSignature({ tagName, parentNode }: Element): boolean {
  return (
    tagName === 'footer' &&
    parentNode !== null &&
    'tagName' in parentNode &&
    (parentNode.tagName === 'blockquote' || parentNode.tagName === 'figure')
  )
}
