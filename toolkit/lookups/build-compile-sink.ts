/** Takes the rows of a source in any order: checks their keys, and keeps their lines to be sorted. */
import { BuildError } from '../core/errors.ts'
import { createAbout, type AboutBuilder } from './build-about.ts'
import type { RecordSorter, SortSpace } from './build-sorter.ts'
import type { RowSink } from './build-source.ts'
import type { Lookup } from './define.ts'
import type { Cell } from './format.ts'
import { toKey } from './key.ts'
import { MAX_KEY_LENGTH } from './question.ts'

/** The rows that a source gave. */
export interface GatheredRows {
  /** Lines of the part `rows` by their keys, each with the place of its row as note. */
  readonly sorter: RecordSorter
  readonly about: AboutBuilder
}

/** What the rows come to. After a restart it holds nothing again. */
export class RowGatherer {
  rows: GatheredRows
  readonly #space: SortSpace

  constructor(space: SortSpace) {
    this.#space = space
    this.rows = createRows(space)
  }

  /** @param names - of the cells; more may come to them */
  sink(lookup: Lookup, names: () => readonly string[]): RowSink {
    const key = [lookup.key].flat()
    let columns = 0
    let keyPlaces: number[] = []
    let others: number[] = []
    return {
      add: (cells, place) => {
        const known = names()
        if (known.length !== columns) {
          columns = known.length
          keyPlaces = key.map((name) => known.indexOf(name))
          others = [...known.keys()].filter((at) => !keyPlaces.includes(at))
        }
        const text = readKey(cells, keyPlaces, { key, names: known, place })
        const line = encodeLine(text, cells, others)
        this.rows.sorter.add(text, line, place)
        this.rows.about.add(cells)
      },
      restart: () => {
        this.rows.sorter.discard()
        this.rows = createRows(this.#space)
      },
    }
  }
}

function createRows(space: SortSpace): GatheredRows {
  return { sorter: space.createSorter(), about: createAbout(() => space.openFile()) }
}

interface KeyPlace {
  readonly key: readonly string[]
  readonly names: readonly string[]
  readonly place: string
}

function readKey(cells: readonly Cell[], places: readonly number[], where: KeyPlace): string {
  const cell = cells[places[0] ?? -1]
  const isOne = places.length === 1 && (typeof cell === 'string' || typeof cell === 'number')
  // Most keys are one text or one number; the others take another way.
  const text = isOne ? String(cell) : joinKey(cells, places, where)
  if (text === '') refusePart('', where, 0)
  if (text.length > MAX_KEY_LENGTH || !text.isWellFormed()) {
    throw new BuildError(
      `${where.place}: expected a key of at most ${MAX_KEY_LENGTH} characters of well-formed Unicode, got ${JSON.stringify(text.slice(0, 40))}, ${text.length} long`,
    )
  }
  return text
}

function joinKey(cells: readonly Cell[], places: readonly number[], where: KeyPlace): string {
  const values = places.map((at, index) => {
    const cell = cells[at] ?? null
    return isKeyPart(cell) ? cell : refusePart(cell, where, index)
  })
  return toKey(values)
}

function isKeyPart(cell: Cell): cell is string | number {
  return (typeof cell === 'string' && cell !== '') || typeof cell === 'number'
}

function refusePart(cell: Cell, { key, names, place }: KeyPlace, index: number): never {
  const name = key[index] ?? ''
  const got = names.includes(name)
    ? (JSON.stringify(cell) ?? 'nothing')
    : `no such column, but ${names.join(', ')}`
  throw new BuildError(`${place}: expected a key under "${name}", a text or a number, got ${got}`)
}

/**
 * Writes `[key, ...cells]`; what a row has not at the end of its line is left out, since later columns are not there
 * either.
 */
function encodeLine(key: string, cells: readonly Cell[], others: readonly number[]): string {
  let end = others.length
  while (end > 0 && (cells[others[end - 1] ?? 0] ?? null) === null) end--
  const items: Cell[] = [key]
  for (let index = 0; index < end; index++) items.push(cells[others[index] ?? 0] ?? null)
  return JSON.stringify(items)
}
