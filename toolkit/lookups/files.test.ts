import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { createPartScene } from '../../tests/lookup-parts.ts'
import { writeBlocks, type BlocksOptions } from './build-blocks.ts'
import { CUT_SIZES } from './cut.ts'
import { locateFrom, locatePrefix, locateText, readBlock, type Source } from './files.ts'
import { findEqual, findPrefix, type Block, type BlockList } from './format.ts'

const SMALL = { min: 30, spread: 40, max: 200 }

interface Written {
  readonly list: BlockList
  readonly all: readonly Block[]
  readonly source: Source
  readonly reads: () => number
}

async function write(
  texts: readonly string[],
  options: BlocksOptions = {},
  sizes = SMALL,
): Promise<Written> {
  const scene = createPartScene({ key: 'id' }, [], [], sizes)
  const lines = texts.map((text, at) => ({ text, line: JSON.stringify([text, at]) }))
  const all: Block[] = []
  const onBlock = (block: Block): void => void all.push(block)
  const list = await writeBlocks(scene.context, 'range', lines, { ...options, onBlock })
  return { list, all, source: scene.open({ range: list }), reads: scene.reads }
}

const some = fc.string({
  unit: fc.constantFrom('a', 'b', '"', '\\', '\n', '一', '\uD83D', '😀'),
  maxLength: 4,
})
const lists = fc
  .array(some, { minLength: 1, maxLength: 400 })
  .map((texts) => texts.map((text, at) => `${text}${at % 3}`).toSorted())

/** Texts enough for lists of lists, each three times. */
const many = Array.from({ length: 4500 }, (_, at) => {
  return String(10_000 + Math.floor(at / 3)).repeat(12)
})

async function linesOf(source: Source, blocks: readonly Block[], text: string): Promise<unknown[]> {
  const found: unknown[] = []
  for (const block of blocks)
    found.push(...findEqual(await readBlock(source, 'range', block), text))
  return found
}

describe('a list of blocks', () => {
  it('leads to every line of a text, through lists of lists', async () => {
    const { list, source } = await write(many, { exact: true })
    assert.ok(list.level >= 2, `${list.level}`)
    assert.ok(JSON.stringify(list.blocks).length <= 3072)
    for (let at = 0; at < many.length; at += 101) {
      const text = many[at] ?? ''
      const found = await linesOf(source, await locateText(source, 'range', text), text)
      assert.equal(found.length, 3, text)
    }
  })

  it('is the same tree for the same lines, and short without a tree', async () => {
    const [one, other] = [await write(many), await write(many)]
    assert.deepEqual(one.list, other.list)
    const { list } = await write(many.slice(0, 30))
    assert.equal(list.level, 0)
  })

  it('is read in one place on each level for a text', async () => {
    const { list, source, reads } = await write(many, {}, CUT_SIZES)
    assert.equal(list.level, 0)
    const tree = await write(many, { exact: true })
    const [block] = (await locateText(tree.source, 'range', '12345'.repeat(12))).slice(-1)
    assert.ok(block)
    assert.ok(tree.reads() <= tree.list.level * 2, `${tree.reads()}`)
    assert.equal((await locateText(source, 'range', many[7] ?? '')).length, 1)
    assert.equal(reads(), 0)
  })

  it('gives what a look at every block gives', async () => {
    const check = async (texts: string[], asked: string): Promise<void> => {
      const { all, source } = await write(texts, { exact: true })
      const numbers = new Map(all.map(([, hash], at) => [hash, at]))
      const at = (blocks: readonly Block[]): number[] =>
        blocks.map(([, hash]) => numbers.get(hash) ?? -1)
      const holding: number[] = []
      const beginning: number[] = []
      let floor = 0
      for (const [place, block] of all.entries()) {
        const text = await readBlock(source, 'range', block)
        if (findEqual(text, asked).length > 0) holding.push(place)
        if (findPrefix(text, asked).length > 0) beginning.push(place)
        if (block[0] <= asked) floor = place
      }
      const exact = at(await locateText(source, 'range', asked))
      assert.deepEqual(
        holding.filter((place) => !exact.includes(place)),
        [],
      )
      assert.equal(exact.at(-1), floor)
      assert.ok(exact.length <= holding.length + 1)
      const prefixed = at(await locatePrefix(source, 'range', asked, 1000))
      if (!/[\uD800-\uDFFF]/.test(asked))
        assert.deepEqual(
          beginning.filter((place) => !prefixed.includes(place)),
          [],
        )
      const from = at(await locateFrom(source, 'range', asked, 1000))
      assert.equal(from.at(-1), all.length - 1)
      assert.equal(from[0], exact[0])
      assert.deepEqual(at(await locateFrom(source, 'range', asked, 2)), from.slice(0, 2))
      assert.deepEqual(at(await locatePrefix(source, 'range', asked, 2)), prefixed.slice(0, 2))
    }
    await fc.assert(fc.asyncProperty(lists, some, check), { numRuns: 60 })
  })

  it('that is damaged is refused, whatever is left of it', async () => {
    const { list, source } = await write(many)
    const damage = [
      (text: string) => text.slice(0, text.length / 2),
      (text: string) => text.replaceAll(']', '}'),
      (text: string) => text.replaceAll(',', ',null,'),
      () => '',
      () => '<!doctype html>',
    ]
    for (const change of damage) {
      const broken: Source = {
        ...source,
        cache: { files: new Map(), bytes: 0 },
        read: async (path) => {
          const text = new TextDecoder().decode(await source.read(path))
          return new TextEncoder().encode(change(text))
        },
      }
      assert.ok(list.level > 0)
      await assert.rejects(
        async () => {
          for (const text of many.slice(0, 400))
            for (const block of await locateText(broken, 'range', text))
              findEqual(await readBlock(broken, 'range', block), text)
        },
        { name: 'FormatError' },
      )
    }
  })
})

describe('the blocks of a part that is not there', () => {
  it('are none', async () => {
    const { source } = await write(['a'])
    assert.deepEqual(await locateText(source, 'rows', 'a'), [])
    assert.deepEqual(await locatePrefix(source, 'typos', 'a'), [])
  })
})
