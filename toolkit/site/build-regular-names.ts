/** What regular HTML is made of, by the part that its elements play in the parser's rules (HTML, "Tree construction"). */

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Elements without an end tag. */
export const VOID: ReadonlySet<string> = names(
  'area base br col embed hr img input link meta source track wbr',
)

/** Elements whose content is text to the next end tag; in the latter, references are decoded. */
export const RAW: ReadonlySet<string> = names('script style noscript iframe')
export const DECODED: ReadonlySet<string> = names('title textarea')

/** What the head may hold. */
export const IN_HEAD: ReadonlySet<string> = names('base link meta title script style noscript')

/** Elements that end an open paragraph, and whose end tag ends what is implied. */
export const BLOCKS: ReadonlySet<string> = names(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header ' +
    'hgroup main menu nav ol p pre search section summary ul h1 h2 h3 h4 h5 h6 li dd dt hr table',
)

export const HEADING: RegExp = /^h[1-6]$/

/** Elements that end where their parent does. */
export const IMPLIED: ReadonlySet<string> = names('dd dt li p')

/** Which open element the start of another ends, as `dt` ends `dd`. */
export const ENDS: Readonly<Record<string, ReadonlySet<string>>> = {
  li: names('li'),
  dd: names('dd dt'),
  dt: names('dd dt'),
}

/** The search for an open list item passes through these, and any that are not special. */
export const PASSED: ReadonlySet<string> = names('address div p')

/** Where the search for an open paragraph stops (HTML, "button scope"). */
export const SCOPES: ReadonlySet<string> = names('html table td th caption button')

/** The elements of a table, by the only parents that need no repair. */
export const TABLE_PARENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  caption: names('table'),
  colgroup: names('table'),
  col: names('colgroup'),
  thead: names('table'),
  tbody: names('table'),
  tfoot: names('table'),
  tr: names('thead tbody tfoot'),
  td: names('tr'),
  th: names('tr'),
}

/** Parts of a table that end where another starts, and the end tags that end them, too. */
export const TABLE_PARTS: ReadonlySet<string> = names('colgroup thead tbody tfoot tr td th')
export const TABLE_ENDS: ReadonlySet<string> = names('table thead tbody tfoot tr')

/** Elements that hold only certain others, and no text. */
export const TABLE_CONTEXTS: ReadonlySet<string> = names('table colgroup thead tbody tfoot tr')

/** Elements that may be open only once. */
export const SINGLE: ReadonlySet<string> = names('a button form')

/** Elements that are special (HTML, "The stack of open elements"), of those that are not left out. */
export const SPECIAL: ReadonlySet<string> = new Set([
  ...BLOCKS,
  ...VOID,
  ...RAW,
  ...DECODED,
  ...SCOPES,
  ...Object.keys(TABLE_PARENTS),
  'body',
  'head',
])

/** Elements with rules of their own that are not worth their code here. */
export const LEFT_OUT: ReadonlySet<string> = names(
  'applet basefont bgsound body frame frameset head html image keygen listing marquee math nobr noembed noframes ' +
    'object optgroup option param plaintext rb rp rt rtc select selectedcontent template xmp',
)

/** Graphics that are drawn; what they hold is not HTML. */
export const DRAWN: ReadonlySet<string> = names(
  'svg g path circle ellipse line polyline polygon rect use defs symbol mask stop text tspan title desc',
)

/** Attributes of graphics whose names stay as the page has them in lower case. */
export const DRAWN_ATTRIBUTE: RegExp =
  /^(?:aria-[a-z]+|class|clip-rule|color|c[xy]|d|data-[a-z-]+|fill|fill-[a-z]+|focusable|height|href|id|opacity|offset|points|r|r[xy]|role|stroke|stroke-[a-z]+|style|tabindex|transform|version|viewbox|width|x|x1|x2|y|y1|y2)$/
