import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { parsePage, type Document, type Node } from '../page/build-page.ts'
import { readRegular } from './build-regular.ts'

/** A tree as text, with what the build asks of the places of elements. */
function show(node: Node): unknown {
  if ('value' in node) return node.value
  if ('data' in node) return `<!--${node.data}-->`
  if (!('childNodes' in node)) return [node.nodeName, node.publicId, node.systemId, toEnd(node)]
  const children = node.childNodes.map(show)
  if (!('tagName' in node)) return children
  const { tagName, namespaceURI, attrs, sourceCodeLocation: place } = node
  const start = [place?.startLine, place?.startCol, place?.startOffset, place?.startTag?.endOffset]
  const end = tagName === 'meta' ? [toEnd(node)] : []
  return [tagName, namespaceURI, attrs.map((found) => ({ ...found })), start, end, children]
}

function toEnd(node: Node): number | undefined {
  return node.sourceCodeLocation?.endOffset
}

function parsed(source: string): Document {
  return parsePage('', source).document
}

const page = (body: string, head = '<title>t</title>'): string =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>\n`

describe('regular HTML', () => {
  const read: readonly (readonly [what: string, source: string])[] = [
    ['a page', page('<main><h1 id="a">A</h1><p>x <b>y</b> &amp; z</p></main>')],
    [
      'blanks and comments anywhere',
      ' <!-- a -->\n<!doctype html>\n<!-- b --> <html>\n<!-- c --> <head> <!-- d -->\n</head> <!-- e -->\n<body> </body> <!-- f --> </html> <!-- g --> ',
    ],
    [
      'XHTML',
      `<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html><head><meta charset="utf-8" /></head><body><br /><hr/></body></html>`,
    ],
    [
      'paragraphs and items without an end',
      page('<p>a<p>b<ul><li>c<li><p>d<li>e</ul><dl><dt>f<dd>g<dt>h</dl>'),
    ],
    [
      'tables',
      page(
        '<table>\n<tr><td>a<td>b<tr><th>c</table><table><thead><tr><th>a</thead><tbody><tr><td><ul><li>x</ul></tbody></table>',
      ),
    ],
    [
      'raw text',
      page(
        '<script>if (a < b) "</p>"</script><style>a > b {}</style><textarea>\n&lt;b></textarea><noscript><p></noscript>',
      ),
    ],
    [
      'attributes of every kind',
      page('<a HREF=/x/ title=\'"\' hidden data-x = "&amp;&copy=1&copy;&b=2" title="b">x</a>'),
    ],
    ['references', page('&lt; &#x41; &copy; &copy x &notit; &; & &nosuch; a&amp;b')],
    [
      'graphics',
      page(
        '<svg xmlns="x" viewBox="0 0 1 1"><title>t</title><path d="M0"/><g><circle r="1"/></g></svg>x',
      ),
    ],
    ['code', page('<pre>\n\na <span class="k">b</span>\n</pre>')],
  ]
  for (const [what, source] of read)
    test(`with ${what} is read as the parser reads it`, () => {
      const tree = readRegular(source)
      assert.ok(tree)
      assert.deepEqual(show(tree), show(parsed(source)))
    })

  const left: readonly (readonly [what: string, source: string])[] = [
    ['no doctype', '<html><head></head><body></body></html>'],
    ['no head', '<!doctype html><html><body></body></html>'],
    ['crossed elements', page('<b><i>x</b></i>')],
    ['an end tag too many', page('</div>')],
    ['an end tag too few', page('<div>')],
    ['text in a table', page('<table>x<tr><td>a</table>')],
    ['a link in a link', page('<a>x<div><a>y</a></div></a>')],
    ['a script that hides its end', page('<script><!--<script></script><p>x</p>')],
    ['line ends of two characters', page('<p>a\r\nb</p>')],
    ['a paragraph that a block would end from within', page('<p><b><div></div></b></p>')],
    ['a list of choices', page('<select><option>a</select>')],
    ['a template', page('<template><p></template>')],
    ['an unfinished comment', page('<!-- a --!> b')],
    ['an old doctype', page('').replace('html>', 'html PUBLIC "-//W3C//DTD HTML 3.2//EN">')],
  ]
  for (const [what, source] of left)
    test(`is not a page with ${what}`, () => {
      assert.equal(readRegular(source), undefined)
    })

  const piece = fc.constantFrom(
    ...'a b p div span ul li dl dt dd table thead tbody tr td th caption h1 h2 pre button form svg path title section br hr img input code script textarea'
      .split(' ')
      .flatMap((name) => [`<${name}>`, `<${name} x="1">`, `</${name}>`, `</${name}>`]),
    'x',
    ' ',
    '\n',
    '&amp;',
    '&copy',
    '<!-- c -->',
    '<!---->',
    '<path/>',
    '<b/>',
    '</body>',
  )

  test('is read as the parser reads it, or not at all', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = page(pieces.join(''))
        const tree = readRegular(source)
        if (tree !== undefined) assert.deepEqual(show(tree), show(parsed(source)))
      }),
      { numRuns: 3000 },
    )
  })
})
