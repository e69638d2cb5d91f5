/** The data of a new site: a copy of the file, or its rows with the columns that a lookup needs beside its own. */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'

import { readRows, type FactsOptions } from '../lookups/build-guess-facts.ts'
import { readCoordinates } from '../lookups/build-guess-place.ts'
import type { AddedColumns } from '../lookups/build-guess.ts'
import type { Cell } from '../lookups/format.ts'

/** How much is written at once, in UTF-16 code units. */
const CHUNK = 1 << 20

/** Whether the copy has other columns than the file, and so is NDJSON. */
export function isRewritten({ row, point }: AddedColumns): boolean {
  return row !== undefined || point !== undefined
}

/** @param names - of the columns of the file */
export async function writeData(
  from: string,
  to: string,
  names: readonly string[],
  { added, options }: { readonly added: AddedColumns; readonly options: FactsOptions },
): Promise<void> {
  if (!isRewritten(added)) return copyFile(from, to)
  const file = openSync(to, 'w')
  let pending = ''
  let rows = 0
  let end = 0
  const write = (): void => {
    // From where the last ended, so that what is written anew stands in its place.
    end += writeSync(file, Buffer.from(pending), 0, undefined, end)
    pending = ''
  }
  try {
    await readRows(from, options, {
      add(cells) {
        pending += `${toLine(cells, names, added, ++rows)}\n`
        if (pending.length > CHUNK) write()
      },
      restart() {
        ftruncateSync(file, 0)
        pending = ''
        rows = 0
        end = 0
      },
    })
    write()
  } finally {
    closeSync(file)
  }
}

/** A row as JSON; what it does not have is left out. */
function toLine(
  cells: readonly Cell[],
  names: readonly string[],
  { row, point }: AddedColumns,
  number: number,
): string {
  const own = names.flatMap((name, at): [string, Cell][] => {
    const cell = cells[at] ?? null
    // What is in the first row tells what columns there are, and in what order.
    return cell === null && number > 1 ? [] : [[name, cell]]
  })
  const place =
    point === undefined ? undefined : readCoordinates(cells[names.indexOf(point.from)] ?? null)
  const degrees = point?.near.map((name, axis): [string, Cell] => [name, place?.[axis] ?? null])
  return JSON.stringify(
    Object.fromEntries([...(row === undefined ? [] : [[row, number]]), ...own, ...(degrees ?? [])]),
  )
}
