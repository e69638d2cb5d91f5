/** Collects the cells of one column of a chunk, each different one once. */
import type { RawColumn } from './chunk.ts'
import { sortScalars, type Entry } from './chunk-column.ts'
import { toZone, type Zone } from './chunk-zone.ts'
import { isEmpty, itemsOf } from './filter.ts'
import type { Cell, Scalar } from './format.ts'

export interface CellSet extends RawColumn {
  readonly add: (cell: Cell) => void
  /** How long the texts of the different cells are together, in UTF-16 code units; of lists, their JSON. */
  readonly length: number
  readonly toZone: () => Zone
}

export function createCellSet(name: string): CellSet {
  const scalars = new Map<Scalar, number>()
  const lists = new Map<string, number>()
  const cells: Entry[] = []
  const ids: number[] = []
  let length = 0
  let empty = 0

  const idOf = (cell: Entry): number => {
    const json = typeof cell === 'object' ? JSON.stringify(cell) : undefined
    const known = typeof cell === 'object' ? lists.get(json ?? '') : scalars.get(cell)
    if (known !== undefined) return known
    length += json?.length ?? (typeof cell === 'string' ? cell.length : 0)
    const id = cells.push(typeof cell === 'object' ? cell : withoutSign(cell))
    if (typeof cell === 'object') lists.set(json ?? '', id)
    else scalars.set(cell, id)
    return id
  }

  return {
    name,
    cells,
    ids,
    get length() {
      return length
    },
    add(cell) {
      if (isEmpty(cell)) empty++
      ids.push(isEmpty(cell) ? 0 : idOf(cell))
    },
    toZone() {
      const values = sortScalars(new Set(cells.flatMap(itemsOf)))
      return toZone({ empty, entries: cells.length, length, lists: lists.size > 0 }, values)
    },
  }
}

/** JSON has no negative zero, so neither have the rows. */
function withoutSign(value: Scalar): Scalar {
  return value === 0 ? 0 : value
}
