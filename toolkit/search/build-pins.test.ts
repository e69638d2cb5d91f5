import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { buildIndex } from '../../tests/search-index.ts'
import { BuildError } from '../core/errors.ts'

const PAGES = { 'a.html': '<p>apple</p>', 'b.html': '<p>banana</p>', 'c.html': '<p>cherry</p>' }

describe('what the owner says', () => {
  test('goes into the root by the words of the query', async () => {
    const { index } = await buildIndex(PAGES, {
      owner: {
        synonyms: [
          ['K8s', 'Kubernetes'],
          ['k8s', 'container platform'],
        ],
        pins: [{ query: ' Best FRUIT! ', pages: ['/c', '/a/'] }],
      },
    })
    assert.deepEqual(index.synonyms, {
      k8s: ['kubernetes', 'container platform'],
      kubernetes: ['k8s'],
      'container platform': ['k8s'],
    })
    assert.deepEqual(index.pins, { 'best fruit': [2, 0] })
  })

  test('of a page that is not searched stops the build', async () => {
    const pins = [{ query: 'fruit', pages: ['/a', '/missing'] }]
    await assert.rejects(
      buildIndex(PAGES, { owner: { synonyms: [], pins } }),
      (error) =>
        error instanceof BuildError &&
        /^functions\/search\.toml: .*"fruit".*"\/missing"/.test(error.message),
    )
  })

  test('must have words', async () => {
    const synonyms = [['!!!', 'loud']]
    await assert.rejects(buildIndex(PAGES, { owner: { synonyms, pins: [] } }), /"!!!"/)
  })
})
