/** The text of an element, as it is shown: what is searched, and what names a page or a section. */
import { html } from 'parse5'

import {
  attribute,
  pushChildren,
  textContent,
  type Element,
  type Node,
} from '../page/build-page.ts'

const MAX_TITLE_LENGTH = 200
const PERMALINK =
  /(?:^|\s)(?:headerlink|header-anchor|anchor-link|anchorjs-link|heading-anchor|hash-link|sl-anchor-link|srclink|anchor)(?:\s|$)/
/** Texinfo writes `kind: term`, also where there is no kind. */
const UNNAMED_KIND = /^:\s+/
const BADGE = /(?:^|[\s_-])(?:badge|stab|tag|label|pill|chip|portability)(?:$|[\s_-])/i
/** A `#` right behind a word is its own: `C#`. */
const PERMALINK_SIGN = /(?:[\s¶§🔗\u200B]|(?<=\s|^)#)+$/u
const ONLY_SIGNS = /^[\s#¶§🔗\u200B]*$/u

/**
 * Elements without any text that is read: scripts, controls, media, and what MathML and ruby repeat. `svg` has an own
 * rule.
 */
export const UNREAD: ReadonlySet<string> = new Set(
  (
    'script style template noscript iframe object embed video audio canvas map head ' +
    'button input select textarea option datalist progress meter annotation annotation-xml rp'
  ).split(' '),
)

/** Elements that stand within a word. */
export const INLINE: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q ruby s samp small ' +
    'span strike strong sub sup time tt u var wbr'
  ).split(' '),
)

/** Elements that begin and end a text. What is in neither list, cells of a table say, stands between blanks. */
export const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer ' +
    'form header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
)

/** One blank between words, none around them, and no soft hyphens, which would part a word from its other spellings. */
export function collapse(text: string): string {
  const single = (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text).trim()
  return (single.includes('\u00AD') ? single.replaceAll('\u00AD', '') : single).toWellFormed()
}

/** The name that an element gives a page or a section, without the signs of links to itself. */
export function readTitle(element: Element): string {
  // Some headings are all link to themselves, button of an accordion, or image.
  const shown = collapse(visibleText(element)) || collapse(visibleText(element, true))
  return shown
    .slice(0, MAX_TITLE_LENGTH)
    .toWellFormed()
    .replace(UNNAMED_KIND, '')
    .replace(PERMALINK_SIGN, '')
    .trim()
}

/**
 * The text below a node that is shown, with blanks as they come.
 * @param all - with links to themselves, buttons and what images say, too
 */
export function visibleText(root: Node, all = false): string {
  let text = ''
  // No calls within calls: pages nest without end. A string is what follows the nodes above it.
  const open: (Node | string)[] = [root]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') text += next
    else if ('value' in next) text += next.value
    else if ('tagName' in next) {
      const own = ownText(next, all)
      if (own !== undefined) {
        text += own
        continue
      }
      const bound = isWithinWord(next) ? '' : ' '
      text += bound
      if (bound !== '') open.push(bound)
      pushChildren(open, next)
    }
  }
  return text
}

/** What an element says in place of its children; `undefined` where these are read. */
function ownText(element: Element, all: boolean): string | undefined {
  const { tagName } = element
  if ((UNREAD.has(tagName) && !(all && tagName === 'button')) || isHidden(element)) return ''
  if (!all && tagName === 'a' && (isPermalink(classesOf(element)) || isSign(element))) return ''
  if (all && tagName === 'img') return ` ${attribute(element, 'alt') ?? ''} `
  return tagName === 'svg' ? graphicText(element) : undefined
}

function isWithinWord(element: Element): boolean {
  if (element.namespaceURI !== html.NS.HTML) return true
  return INLINE.has(element.tagName) && !isBadge(classesOf(element))
}

/** What a drawing says: its title, its description and its labels. */
export function graphicText(element: Element): string {
  let text = ''
  for (const child of element.childNodes) {
    if (!('tagName' in child)) continue
    if (/^(?:title|desc|text)$/.test(child.tagName)) text += ` ${textContent(child)} `
    else text += graphicText(child)
  }
  return text
}

/** Whether classes are those of a link to itself, which generators add to a heading. */
export function isPermalink(classes: string): boolean {
  return classes !== '' && PERMALINK.test(classes)
}

/** `<a href="#use">#</a>`, a link of a heading to itself without a class. */
function isSign(link: Element): boolean {
  return attribute(link, 'href')?.startsWith('#') === true && ONLY_SIGNS.test(textContent(link))
}

/** Whether classes are those of a label beside a word, which looks parted from it. */
export function isBadge(classes: string): boolean {
  return classes !== '' && BADGE.test(classes)
}

function classesOf(element: Element): string {
  return attribute(element, 'class') ?? ''
}

function isHidden({ attrs }: Element): boolean {
  return attrs.some(
    ({ name, value }) => name === 'hidden' || (name === 'aria-hidden' && value === 'true'),
  )
}
