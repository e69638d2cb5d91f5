import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'

import { insertPolicy, stopsOwnStyles, type PolicySources } from './build-csp.ts'
import { parsePage } from './build-page.ts'

const sha256 = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`

function insert(
  source: string,
  extra?: PolicySources,
): { html: string; directives: Map<string, string> } {
  const page = parsePage('index.html', source)
  insertPolicy(page, extra)
  const html = page.edits.toString()
  const [, policy = ''] =
    /<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(html) ?? []
  const directives = policy.split('; ').map((text): [string, string] => {
    const [name = '', ...sources] = text.split(' ')
    return [name, sources.join(' ')]
  })
  return { html, directives: new Map(directives) }
}

describe('insertPolicy', () => {
  test('allows nothing inline on a page that holds nothing inline', () => {
    const { directives } = insert('<!doctype html><head><title>x</title></head>')
    assert.equal(directives.get('default-src'), "'none'")
    assert.equal(directives.get('script-src'), "'self'")
    assert.equal(directives.get('base-uri'), "'none'")
  })

  test('allows what the page holds, by hash', () => {
    const { directives } = insert(
      '<head><script>a()</script><style>b{}</style></head><p style="color:red"><script type="application/ld+json">{}</script>',
    )
    assert.equal(directives.get('script-src'), `'self' ${sha256('a()')}`)
    assert.equal(directives.get('style-src'), `'self' ${sha256('b{}')}`)
    assert.equal(directives.get('style-src-attr'), `${sha256('color:red')} 'unsafe-hashes'`)
  })

  test('hashes the text that the browser runs: line ends normalised, templates and noscript included', () => {
    const { directives } = insert(
      '<head><script>a\r\nb</script></head><template><i style="c"></i></template><noscript><style>d</style></noscript>',
    )
    assert.match(directives.get('script-src') ?? '', new RegExp(RegExp.escape(sha256('a\nb'))))
    assert.match(directives.get('style-src-attr') ?? '', new RegExp(RegExp.escape(sha256('c'))))
    assert.match(directives.get('style-src') ?? '', new RegExp(RegExp.escape(sha256('d'))))
  })

  test('allows the origins that the page loads from, for what it loads', () => {
    const { directives } = insert(
      '<head><link rel="stylesheet" href="//cdn.example/a.css"></head><img src="https://img.example/a.png"><img srcset="https://a.example/1 1x, https://b.example/2 2x"><iframe src="https://map.example/x"></iframe>',
    )
    assert.equal(directives.get('style-src'), "'self' https://cdn.example")
    assert.equal(
      directives.get('img-src'),
      "'self' data: https://a.example https://b.example https://img.example",
    )
    assert.equal(directives.get('frame-src'), "'self' https://map.example")
    assert.equal(directives.get('script-src'), "'self'")
  })

  const loads: readonly (readonly [source: string, directive: string, sources: string])[] = [
    ['<embed src="/a.svg">', 'object-src', "'self'"],
    ['<object data="https://o.example/a.svg"></object>', 'object-src', "'self' https://o.example"],
    ['<img srcset="a.png 1x,https://b.example/2 2x">', 'img-src', "'self' data: https://b.example"],
    ['<svg><image href="https://i.example/a"/></svg>', 'img-src', "'self' data: https://i.example"],
    [
      '<link rel="preconnect" href="https://f.example" crossorigin>',
      'font-src',
      "'self' data: https://f.example",
    ],
    ['<link rel="preconnect" href="https://f.example">', 'font-src', "'self' data:"],
    [
      '<link rel="preload" as="font" href="https://f.example/a.woff2">',
      'font-src',
      "'self' data: https://f.example",
    ],
    [
      '<p style="background:url(https://b.example/a.png)">',
      'img-src',
      "'self' data: https://b.example",
    ],
  ]
  for (const [source, directive, sources] of loads)
    test(`allows what the page loads: ${source}`, () => {
      assert.equal(insert(source).directives.get(directive), sources)
    })

  test('allows the origins that styles and modules name', () => {
    const css =
      '@import url("https://s.example/a.css");@font-face{font-family:f;src:url(https://f.example/f.woff2)}p{background:url(//i.example/i.png)}/* https://no.example */'
    const map = '{"imports":{"a":"https://m.example/a.js"}}'
    const module = "import 'https://n.example/b.js'; fetch('https://no.example')"
    const { directives } = insert(
      `<style>${css}</style><script type="importmap">${map}</script><script type="module">${module}</script>`,
    )
    assert.equal(directives.get('style-src'), `'self' ${sha256(css)} https://s.example`)
    assert.equal(directives.get('font-src'), "'self' data: https://f.example")
    assert.equal(directives.get('img-src'), "'self' data: https://i.example")
    assert.match(directives.get('script-src') ?? '', / https:\/\/m\.example https:\/\/n\.example$/)
  })

  test('allows what an inner document holds, which inherits the policy', () => {
    const { directives } = insert('<iframe srcdoc="<script>a()</script>"></iframe>')
    assert.equal(directives.get('script-src'), `'self' ${sha256('a()')}`)
  })

  test('allows what the owner adds', () => {
    const { directives } = insert('<head></head>', { 'connect-src': ['https://api.example'] })
    assert.equal(directives.get('connect-src'), "'self' https://api.example")
  })

  const places: readonly (readonly [source: string, before: RegExp])[] = [
    [
      '<!doctype html><head><meta charset="utf-8"><script>x</script>',
      /charset="utf-8"><meta http-equiv/,
    ],
    ['<!doctype html><head><script>x</script></head>', /<head><meta http-equiv/],
    ['<!doctype html><html lang="en"><title>x</title>', /lang="en"><meta http-equiv/],
    ['<!doctype html><h1>bare</h1>', /^<!doctype html><meta http-equiv.*<h1>/],
    ['<h1>barer</h1>', /^<meta http-equiv.*<h1>/],
    ['\uFEFF<!doctype html><p>marked', /^\uFEFF<!doctype html><meta http-equiv.*<p>/],
  ]
  for (const [source, before] of places)
    test(`stands before what it governs: ${source}`, () => {
      assert.match(insert(source).html, before)
    })

  test('leaves a policy of the author alone', () => {
    const own = '<head><meta http-equiv="Content-Security-Policy" content="default-src *"></head>'
    assert.equal(insert(own).html, own)
  })

  test('knows which policy of an author stops the style sheets of the site', () => {
    const stops = (policy: string): boolean =>
      stopsOwnStyles(
        parsePage('a.html', `<meta http-equiv="content-security-policy" content="${policy}">`),
      )
    assert.equal(stops("style-src 'self'"), false)
    assert.equal(stops("style-src 'unsafe-inline'"), true)
    assert.equal(stops("default-src 'none'"), true)
    assert.equal(stops("default-src 'none'; style-src-elem 'self'"), false)
    assert.equal(stops('style-src https:'), false)
    assert.equal(stops("script-src 'self'"), false)
  })

  test('takes a policy in a template for none: browsers do', () => {
    const own =
      '<template><meta http-equiv="content-security-policy" content="img-src *"></template>'
    assert.equal(insert(own).directives.get('default-src'), "'none'")
  })

  test('reports that a page of the site cannot be framed', () => {
    const page = parsePage(
      'a.html',
      '<iframe src="/b/"></iframe><iframe src="//c.example"></iframe>',
    )
    assert.equal(insertPolicy(page).length, 1)
  })

  test('reports what it will stop, with the place', () => {
    const page = parsePage('a.html', '<head></head>\n<p onclick="x()">\n<a href="javascript:y()">')
    assert.deepEqual(
      insertPolicy(page).map(({ place, message }) => [place.line, message.split(' will')[0]]),
      [
        [2, 'onclick="…" on <p>'],
        [3, 'href="javascript:…"'],
      ],
    )
  })
})
