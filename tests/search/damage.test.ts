/** A damaged index says so, and which file it is where its beginning shows that; nothing else goes wrong. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'

import { FormatError, UnavailableError } from '../../toolkit/core/errors.ts'
import type { ReadFile } from '../../toolkit/core/read.ts'
import { createEngine } from '../../toolkit/search/engine.ts'
import type { SearchIndex } from '../../toolkit/search/format.ts'
import { STEMS } from '../../toolkit/search/build-stems.ts'
import { stemFor, type Stem } from '../../toolkit/search/stem.ts'
import { buildIndex } from '../search-index.ts'
import { PAGES } from '../worker/search-pages.ts'

/** Together they read every kind of file. */
const QUERIES = ['orchard', 'orchadr', 'xorchard', '"orchard pays"', 'apples -cider', 'cider']
/** A file is damaged at so many places at most, evenly spread, and so are its lengths. */
const PLACES = 150
/** Three letters, then the version. */
const VERSION_AT = 3

interface Damaged {
  readonly path: string
  /** `undefined` for a file that is not there. */
  readonly bytes: Uint8Array | undefined
}

describe('a damaged index', () => {
  let files: ReadonlyMap<string, Uint8Array>
  let index: SearchIndex
  let stem: Stem
  let read: readonly string[]

  before(async () => {
    const built = await buildIndex(PAGES)
    const [first] = built.indexes
    assert.ok(first !== undefined)
    ;({ files } = built)
    index = first
    stem = stemFor(STEMS, first.language)
    assert.equal(await ask(), undefined)
    const all = [...files.keys()].filter((path) => path.startsWith('/_leanto/search/en/'))
    read = all.filter((path) => path.endsWith('.bin'))
  })

  /** What goes wrong when everything is asked, one question after another. */
  async function ask(damaged?: Damaged): Promise<unknown> {
    const readDamaged: ReadFile = async (path) => {
      const bytes = path === damaged?.path ? damaged.bytes : files.get(path)
      if (bytes === undefined) throw new UnavailableError(`the file ${path} did not come`)
      return bytes
    }
    for (const query of QUERIES) {
      try {
        const engine = createEngine(index, readDamaged, stem)
        await engine.search(query, { facets: true, sort: { by: 'date', descending: true } })
        await engine.search(query)
      } catch (cause) {
        return cause
      }
    }
    return undefined
  }

  function assertRefused(cause: unknown, what: string): asserts cause is Error {
    const isKnown = cause instanceof FormatError || cause instanceof UnavailableError
    assert.ok(isKnown, `${what}: ${String(cause)}`)
  }

  function assertNamed(cause: unknown, path: string, what: string): void {
    assertRefused(cause, what)
    assert.ok(cause.message.includes(path), `${what}: expected ${path} in "${cause.message}"`)
  }

  test('of which a file is not there names it', async () => {
    for (const path of read) assertNamed(await ask({ path, bytes: undefined }), path, 'missing')
  })

  test('of which a file ends too early says so, or does not need the rest', async () => {
    let refused = 0
    for (const path of read) {
      const whole = files.get(path) ?? new Uint8Array()
      for (const length of spread(whole.length)) {
        const cause = await ask({ path, bytes: whole.slice(0, length) })
        // Of a list only the best is read.
        if (cause === undefined) continue
        assertRefused(cause, `${path} cut at ${length}`)
        refused++
      }
      assertNamed(await ask({ path, bytes: whole.slice(0, 3) }), path, 'cut at 3')
      assertNamed(await ask({ path, bytes: new Uint8Array() }), path, 'empty')
    }
    assert.ok(refused > read.length)
  })

  test('of which a byte is another says so, or still answers', async () => {
    for (const path of read) {
      const whole = files.get(path) ?? new Uint8Array()
      for (const at of spread(whole.length)) {
        for (const flip of [0x01, 0x80, 0xff]) {
          const bytes = whole.slice()
          bytes[at] = (bytes[at] ?? 0) ^ flip
          const cause = await ask({ path, bytes })
          if (cause !== undefined) assertRefused(cause, `${path}, byte ${at} with ${flip}`)
        }
      }
    }
  })

  test('of which a file is of another kind or version names it', async () => {
    for (const path of read) {
      for (const at of [0, VERSION_AT]) {
        const bytes = (files.get(path) ?? new Uint8Array()).slice()
        bytes[at] = 0x3c
        assertNamed(await ask({ path, bytes }), path, `byte ${at}`)
      }
    }
  })
})

function spread(length: number): number[] {
  const count = Math.min(length, PLACES)
  return Array.from({ length: count }, (_, at) => Math.floor((at * length) / count))
}
