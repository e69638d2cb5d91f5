/** The pages of lookups as the Worker fills them, without JavaScript: rows, questions, mistakes, and what machines read. */
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import type { Fixture } from './fixture.ts'
import { startLookups } from './lookups-site.ts'
import type { SiteResponse } from './site.ts'

let site: Fixture
before(async () => {
  site = await startLookups()
})
after(() => site.close())

interface Shown {
  readonly html: string
  readonly headers: SiteResponse['headers']
}

async function show(path: string, status = 200): Promise<Shown> {
  const response = await site.fetch(`/lookups${path}`, { headers: { accept: 'text/html' } })
  const html = await response.text()
  assert.equal(response.status, status, html)
  return { html, headers: response.headers }
}

/** Whether the first element of a class is shown. */
const isShown = (html: string, name: string): boolean => {
  const [tag] = new RegExp(`<\\w+[^>]* class="${name}"[^>]*>`).exec(html) ?? []
  assert.ok(tag !== undefined, `nothing of the class ${name}`)
  return !/ hidden/.test(tag)
}

/** The blocks of JSON-LD. */
const blocks = (html: string): Record<string, unknown>[] =>
  [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].map(
    ([, text = '']) => JSON.parse(text),
  )

describe('the page of a row', () => {
  test('shows it, under the one address that it has', async () => {
    for (const path of ['/places/p1', '/places?key=p1']) {
      const { html, headers } = await show(path)
      assert.match(html, /<h2[^>]*>Paris<\/h2>/)
      assert.match(html, /<title[^>]*>Paris · places<\/title>/)
      assert.match(html, /<b>Name<\/b> <i>Paris<\/i>/)
      assert.equal(html.match(/rel="canonical"/g)?.length, 1)
      assert.match(html, /<link rel="canonical" href="\/lookups\/places\/p1">/)
      assert.equal(headers.get('link'), '</lookups/places/p1>; rel="canonical"')
      assert.equal(headers.get('x-robots-tag'), null)
    }
  })

  test('tells machines what it shows, within the head', async () => {
    const { html } = await show('/places/p1')
    assert.match(html, /<\/script><\/head>/)
    assert.partialDeepStrictEqual(blocks(html), [
      { '@type': 'Place', name: 'Paris', geo: { latitude: 48.8534 } },
    ])
  })

  test('cannot be broken by what the data says', async () => {
    const { html } = await show('/places/p4')
    const [block] = blocks(html)
    assert.equal(block?.['name'], '</script><script>alert(1)</script>')
    assert.doesNotMatch(html, /<script>alert/)
    assert.match(html, /&lt;\/script&gt;/)
  })

  test('shows every row of the key, also on a page that leaves out its head', async () => {
    const { html, headers } = await show('/parts/IT/45')
    assert.match(html, /Several: <b[^>]*>2<\/b>/)
    assert.equal(html.match(/<li>/g)?.length, 2)
    assert.equal(headers.get('link'), '</lookups/parts/IT/45>; rel="canonical"')
    assert.equal(blocks(html).length, 1)
  })

  test('is a 404 for an unknown key, which search engines leave out', async () => {
    const { html, headers } = await show('/places/none', 404)
    assert.ok(isShown(html, 'missing') && !isShown(html, 'found'))
    assert.equal(headers.get('x-robots-tag'), 'noindex')
    assert.deepEqual(blocks(html), [])
  })
})

describe('the page of a question', () => {
  test('shows what is found, with what was typed', async () => {
    const { html, headers } = await show('/places?find=par&country=FR&population.gte=1000')
    assert.match(html, /<a href="\/lookups\/places\/p1">Paris<\/a>/)
    assert.doesNotMatch(html, /Parma/)
    for (const value of ['par', 'FR', '1000']) assert.match(html, new RegExp(`value="${value}"`))
    assert.match(
      html,
      /<a class="json"[^>]* href="\/api\/lookups\/places\?find=par&amp;country=FR&amp;population.gte=1000"/,
    )
    assert.equal(headers.get('x-robots-tag'), 'noindex')
  })

  test('shows rows near a point with their distance', async () => {
    const { html } = await show('/places?near=48.8534,2.3488&limit=2')
    assert.match(html, /<a href="\/lookups\/places\/p1">Paris<\/a> <i>0 m<\/i>/)
    assert.match(html, /Versailles<\/a> <i>16\.\d km<\/i>/)
  })

  test('narrows a list by links, and leads on', async () => {
    const { html } = await show('/places?country=NZ')
    const [, next = ''] = /<a class="next"[^>]* href="([^"]+)"/.exec(html) ?? []
    assert.match(
      html,
      /<a href="\/lookups\/places\?limit=20" aria-current="true"><span>NZ<\/span> <span>1000<\/span><\/a>/,
    )
    const { html: second } = await show(next.replace('/lookups', '').replaceAll('&amp;', '&'))
    const names = (text: string): string[] => text.match(/Village \d+/g) ?? []
    assert.equal(new Set([...names(html), ...names(second)]).size, 40)
  })

  test('says what is wrong, on the page', async () => {
    const { html, headers } = await show('/places?find=par&colour=red', 400)
    assert.ok(isShown(html, 'mistake'))
    assert.match(html, /Unknown parameter &quot;colour&quot;/)
    assert.match(html, /value="par"/)
    assert.equal(headers.get('x-robots-tag'), 'noindex')
    await show('/places?find=par&utm_source=letter&fbclid=x')
  })

  test('leads to any row', async () => {
    const response = await site.fetch('/lookups/places?random=1')
    assert.equal(response.status, 303)
    assert.match(response.headers.get('location') ?? '', /^\/lookups\/places/)
    assert.equal(response.headers.get('cache-control'), 'no-store')
  })

  test('is the static page where nothing is asked', async () => {
    for (const path of ['/lookups/places', '/lookups/places?find=&country=']) {
      const response = await site.fetch(path)
      assert.deepEqual(
        [response.status, response.headers.get('location')],
        [303, '/lookups/places/'],
      )
    }
    assert.equal((await site.fetch('/lookups/nets/10.0.0.0%2F8')).status, 404)
    assert.equal((await site.fetch('/lookups/nothing')).status, 404)
  })
})

describe('the page that describes a lookup', () => {
  test('has its columns, with a drawing of their values', async () => {
    const { html, headers } = await show('/places/about')
    assert.match(
      html,
      /<th>population<\/th><td>integer<\/td><td><svg viewBox="0 0 24 8"><path d="M0 8V[^"]+"><\/path><\/svg>/,
    )
    assert.partialDeepStrictEqual(blocks(html), [
      {
        '@type': 'Dataset',
        name: 'Places & towns',
        license: 'https://spdx.org/licenses/CC-BY-4.0.html',
      },
    ])
    assert.equal(headers.get('x-robots-tag'), null)
    assert.doesNotMatch(html, / style=/)
  })
})

describe('a lookup whose files are gone', () => {
  test('says so on its page and to programs, and the rest goes on', async () => {
    const other = await startLookups()
    try {
      await rm(join(other.project, 'dist-1', '_leanto', 'lookups', 'places'), { recursive: true })
      const response = await other.fetch('/lookups/places/p1', { headers: { accept: 'text/html' } })
      assert.equal(response.status, 503)
      assert.equal(response.headers.get('retry-after'), '10')
      assert.match(await response.text(), /<h1>Places<\/h1>/)
      const api = await other.fetch('/api/lookups/places/p1')
      await api.text()
      assert.deepEqual([api.status, api.headers.get('access-control-allow-origin')], [503, '*'])
      assert.equal((await other.fetch('/api/lookups/parts/IT/45')).status, 200)
    } finally {
      await other.close()
    }
  })
})
