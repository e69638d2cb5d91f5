/** Compiles the places of a lookup: blocks of rows that are near each other, and one list of the blocks. */
import { BuildError } from '../core/errors.ts'
import { assignCells, type PlaceColumns } from './build-near-cells.ts'
import { createGatherer } from './build-near-columns.ts'
import type { PartBuilder, PartContext, SortedRow } from './build-part.ts'
import type { Sorter } from './build-sorter.ts'
import { fitSizes, hashText, isCut, type CutSizes } from './cut.ts'
import type { Cell } from './format.ts'
import { encodePlaces, parseKey, type PlaceLine } from './geo-blocks.ts'
import { encodeBoxes, type NearBlock } from './geo-boxes.ts'
import { toVector, type Vector } from './geo-sphere.ts'
import type { Point } from './question.ts'

/** In base 36: more cells and more rows than there can be. */
const CELL_DIGITS = 6
const ROW_DIGITS = 7
/** Of a key that is listed, in UTF-16 code units: enough to tell countries or regions that keys begin with. */
const FIRST_LENGTH = 16

/** Rows with one coordinate, and the key of the first. */
interface Halves {
  count: number
  first: string
}

/**
 * Takes the rows of a lookup with `near`. The result is the path of the list of boxes, also where no row has a place.
 * Of each row 16 bytes stay in memory, and 28 in {@link PartBuilder.finish}; the lines are left to the sorters.
 * @throws {BuildError} from `add` for a row whose coordinates are none
 */
export function createNearPart(context: PartContext): PartBuilder<string> {
  const places = createGatherer()
  const lines = context.createSorter()
  const readPlace = createPlaceReader(context)
  const halves: Halves = { count: 0, first: '' }
  return {
    add(rows) {
      for (const row of rows) {
        const place = readPlace(row)
        if (place === 'half' && halves.count++ === 0) halves.first = row.key
        if (typeof place === 'string') continue
        // The sorter keeps the order of arrival, which is that of the key: the places are all known only at the end.
        lines.add(toDigits(lines.count, ROW_DIGITS), `${place.lat},${place.lng}${row.line}`)
        places.add(toVector(place), byteLength(row.line))
      }
    },
    async finish() {
      if (halves.count > 0) context.warn(describeHalves(context, halves))
      return writeNear(context, lines, places.finish())
    },
  }
}

/** Puts the lines into their cells, writes these as blocks, and lists them. */
async function writeNear(
  context: PartContext,
  lines: Sorter,
  places: PlaceColumns,
): Promise<string> {
  const sizes = fitSizes(lines.length, context.sizes)
  // Splits leave cells between two fifths of the maximum and all of it: two thirds on average, as blocks of rows are.
  const { cellOf, crowded } = assignCells(places, (sizes.max * 5) / 8)
  const byCell = context.createSorter()
  let row = 0
  for (const { text, line } of lines.sorted()) {
    byCell.add(toDigits(cellOf[row] ?? 0, CELL_DIGITS) + text, line)
    row++
  }
  const writer = createBlockWriter(context, sizes)
  let cell = 0
  for (const { text, line } of byCell.sorted()) {
    const at = Number.parseInt(text.slice(0, CELL_DIGITS), 36)
    const placed = toPlaceLine(line)
    if (at !== cell || (crowded.has(cell) && writer.isFull(placed))) await writer.flush()
    writer.add(placed)
    cell = at
  }
  await writer.flush()
  const { name } = context.lookup
  return context.output.writeHashed(`lookups/${name}/near-boxes`, 'bin', encodeBoxes(writer.blocks))
}

/** What {@link createNearPart} gave to the sorters. */
function toPlaceLine(line: string): PlaceLine {
  const start = line.indexOf('[')
  const [lat, lng] = line.slice(0, start).split(',')
  return { lat: Number(lat), lng: Number(lng), line: line.slice(start) }
}

interface BlockWriter {
  readonly blocks: readonly NearBlock[]
  /** Whether a line begins a block of its own within a crowded cell: as in `cut.ts`, the line itself decides. */
  isFull(row: PlaceLine): boolean
  add(row: PlaceLine): void
  flush(): Promise<void>
}

function createBlockWriter({ lookup, output }: PartContext, sizes: CutSizes): BlockWriter {
  const blocks: NearBlock[] = []
  let rows: PlaceLine[] = []
  let length = 0
  /** The one place of all rows of the block before, if they have one. */
  let before: Vector | undefined
  return {
    blocks,
    isFull: ({ line }) => isCut(hashText(line), byteLength(line), length, sizes),
    add(row) {
      rows.push(row)
      length += byteLength(row.line)
    },
    async flush() {
      const [first] = rows
      if (first === undefined) return
      const path = await output.writeHashed(
        `lookups/${lookup.name}/near`,
        'txt',
        encodePlaces(rows),
      )
      const [hash = ''] = path.split('.').slice(-2)
      const corners = toCorners(rows)
      const only = isSame(corners.min, corners.max) ? corners.min : undefined
      const continues = only !== undefined && before !== undefined && isSame(only, before)
      const key = parseKey(first.line)
      blocks.push({
        ...corners,
        hash,
        rows: rows.length,
        continues,
        first: key.slice(0, FIRST_LENGTH),
      })
      before = only
      rows = []
      length = 0
    },
  }
}

function byteLength(line: string): number {
  return Buffer.byteLength(line) + 1
}

function toCorners(rows: readonly PlaceLine[]): Pick<NearBlock, 'min' | 'max'> {
  const min: [number, number, number] = [1, 1, 1]
  const max: [number, number, number] = [-1, -1, -1]
  for (const row of rows) {
    for (const [axis, value] of toVector(row).entries()) {
      min[axis] = Math.min(min[axis] ?? 1, value)
      max[axis] = Math.max(max[axis] ?? -1, value)
    }
  }
  return { min, max }
}

function isSame(u: Vector, v: Vector): boolean {
  return u.every((value, axis) => value === v[axis])
}

/** Reads the place of a row: `none` where it has no coordinates, `half` where it has one of them. */
function createPlaceReader({
  lookup,
  columns,
  file,
}: PartContext): (row: SortedRow) => Point | 'none' | 'half' {
  const names = lookup.near ?? ['', '']
  const [latAt = -1, lngAt = -1] = names.map((name) =>
    columns.findIndex((column) => column.name === name),
  )
  for (const name of names) {
    if (columns.some((column) => column.name === name)) continue
    throw new BuildError(`near: expected a column "${name}", got none`, { file })
  }
  const read = (row: SortedRow, column: number, size: number): number | undefined => {
    const cell: Cell = row.cells[column] ?? null
    if (cell === null) return undefined
    if (typeof cell === 'number' && Math.abs(cell) <= size) return cell
    const name = columns[column]?.name
    throw new BuildError(
      `near: expected degrees from -${size} to ${size} in the column "${name}" of the row "${row.key}", ` +
        `got ${JSON.stringify(cell)}`,
      { file },
    )
  }
  return (row) => {
    const lat = read(row, latAt, 90)
    const lng = read(row, lngAt, 180)
    if (lat !== undefined && lng !== undefined) return { lat, lng }
    return lat === lng ? 'none' : 'half'
  }
}

function describeHalves({ file }: PartContext, { count, first }: Halves): string {
  const rows = count === 1 ? 'one row has' : `${count} rows have`
  return `${file}: ${rows} only one of the two coordinates and cannot be found by place: ${first}`
}

function toDigits(value: number, digits: number): string {
  return value.toString(36).padStart(digits, '0')
}
