import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'

import { BuildError } from '../core/errors.ts'
import { parseOwnerFile, readOwnerFile } from './build-owner.ts'

const FULL = `# what people call things
synonyms = [["k8s", "kubernetes"], ["colour", "color"]]

[[pins]]
query = "pricing"
pages = ["/plans/", "/contact/"]

[[pins]]
query = " imprint "
pages = ["/legal/"]
`

describe('the owner’s file', () => {
  test('gives synonyms and pins', () => {
    assert.deepEqual(parseOwnerFile(FULL), {
      synonyms: [
        ['k8s', 'kubernetes'],
        ['colour', 'color'],
      ],
      pins: [
        { query: 'pricing', pages: ['/plans/', '/contact/'] },
        { query: 'imprint', pages: ['/legal/'] },
      ],
    })
  })

  test('may be left out, and may be empty', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leanto-owner-'))
    try {
      const none = { synonyms: [], pins: [] }
      assert.deepEqual(await readOwnerFile(folder), none)
      await mkdir(join(folder, 'functions'))
      await writeFile(join(folder, 'functions/search.toml'), '# nothing yet\n')
      assert.deepEqual(await readOwnerFile(folder), none)
      await writeFile(join(folder, 'functions/search.toml'), FULL)
      assert.equal((await readOwnerFile(folder)).pins.length, 2)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  const MISTAKES: readonly (readonly [text: string, message: string | RegExp])[] = [
    ['synonyms = [["a", "b"]', /^functions\/search\.toml:1: Invalid TOML document: /],
    [
      '\nsynonym = [["a", "b"]]',
      'functions/search.toml:2: expected synonyms, insight or [[pins]], got "synonym"',
    ],
    [
      '\n\n[[pin]]\nquery = "a"',
      'functions/search.toml:3: expected synonyms, insight or [[pins]], got "pin"',
    ],
    [
      'synonyms = ["a", "b"]',
      'functions/search.toml:1: expected synonyms = [["one", "another"]]: lists of at least two words each, got "a"',
    ],
    [
      '# one\nsynonyms = [["a"]]',
      'functions/search.toml:2: expected synonyms = [["one", "another"]]: lists of at least two words each, got ["a"]',
    ],
    [
      'synonyms = [["a", " "]]',
      'functions/search.toml:1: expected synonyms = [["one", "another"]]: lists of at least two words each, got ["a"," "]',
    ],
    ['insight = "no"', 'functions/search.toml:1: expected insight = true or false, got "no"'],
    ['[pins]\nquery = "a"', 'functions/search.toml:1: expected [[pins]], got {"query":"a"}'],
    [
      '[[pins]]\nquery = "a"\npages = ["/a/"]\n[[pins]]\nquery = "b"\npage = "/b/"',
      'functions/search.toml:6: expected query or pages under [[pins]], got "page"',
    ],
    [
      '[[pins]]\nquery = "a"\npages = ["/a/"]\n[[pins]]\npages = ["/b/"]',
      'functions/search.toml:4: expected query = "what is typed", got nothing',
    ],
    [
      '[[pins]]\nquery = "a"\npages = ["a/"]',
      'functions/search.toml:3: expected pages = ["/path/"]: paths of pages, got "a/"',
    ],
    [
      '[[pins]]\nquery = "a"\npages = []',
      'functions/search.toml:3: expected pages = ["/path/"]: paths of pages, got []',
    ],
    [
      '[[pins]]\nquery = "a"\npages = ["/a/"]\n[[pins]]\nquery = "A"\npages = ["/b/"]',
      'functions/search.toml:5: expected one [[pins]] for each query, got "A" twice',
    ],
  ]
  for (const [text, message] of MISTAKES) {
    test(`tells what is wrong in ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseOwnerFile(text),
        (error) => {
          assert.ok(error instanceof BuildError)
          if (typeof message === 'string') assert.equal(error.message, message)
          else assert.match(error.message, message)
          return true
        },
      )
    })
  }
})
