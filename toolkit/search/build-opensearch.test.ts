import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { writeOpenSearch, type OpenSearchOptions } from './build-opensearch.ts'

async function write(options: OpenSearchOptions): Promise<readonly [path: string, xml: string]> {
  let written: readonly [string, string] = ['', '']
  const path = await writeOpenSearch(
    {
      write: async (file, content) => {
        written = [file, String(content)]
      },
    },
    options,
  )
  assert.equal(path, written[0])
  return written
}

/** The templates of a description by their type, as an XML parser reads them. */
function templatesIn(xml: string): Record<string, string> {
  const urls = xml.matchAll(/<Url type="([^"]+)"[^>]* template="([^"]+)"/g)
  return Object.fromEntries(
    [...urls].map(([, type = '', template = '']) => [type, template.replaceAll('&amp;', '&')]),
  )
}

describe('the description for address bars', () => {
  test('names the page, the suggestions, and itself', async () => {
    const [path, xml] = await write({ siteUrl: 'https://example.org', name: 'Example' })
    assert.equal(path, '/opensearch.xml')
    assert.deepEqual(templatesIn(xml), {
      'text/html': 'https://example.org/search?q={searchTerms}',
      'application/x-suggestions+json': 'https://example.org/api/search/suggest?q={searchTerms}',
      'application/opensearchdescription+xml': 'https://example.org/opensearch.xml',
    })
  })

  test('of a further language asks in it, and lies beside the main one', async () => {
    const [path, xml] = await write({
      siteUrl: 'https://example.org',
      name: 'Beispiel',
      language: 'de',
      lang: 'de',
    })
    assert.equal(path, '/opensearch-de.xml')
    assert.deepEqual(templatesIn(xml), {
      'text/html': 'https://example.org/search?q={searchTerms}&lang=de',
      'application/x-suggestions+json':
        'https://example.org/api/search/suggest?q={searchTerms}&lang=de',
      'application/opensearchdescription+xml': 'https://example.org/opensearch-de.xml',
    })
    assert.match(xml, /<Language>de<\/Language>/)
  })

  test('has sixteen characters of the name, and no markup of it', async () => {
    const [, xml] = await write({
      siteUrl: 'https://example.org',
      name: 'Fish & <Chips> by the sea',
    })
    assert.match(xml, /<ShortName>Fish &amp; &lt;Chips&gt; b<\/ShortName>/)
  })
})
