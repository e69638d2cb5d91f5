/** The search page as the Worker fills it: in each language, without JavaScript, and when its index is damaged. */
import assert from 'node:assert/strict'
import { readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { startFixture, type Fixture } from './fixture.ts'
import { PAGES } from './search-pages.ts'

const OPTIONS = {
  main: 'tests/worker/search-worker.edge.ts',
  paths: ['/search', '/open', '/api/*', '/_leanto/private/*'],
}
const NAVIGATION = { accept: 'text/html' }

async function read(site: Fixture, path: string, status = 200): Promise<string> {
  const response = await site.fetch(path, { headers: NAVIGATION })
  const html = await response.text()
  assert.equal(response.status, status, html)
  return html
}

/** The part of a page with a class, as far as its end tag. */
function part(html: string, name: string): string {
  const found = new RegExp(`<(\\w+)(?: hidden="")? class="${name}"[^]*?</\\1>`).exec(html)?.[0]
  assert.ok(found !== undefined, `nothing of the class ${name} in ${html}`)
  return found
}

const isShown = (html: string, name: string): boolean => !/^<\w+ hidden/.test(part(html, name))

const titlesIn = (html: string): string[] =>
  [...html.matchAll(/<li><a href="([^"#]*)[^"#]*#:~:[^"]*">/g)].map(([, url]) => url ?? '')

describe('the search page', () => {
  let site: Fixture
  before(async () => {
    site = await startFixture(PAGES, OPTIONS)
  })
  after(() => site.close())

  test('shows what a page has: marks, an image, what it says of itself, and links to the words', async () => {
    const html = await read(site, '/open?q=pears')
    assert.match(html, /<title[^>]*>pears · Search en<\/title>/)
    assert.match(html, /value="pears"/)
    assert.match(html, /<a href="\/pears\/#:~:text=[^"]*">Pears<\/a>/)
    assert.match(html, /<img[^>]* src="\/pear\.png" alt="A pear">/)
    assert.match(html, /<i class="author">Ada &lt;b&gt;<\/i>/)
    assert.match(html, /<mark>Pears<\/mark> grow/)
  })

  test('keeps filters in the form, and takes them off by a link', async () => {
    const html = await read(site, '/open?q=orchard&filter.topic=law+%26+order')
    assert.match(
      html,
      /<input type="checkbox" name="filter\.topic" value="law &amp; order" checked="">/,
    )
    assert.match(html, /<input type="checkbox" name="filter\.topic" value="fruit">/)
    assert.deepEqual(titlesIn(html), ['/tools/'])
    assert.match(part(html, 'active'), /href="\/open\?q=orchard"/)
  })

  test('keeps the order', async () => {
    const html = await read(site, '/open?q=orchard&sort=-date')
    assert.match(html, /<option value="-date"[^>]* selected="">/)
    assert.doesNotMatch(html, /<option value="date"[^>]* selected/)
    assert.deepEqual(titlesIn(html), ['/pears/', '/apples/'])
  })

  test('has pages, and says when there is none of a number', async () => {
    const second = await read(site, '/open?q=orchard&page=2')
    assert.match(
      part(second, 'place'),
      /Page <b[^>]*>2<\/b> of <b[^>]*>2<\/b>: <b[^>]*>3<\/b> to <b[^>]*>3<\/b>/,
    )
    const ninth = await read(site, '/open?q=orchard&page=9')
    assert.match(part(ninth, 'beyond'), /href="\/open\?q=orchard&amp;page=2"/)
    assert.deepEqual([isShown(ninth, 'beyond'), isShown(ninth, 'none')], [true, false])
    assert.deepEqual([isShown(second, 'beyond'), isShown(second, 'none')], [false, false])
  })

  test('says what is nowhere, and what was taken for it', async () => {
    const nowhere = await read(site, '/open?q=xyzzyplugh')
    assert.match(part(nowhere, 'unknown'), /<q>xyzzyplugh<\/q>/)
    assert.ok(isShown(nowhere, 'none'))
    const typo = await read(site, '/open?q=orchrad&filter.topic=fruit')
    assert.match(
      part(typo, 'corrected'),
      /href="\/open\?q=orchard&amp;filter\.topic=fruit">orchard</,
    )
    const phrase = await read(site, '/open?q=%22apples+orchard+pears%22')
    assert.match(part(phrase, 'suggestion'), /href="\/open\?q=apples\+orchard\+pears"/)
  })

  test('is that of the language', async () => {
    const german = await read(site, '/open?q=apfel&lang=de')
    assert.match(german, /<html lang="de">/)
    assert.match(german, /<input type="hidden" name="lang"[^>]* value="de">/)
    assert.match(german, /<a href="\/de\/apfel\/[^"]*">Äpfel<\/a>/)
    assert.match(await read(site, '/open?q=orchard'), /<html lang="en">/)
  })

  const redirects: readonly (readonly [path: string, location: string])[] = [
    ['/search', '/search/'],
    ['/search?q=%20&sort=', '/search/'],
    ['/search?lang=de', '/de/suche/'],
  ]
  for (const [path, location] of redirects)
    test(`without a question ${path} leads to ${location}`, async () => {
      const response = await site.fetch(path)
      assert.deepEqual([response.status, response.headers.get('location')], [303, location])
    })

  const refused = ['q=a&page=0', 'q=a&page=x', 'q=a&page=1&page=2', 'q=a&sort=size', 'q=a&lang=fr']
  for (const search of refused)
    test(`refuses ${search} with what was expected`, async () => {
      assert.match(await read(site, `/open?${search}`, 400), /Expected (page|an order|lang)/)
    })

  test('is text, whatever is asked', async () => {
    const evil = '"><img src=x onerror=alert(1)> <b>orchard</b> &lt;i&gt;'
    const html = await read(site, `/open?q=${encodeURIComponent(evil)}&filter.topic=%3Cb%3E`)
    // Of an attribute's value, HTML needs no more than the quotes and ampersands escaped.
    const outside = html.replaceAll(/="[^"]*"/g, '')
    assert.doesNotMatch(outside, /<img|<b>orchard|<i>/)
    assert.match(
      html,
      /value="&quot;><img src=x onerror=alert\(1\)> <b>orchard<\/b> &amp;lt;i&amp;gt;"/,
    )
    assert.match(outside, /Without <span>&lt;b&gt;<\/span>/)
  })
})

describe('a damaged index', () => {
  const damages: readonly (readonly [
    what: string,
    kind: string,
    damage: (file: string) => Promise<void>,
  ])[] = [
    ['missing words', 'terms', (file) => rm(file)],
    ['cut words', 'terms', (file) => truncate(file, 9)],
    ['other words', 'terms', (file) => writeFile(file, 'no index at all '.repeat(99))],
    ['cut pages', 'pages', (file) => truncate(file, 20)],
    ['missing filters', 'filter', (file) => rm(file)],
    ['a cut order', 'sort', (file) => truncate(file, 3)],
  ]
  let site: Fixture
  let deployed = 1
  before(async () => {
    site = await startFixture(PAGES, OPTIONS)
  })
  after(() => site.close())

  for (const [what, kind, damage] of damages)
    test(`with ${what} is said on the page and to programs, and the rest of the site goes on`, async () => {
      // A Worker that was just deployed has none of the files in memory.
      await site.deploy(PAGES)
      deployed += 1
      const folder = join(site.project, `dist-${deployed}`, '_leanto', 'search', 'en')
      const files = (await readdir(folder)).filter((file) => file.startsWith(`${kind}.`))
      assert.ok(files.length > 0, kind)
      for (const file of files) await damage(join(folder, file))

      const asked = 'q=orchard&sort=date&filter.topic=fruit'
      const page = await site.fetch(`/open?${asked}`, { headers: NAVIGATION })
      const html = await page.text()
      assert.equal(page.status, 503, html)
      assert.ok(page.headers.has('retry-after'))
      assert.match(html, /value="orchard"/)
      assert.deepEqual([isShown(html, 'failed'), isShown(html, 'none')], [true, false])

      const answer = await site.fetch(`/api/open?${asked}`)
      assert.equal(answer.status, 503)
      assert.equal(answer.headers.get('content-type'), 'application/problem+json')
      assert.equal(answer.headers.get('access-control-allow-origin'), '*')
      assert.doesNotMatch(await answer.text(), /_leanto|\.bin|\.ts/)
      assert.ok(site.logs().some((line) => line.includes('search did not answer')))

      assert.equal((await site.fetch('/apples/')).status, 200)
      assert.equal((await site.fetch('/api/open?q=apfel&lang=de')).status, 200)
    })
})
