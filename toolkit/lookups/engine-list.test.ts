import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { answer, compileList, count, NAMES, walk } from '../../tests/lookup-columns-answers.ts'
import type { CutSizes } from './cut.ts'
import type { Source } from './files.ts'
import type { Cell, ColumnType, Scalar } from './format.ts'
import { QuestionError, type Filter, type Listed, type ListQuestion } from './question.ts'

const texts = fc.constantFrom(
  '',
  'a',
  'A',
  'ab',
  'abc',
  'Zürich',
  'ZURICH',
  'zur',
  'Straße',
  'strasse',
  'ΑΣ',
  'ας',
  '\ud800',
  'x\udc00y',
  '😀',
  '\uffff',
  '\ufeffbom',
  'a\nb',
  '"',
  '5',
  'true',
  'İ',
  '\u0301a',
  'a text that is longer than what zones keep of it, and ends so',
  `a text that is longer than what zones keep of it${'\uffff'.repeat(30)}`,
)
const integers = fc.constantFrom(-5, 0, 1, 2, 3, 5, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53 - 1)
const numbers = fc.constantFrom(-0, 0, 0.1, -0.1, 5, 1e300, -1e300, 5e-324, 1e21, 2.5)
const days = fc.constantFrom('2026-11-27', '2026-11-28', '1999-01-01', '2000-02-29')
const lists = fc.array(fc.oneof(texts, integers), { maxLength: 3 })
const CELLS: Readonly<Record<ColumnType, fc.Arbitrary<Cell>>> = {
  string: texts,
  integer: integers,
  number: numbers,
  boolean: fc.boolean(),
  date: days,
  datetime: days,
  list: lists,
  mixed: fc.oneof(texts, integers, fc.boolean(), lists),
}
const cellOf = (type: ColumnType): fc.Arbitrary<Cell> =>
  fc.option(CELLS[type], { nil: null, freq: 5 })

const objects = (minLength: number, maxLength: number): fc.Arbitrary<Record<string, Cell>[]> =>
  fc.array(
    fc.record({
      id: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('same', 'same', '', 'é', '\ud800')),
      text: cellOf('string'),
      count: cellOf('integer'),
      size: cellOf('number'),
      open: cellOf('boolean'),
      day: cellOf('date'),
      tags: cellOf('list'),
      any: cellOf('mixed'),
    }),
    { minLength, maxLength, size: 'max' },
  )

const VALUES: Readonly<Record<(typeof NAMES)[number], fc.Arbitrary<Scalar>>> = {
  text: texts,
  count: integers,
  size: numbers,
  open: fc.boolean(),
  day: days,
  tags: fc.oneof(texts, integers),
  any: fc.oneof(texts, integers, fc.boolean()),
}
const ORDERS = ['lt', 'lte', 'gt', 'gte'] as const

const filters: fc.Arbitrary<Filter> = fc.constantFrom(...NAMES).chain((column) => {
  const [values, isText] = [VALUES[column], !['count', 'size', 'open'].includes(column)]
  const ordered = column === 'tags' || column === 'any' ? fc.oneof(texts, integers) : values
  const pair = fc.tuple(ordered, ordered).filter(([a, b]) => typeof a === typeof b)
  const one = fc.tuple(values)
  const few = fc.array(values, { minLength: 1, maxLength: 3 })
  const kinds: fc.Arbitrary<Pick<Filter, 'operator' | 'values'>>[] = [
    fc.record({ operator: fc.constantFrom('eq', 'ne'), values: one }),
    fc.record({ operator: fc.constant('in'), values: few }),
    fc.record({ operator: fc.constant('null'), values: fc.tuple(fc.boolean()) }),
  ]
  if (column !== 'open') {
    kinds.push(fc.record({ operator: fc.constantFrom(...ORDERS), values: fc.tuple(ordered) }))
    kinds.push(fc.record({ operator: fc.constant('between'), values: pair }))
  }
  if (isText) {
    const part = fc.tuple(fc.oneof(texts, fc.constantFrom('z', 'UR', '20', '1', 'σ')))
    kinds.push(fc.record({ operator: fc.constantFrom('prefix', 'contains'), values: part }))
  }
  return fc.oneof(...kinds).map((kind) => ({ column, ...kind }))
})
const sorts = fc.uniqueArray(
  fc.record({ column: fc.constantFrom(...NAMES), descending: fc.boolean() }),
  { maxLength: 3, selector: ({ column }) => column },
)
const questions = fc.record({
  filters: fc.array(filters, { maxLength: 2 }),
  sort: fc.oneof(sorts, fc.constant([])),
  limit: fc.integer({ min: 1, max: 9 }),
  facets: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
})

/** Whether there are more chunks than one question may look at. */
function isLarge(pages: readonly Listed[]): boolean {
  return pages.some(({ total }) => total === undefined)
}

describe('a list', () => {
  it('has each row that meets the filters once, in order, over all pages', async () => {
    const several = fc.array(questions, { minLength: 6, maxLength: 6 })
    const check = async (things: Record<string, Cell>[], asked: ListQuestion[]): Promise<void> => {
      const scene = await compileList(things)
      for (const question of asked) {
        const expected = answer(scene.rows, question)
        const pages = await walk(scene, question)
        assert.deepEqual(
          pages.flatMap(({ rows }) => rows),
          expected,
        )
        for (const { total, facets } of pages) {
          assert.equal(total, expected.length)
          for (const name of question.facets) {
            assert.deepEqual(facets?.[name], count(expected, name))
          }
        }
      }
    }
    await fc.assert(fc.asyncProperty(objects(0, 40), several, check), { numRuns: 30 })
  })

  it('has all rows where there are more chunks than one question may look at, or says so', async () => {
    const tiny: CutSizes = { min: 1, spread: 1, max: 2 }
    let answered = 0
    let refused = 0
    const check = async (things: Record<string, Cell>[], asked: ListQuestion): Promise<void> => {
      const scene = await compileList(things, tiny, { min: 1, spread: 1, max: 60 })
      // Larger pages than the chunks that one question looks at have rows.
      const question = { ...asked, limit: asked.limit * 9 }
      try {
        const pages = await walk(scene, question)
        assert.deepEqual(
          pages.flatMap(({ rows }) => rows),
          answer(scene.rows, question),
        )
        if (isLarge(pages)) answered++
      } catch (error) {
        if (!(error instanceof QuestionError) || question.sort.length === 0) throw error
        refused++
      }
    }
    // Of these one is answered and one refused; of those at random it may be none.
    const things = Array.from({ length: 80 }, (_, at) => {
      return { ...Object.fromEntries(NAMES.map((name) => [name, null])), id: `k${at}`, count: at }
    })
    const all = {
      filters: [{ column: 'count', operator: 'ne', values: [-1] }],
      limit: 2,
      facets: [],
    } as const
    await fc.assert(fc.asyncProperty(objects(50, 80), questions, check), {
      numRuns: 30,
      examples: [
        [things, { ...all, sort: [] }],
        [things, { ...all, sort: [{ column: 'text', descending: false }] }],
      ],
    })
    assert.ok(answered > 0 && refused > 0, `${answered} answered, ${refused} refused`)
  })

  it('goes on after the last page where the data has changed since, by the key', async () => {
    const check = async (things: Record<string, Cell>[], question: ListQuestion): Promise<void> => {
      const unique = [...new Map(things.map((thing) => [thing['id'], thing])).values()]
      const scene = await compileList(unique)
      let build = 0
      const change = (source: Source): Source => {
        return { ...source, index: { ...source.index, hash: String(build++) } }
      }
      const pages = await walk(scene, question, change)
      assert.deepEqual(
        pages.flatMap(({ rows }) => rows),
        answer(scene.rows, question),
      )
    }
    await fc.assert(fc.asyncProperty(objects(10, 40), questions, check), { numRuns: 50 })
  })
})
