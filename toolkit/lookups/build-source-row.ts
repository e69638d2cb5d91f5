/** What may stand in a row: cells that JSON, CSV and a page can all show, a key, and places on the Earth. */
import type { LookupOptions } from './define.ts'
import type { Cell } from './format.ts'
import { toKey } from './key.ts'
import { MAX_KEY_LENGTH } from './question.ts'

/** A row is shown on a page and sent in a list of 100: more than this is a document, not a row. UTF-16 code units. */
export const MAX_CELL_LENGTH: number = 32 * 1024

/** The longest row as JSON: a longer one would make a block that is longer. UTF-16 code units. */
export const MAX_ROW_LENGTH: number = 128 * 1024

/** Says what is wrong with the row that is read. */
export type Refuse = (message: string) => never

/**
 * A value of a source as a cell. A `bigint` is passed on where a source can be read again.
 * @param refuse - called for what is no cell
 */
export function toCell(name: string, value: unknown, refuse: Refuse): Cell | bigint {
  if (typeof value === 'string') {
    if (value.length > MAX_CELL_LENGTH || !value.isWellFormed()) refuseCell(name, value, refuse)
    return value
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) refuseCell(name, value, refuse)
    // Minus zero is zero for all who read it.
    return value === 0 ? 0 : value
  }
  if (typeof value === 'boolean' || typeof value === 'bigint') return value
  if (value === null || value === undefined) return null
  return isList(value) ? value : refuseCell(name, value, refuse)
}

/** Checks how long the fields of a row are that are texts. */
export function checkTexts(names: readonly string[], cells: readonly Cell[], refuse: Refuse): void {
  for (const [at, cell] of cells.entries()) {
    if (typeof cell === 'string' && cell.length > MAX_CELL_LENGTH) {
      refuseCell(names[at] ?? '', cell, refuse)
    }
  }
}

/** Checks how long a row is as JSON. */
export function checkLength(
  names: readonly string[],
  cells: readonly Cell[],
  refuse: Refuse,
): void {
  // JSON writes a character with six at most. Most rows are far from the limit, and writing each out would take long.
  let most = 0
  for (const [at, cell] of cells.entries()) most += (names[at] ?? '').length + countCell(cell)
  if (most * 6 <= MAX_ROW_LENGTH) return
  const row = Object.fromEntries(cells.map((cell, at) => [names[at] ?? '', cell]))
  const { length } = JSON.stringify(row)
  if (length <= MAX_ROW_LENGTH) return
  refuse(
    `expected at most ${MAX_ROW_LENGTH} characters in all values of a row, as JSON, got ${length}`,
  )
}

/** The most that a latitude has, and a longitude. */
const DEGREES = [90, 180] as const

export type RowCheck = (cells: readonly Cell[], refuse: Refuse) => void

/** Checks the key and the place of each row. @param names - of the columns so far */
export function createRowCheck(
  { key, near }: Pick<LookupOptions, 'key' | 'near'>,
  names: () => readonly string[],
): RowCheck {
  const keys = [key].flat()
  let known = -1
  let keyAt: readonly number[] = []
  let nearAt: readonly number[] = []
  return (cells, refuse) => {
    const all = names()
    if (all.length !== known) {
      known = all.length
      keyAt = keys.map((name) => all.indexOf(name))
      nearAt = near === undefined ? [] : near.map((name) => all.indexOf(name))
    }
    checkKey(keys, keyAt, cells, all, refuse)
    for (let at = 0; at < nearAt.length; at++) {
      const cell = cells[nearAt[at] ?? -1] ?? null
      if (cell !== null) checkDegrees(near?.[at] ?? '', cell, DEGREES[at] ?? 0, refuse)
    }
  }
}

function checkKey(
  keys: readonly string[],
  keyAt: readonly number[],
  cells: readonly Cell[],
  names: readonly string[],
  refuse: Refuse,
): void {
  let length = 0
  for (let part = 0; part < keyAt.length; part++) {
    const at = keyAt[part] ?? -1
    const cell = cells[at] ?? null
    if (typeof cell === 'number') continue
    if (typeof cell !== 'string' || cell === '')
      refuseKey(keys[part] ?? '', at, cell, names, refuse)
    else length += cell.length
  }
  // Escaped, a character takes three at most.
  if (length * 3 + keyAt.length * 25 <= MAX_KEY_LENGTH) return
  const canonical = toKey(keyAt.map((at) => cells[at] ?? '').filter(isItem))
  if (canonical.length <= MAX_KEY_LENGTH) return
  const start = JSON.stringify(canonical.slice(0, 40))
  refuse(
    `expected a key of at most ${MAX_KEY_LENGTH} characters, got ${start}, ${canonical.length} long`,
  )
}

function refuseKey(
  name: string,
  at: number,
  cell: Cell,
  names: readonly string[],
  refuse: Refuse,
): never {
  const expected = `expected a key under "${name}", a text or a number, got`
  if (at >= 0) return refuse(`${expected} ${cell === null ? 'nothing' : JSON.stringify(cell)}`)
  return refuse(`${expected} nothing: the columns are ${names.join(', ')}`)
}

function checkDegrees(name: string, cell: Cell, limit: number, refuse: Refuse): void {
  if (typeof cell === 'number' && Math.abs(cell) <= limit) return
  refuse(
    `expected degrees from -${limit} to ${limit} under "${name}", as \`near\` names it, got ${JSON.stringify(cell)}`,
  )
}

/** The most characters of a cell before escaping, with room for quotes and separators. No number takes more than 25. */
function countCell(cell: Cell): number {
  if (typeof cell === 'string') return cell.length + 10
  if (typeof cell !== 'object' || cell === null) return 30
  return cell.reduce<number>((sum, item) => sum + String(item).length + 10, 10)
}

function isList(value: unknown): value is (string | number)[] {
  if (!Array.isArray(value) || !value.every(isItem)) return false
  return value.reduce<number>((sum, item) => sum + String(item).length + 1, 0) <= MAX_CELL_LENGTH
}

function isItem(value: unknown): value is string | number {
  return typeof value === 'string' ? value.isWellFormed() : Number.isFinite(value)
}

function refuseCell(name: string, value: unknown, refuse: Refuse): never {
  return refuse(
    `expected under "${name}" a text of at most ${MAX_CELL_LENGTH} characters of well-formed Unicode, a finite number, true, false, null, or a list of such texts and numbers, got ${describe(value)}`,
  )
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list that is longer or has something else'
  if (ArrayBuffer.isView(value)) return 'bytes'
  if (value instanceof Date) return 'a date (give its toISOString())'
  if (typeof value === 'object')
    return 'an object within an object (give its fields columns of their own)'
  if (typeof value === 'string') {
    return value.isWellFormed() ? `a text of ${value.length} characters` : 'half a surrogate pair'
  }
  return typeof value === 'number' ? String(value) : `a ${typeof value}`
}
