import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { extract, searched } from '../../tests/search-extract.ts'

type Case = readonly [behaviour: string, html: string, text: string]

function holds(cases: readonly Case[]): void {
  for (const [behaviour, html, text] of cases)
    test(behaviour, () => {
      assert.equal(searched(html), text)
    })
}

describe('the text of a page', () => {
  holds([
    ['is that of main', '<p>before</p><main><p>text</p></main><p>after</p>', 'text'],
    ['is that of its role, too', '<div role="Main">text</div><p>after</p>', 'text'],
    [
      'is that of what the author marked, for which main does not count',
      '<main>no<div data-leanto-search>yes</div>no<p data-pagefind-body>too</p></main><p data-search-body>also</p>',
      'yes / too / also',
    ],
    [
      'is that of the outermost marked part',
      '<div data-leanto-search>a<p data-leanto-search>b</p></div>',
      'a / b',
    ],
    [
      'is that of marked navigation, because its author knows better',
      '<nav data-leanto-search>menu</nav><p>no</p>',
      'menu',
    ],
    [
      'is that of an article where there is no main part',
      '<div>Log in</div><article><p>A text of some length.</p></article><div>Imprint</div>',
      'A text of some length.',
    ],
    [
      'is not that of a teaser among more text',
      '<p>A page that says a lot.</p><article>News</article>',
      'A page that says a lot. / News',
    ],
    ['is that of the body where nothing else tells', '<header>top</header><p>text</p>', 'text'],
    [
      'has code in it',
      '<main>Run <code>npm i</code><pre>let a =\n 1</pre></main>',
      'Run npm i / let a = 1',
    ],
    [
      'has a blank between blocks, lines, cells and rows, and none within words',
      '<main><p>One<br>two <b>th</b>ree lo<wbr>ng</p><table><tr><td>a<td>b<tr><th>c</table></main>',
      'One two three long / a b / c',
    ],
    ['has lists of terms', '<main><dl><dt>a<dd>b</dl></main>', 'a / b'],
    ['has what is folded up', '<main><details><summary>a</summary>b</details></main>', 'a / b'],
    [
      'has what is found although it is not shown yet',
      '<main><p hidden="until-found">a</p><div role="tabpanel" hidden>b</div></main>',
      'a / b',
    ],
    [
      'has nothing that is hidden',
      '<main>a<p hidden>b</p><i aria-hidden="true">c</i><template>d</template><noscript>e</noscript></main>',
      'a',
    ],
    [
      'has the shadow tree of a component that was rendered ahead',
      '<main><my-card><template shadowrootmode="open"><p>a</p></template></my-card></main>',
      'a',
    ],
    [
      'has alternative texts, but not those of decoration',
      '<main>see <img src="a.png" alt="a map"> <img src="b.png" alt=""> <img role="presentation" alt="x"></main>',
      'see a map',
    ],
    [
      'has what formulas and drawings say',
      '<main><math><msup><mi>x</mi><mn>2</mn></msup><annotation>x^2</annotation></math><svg><title>A plan</title><path/><g><text>door</text></g></svg></main>',
      'x2 A plan door',
    ],
    [
      'has readings after the words that they are of',
      '<main><ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rt>きょう</rt></ruby>へ</main>',
      '東京へ とう きょう',
    ],
    ['has what is nested without end', `<main>a${'<b><i>'.repeat(800)}b</main>`, 'a b'],
    ['has no soft hyphens', '<main>Donau&shy;dampf</main>', 'Donaudampf'],
    [
      'has numbers of notes and labels apart from words',
      '<main>word<sup><a href="#n">1</a></sup> try<span class="badge">New</span></main>',
      'word 1 try New',
    ],
    [
      'has nothing of controls, scripts and what is embedded',
      '<main>a<script>b</script><style>c</style><button>d</button><select><option>e</select><textarea>f</textarea><iframe>g</iframe></main>',
      'a',
    ],
    [
      'has no results of the search',
      '<main>a<div data-leanto="search">b</div><div data-leanto="search:de">c</div><leanto-search>d</leanto-search></main>',
      'a',
    ],
    [
      'has attributes that its author names',
      '<main><img title="t" alt="a" data-pagefind-index-attrs="title, alt"> b</main>',
      't a b',
    ],
  ])
})

describe('what surrounds the text', () => {
  holds([
    [
      'is left out by element and role',
      '<main>a<nav>b</nav><footer>c</footer><div role="navigation">d</div><div role="search">e</div><search>f</search><dialog>g</dialog></main>',
      'a',
    ],
    [
      'is no header within the text',
      '<header>a</header><main><div><header>b</header></div></main><div data-leanto-ignore></div><main><section><header>c</header></section></main>',
      'b / c',
    ],
    ['is no signature', '<main><blockquote>a<footer>b</footer></blockquote></main>', 'a / b'],
    [
      'is an aside of links, but no other one',
      '<main>a<aside><p>See</p><ul><li><a href="/b">another page</a></ul></aside><aside>c <a href="/d">d</a> and more</aside></main>',
      'a / c d and more',
    ],
    [
      'is a table of contents, a sidebar, a pager or breadcrumbs by its name, if it is made of links',
      '<main><div class="toc">Contents<ul><li><a href="#a">First things</a></ul></div><div id="left-sidebar"><a href="/x">x</a></div><ol class="breadcrumb"><li><a href="/">Home</a><li>Here</ol><p>a</p><div class="docnav"><a href="/n">Next</a></div></main>',
      'a',
    ],
    [
      'is no text with such a name',
      '<main><div class="toc">An essay about <a href="/toc">tables</a> of contents</div><p class="sidebar">Mind the gap.</p></main>',
      'An essay about tables of contents / Mind the gap.',
    ],
    [
      'is the navigation of DocBook',
      '<body><div class="navheader"><table><tr><th>VACUUM</th></tr><tr><td><a href="a.html">Prev</a><th>SQL Commands</th></tr></table></div><p>a</p>',
      'a',
    ],
    [
      'is a notice of cookies',
      '<body><div id="cookie-banner"><p>We use cookies.</p></div><p>a</p>',
      'a',
    ],
    ['is a way past the navigation', '<body><a class="skip-link" href="#m">Skip</a><p>a</p>', 'a'],
    [
      'is what the author leaves out',
      '<main>a<p data-leanto-ignore>b</p><p data-pagefind-ignore="all">c</p><p data-search-ignore>d</p></main>',
      'a',
    ],
    [
      'is the numbers of lines',
      '<main><table><tr><td class="linenos"><pre>1\n2</pre><td><pre>a\nb</pre></table></main>',
      'a b',
    ],
    [
      'is a link of a term to itself',
      '<main><dl><dt>a<a class="headerlink" href="#a">¶</a><dd>b</dl></main>',
      'a / b',
    ],
    [
      'is never the main part',
      '<div class="sidebar-layout nav"><main><a href="/a">a</a> <a href="/b">b</a></main></div>',
      'a b',
    ],
  ])
})

describe('the sections of a page', () => {
  holds([
    [
      'begin at headings with anchors',
      '<main><h1>T</h1><p>a</p><h2 id="b">B</h2><p>b</p><h3>C</h3><p>c</p></main>',
      'a\n#b B: b / C / c',
    ],
    [
      'begin at terms with anchors, and end with their list',
      '<main><h2 id="x">X</h2><dl><dt id="f">f(a)<a class="headerlink">¶</a><dd>does f</dl><p>more of x</p></main>',
      '#x X: more of x\n#f f(a): does f',
    ],
    [
      'have names without signs of links to themselves',
      '<main><h2 id="a">A <a class="anchor" href="#a">#</a></h2><h2 id="b"><a class="header-anchor" href="#b">B</a></h2><h2 id="c">: C¶</h2></main>',
      '#a A:\n#b B:\n#c C:',
    ],
    [
      'are named by their roles, too',
      '<main><div role="heading" aria-level="3" id="a">A</div>text</main>',
      '#a A: text',
    ],
    ['are none without a name', '<main><h2 id="a"><svg></svg></h2>text</main>', 'text'],
  ])

  test('count more than other text where they are none of their own', () => {
    const html = '<main><h2>B</h2>b<h6>F</h6><div data-leanto-weight="2"><h3>C</h3>c</div></main>'
    assert.deepEqual(
      extract(html).sections[0]?.pieces.map(({ text, weight }) => [text, weight]),
      [
        ['B', 3],
        ['b', 1],
        ['F', 1.5],
        ['C', 5],
        ['c', 2],
      ],
    )
  })

  test('keep to a number: the higher headings are more worth', () => {
    const terms = '<dl><dt id="t">t<dd>d</dl>'.repeat(150)
    const headings = '<h2 id="h">h</h2>'.repeat(100)
    assert.equal(extract(`<main>${headings}${terms}</main>`).sections.length, 101)
    assert.equal(extract(`<main>${'<h2 id="h">h</h2>'.repeat(300)}</main>`).sections.length, 200)
  })
})

/** Markup without furniture, in which each word stands once. */
const markup = fc.letrec<{ node: string; inline: string; block: string }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3 },
    fc.constant('WORD '),
    fc
      .tuple(
        fc.constantFrom('b', 'code', 'span', 'a', 'sub', 'q', 'x-y'),
        fc.array(tie('inline'), { maxLength: 3 }),
      )
      .map(([name, inside]) => `<${name}>${inside.join(' ')}</${name}> `),
  ),
  block: fc.oneof(
    { maxDepth: 4 },
    fc.constant('<p>WORD</p>'),
    fc
      .tuple(
        fc.constantFrom('p', 'pre', 'h2', 'h4 id="i"', 'figcaption', 'summary'),
        fc.array(tie('inline'), { maxLength: 4 }),
      )
      .map(([name, inside]) => `<${name}>${inside.join(' ')}</${name.split(' ')[0]}>`),
    fc
      .tuple(
        fc.constantFrom(
          'div',
          'section',
          'ul><li',
          'table><tr><td',
          'blockquote',
          'details',
          'dl><dd',
        ),
        fc.array(tie('block'), { maxLength: 4 }),
      )
      .map(([names, inside]) => {
        const ends = names.split('><').toReversed()
        return `<${names}>${inside.join('')}</${ends.join('></')}>`
      }),
  ),
  node: fc.array(tie('block'), { minLength: 1, maxLength: 8 }).map((blocks) => blocks.join('')),
}))

test('no word of a page without furniture is lost, doubled or moved', () => {
  fc.assert(
    fc.property(markup.node, fc.constantFrom('body', 'main'), (inside, around) => {
      let count = 0
      const html = inside.replaceAll('WORD', () => `w${count++}`)
      const words = Array.from({ length: count }, (_, at) => `w${at}`)
      const page = extract(`<${around}><p>x.</p>${html}</${around}>`)
      const found = page.sections.flatMap(
        ({ title, pieces }) =>
          [title, ...pieces.map(({ text }) => text)].join(' ').match(/w\d+/g) ?? [],
      )
      assert.deepEqual(new Set(found), new Set(words))
      assert.equal(found.length, count)
    }),
    { numRuns: 300 },
  )
})

describe('a list of other pages', () => {
  const entry = (path: string, text: string): string =>
    `<article><header class="article-header"><h2 id="${text}"><a href="${path}">Title</a></h2></header><p>${text}</p></article>`
  const weights = (html: string): number[] =>
    extract(html)?.sections.flatMap(({ pieces }) => pieces.map(({ weight }) => weight)) ?? []

  test('says what its entries say, for less than their own pages do', () => {
    const html = `<main><p>News</p>${entry('/a/', 'first')}${entry('/b/', 'second')}</main>`
    assert.equal(searched(html), 'News / Title / first / Title / second')
    assert.ok(weights(html).every((weight, at) => (at === 0 ? weight === 1 : weight < 1)))
    assert.equal(extract(html)?.sections.length, 1)
  })

  test('is none where one title leads to the page itself', () => {
    assert.ok(weights(`<main>${entry('/a/', 'first')}</main>`).every((weight) => weight >= 1))
  })
})
