/** Puts lines in order: in memory where they are few, else on the disk. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { orderStore } from './build-sorter-order.ts'
import {
  closeRun,
  mergeCursors,
  openRun,
  readRun,
  readStore,
  writeRun,
  type RecordCursor,
  type Run,
} from './build-sorter-runs.ts'
import { createStore, lineOf, textOf, type Store } from './build-sorter-store.ts'

export interface SortedLine {
  readonly text: string
  readonly line: string
}

/** Sorts lines by their text, then by the line itself, both in the order of UTF-16 code units. */
export interface Sorter {
  /** @param line - of well-formed Unicode, as all that `JSON.stringify` writes; the text may be any */
  add(text: string, line: string): void
  /** How many UTF-8 bytes the lines have, line ends included. */
  readonly length: number
  /** How many lines there are. */
  readonly count: number
  /** All lines in order; ends the sorter. */
  sorted(): Iterable<SortedLine>
}

/** A sorter whose lines can be had as bytes. */
export interface RecordSorter extends Sorter {
  /** @param note - is kept with the line, and plays no part in the order */
  add(text: string, line: string, note?: string): void
  /** In place of `sorted`: the records where they lie. */
  records(): RecordCursor
  /** In place of both: lets go of all lines. */
  discard(): void
}

/** Memory and a folder that several sorters share. */
export interface SortSpace {
  createSorter(): RecordSorter
  /** Opens a file without a name that is there until the end, and gives its descriptor. */
  openFile(): number
  /** Lets go of all that its sorters hold; they are of no use any more. */
  close(): void
}

export interface SortSpaceOptions {
  /** Where lines go that are too many for the memory. It is made when it is needed, and removed in the end. */
  readonly folder: string
  /** How much memory the sorters take together, about: one half for lines that come in, one for those that go out. */
  readonly bytes?: number
}

const DEFAULT_BYTES = 384 * 1024 * 1024

/** So many runs are read at a time. */
const MAX_RUNS = 64

/** What is held in memory for each line while it is sorted, beside the line. */
const SORT_BYTES = 20

/** A sorter on its own. */
export function createSorter(): RecordSorter {
  return openSortSpace({ folder: tmpdir() }).createSorter()
}

export function openSortSpace({ folder, bytes = DEFAULT_BYTES }: SortSpaceOptions): SortSpace {
  const fillings = new Set<Filling>()
  let made: string | undefined
  let files = 0
  const space: Space = {
    fillings,
    runs: new Set(),
    nextFile() {
      made ??= makeFolder(folder)
      return join(made, String(files++))
    },
    check() {
      let held = 0
      let largest: Filling | undefined
      for (const filling of fillings) {
        held += heldBy(filling)
        if (largest === undefined || heldBy(filling) > heldBy(largest)) largest = filling
      }
      if (held > bytes / 2 && largest !== undefined) spill(space, largest)
    },
  }
  return {
    createSorter: () => createSpaceSorter(space),
    openFile() {
      const run = openRun(space.nextFile())
      space.runs.add(run)
      return run.descriptor
    },
    close() {
      for (const run of space.runs) closeRun(run)
      space.runs.clear()
      fillings.clear()
      if (made !== undefined) rmSync(made, { recursive: true, force: true })
    },
  }
}

function makeFolder(parent: string): string {
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, 'sort-'))
}

/** What a sorter holds while lines come in. */
interface Filling {
  store: Store
  runs: Run[]
}

interface Space {
  readonly fillings: Set<Filling>
  readonly runs: Set<Run>
  readonly nextFile: () => string
  /** Lets some sorter write what it holds, where all hold too much. */
  readonly check: () => void
}

function createSpaceSorter(space: Space): RecordSorter {
  const filling: Filling = { store: createStore(space.check), runs: [] }
  space.fillings.add(filling)
  let length = 0
  let count = 0
  const records = (): RecordCursor => {
    space.fillings.delete(filling)
    return readFilling(space, filling)
  }
  return {
    add(text, line, note = '') {
      length += filling.store.add(text, line, note)
      count++
    },
    get length() {
      return length
    },
    get count() {
      return count
    },
    records,
    discard() {
      space.fillings.delete(filling)
      for (const run of filling.runs) endRun(space, run)
    },
    *sorted() {
      const cursor = records()
      while (cursor.next()) yield { text: textOf(cursor.view), line: lineOf(cursor.view) }
    },
  }
}

function heldBy({ store }: Filling): number {
  return store.bytes + store.count * SORT_BYTES
}

function spill(space: Space, filling: Filling): void {
  const { store, runs } = filling
  filling.store = createStore(space.check)
  addRun(space, runs, readStore(store, orderStore(store)))
  if (runs.length < MAX_RUNS) return
  const merged = mergeCursors(runs.map(readRun))
  filling.runs = []
  addRun(space, filling.runs, merged)
  for (const run of runs) endRun(space, run)
}

function addRun(space: Space, runs: Run[], cursor: RecordCursor): void {
  const run = writeRun(cursor, space.nextFile())
  space.runs.add(run)
  runs.push(run)
}

function endRun(space: Space, run: Run): void {
  if (space.runs.delete(run)) closeRun(run)
}

/** All that a sorter holds, in order; its files are closed after the last record. */
function readFilling(space: Space, filling: Filling): RecordCursor {
  const { store, runs } = filling
  // Of runs that are read, only a little is in memory: what is left may as well be one of them.
  if (runs.length > 0 && store.count > 0) spill(space, filling)
  if (filling.runs.length === 0) return readStore(store, orderStore(store))
  const all = filling.runs
  const merged = mergeCursors(all.map(readRun))
  return {
    view: merged.view,
    isSteady: false,
    next() {
      if (merged.next()) return true
      for (const run of all) endRun(space, run)
      return false
    },
  }
}
