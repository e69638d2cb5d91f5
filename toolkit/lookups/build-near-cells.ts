/**
 * Parts places into cells, each small enough for a block: a KD tree on the unit sphere, split where a small change of the
 * data leaves the splits.
 */

/** Places in columns, in the order they came. Both columns are put in another order. */
export interface PlaceColumns {
  /** x, y and z of the unit sphere. */
  readonly axes: readonly [Float32Array, Float32Array, Float32Array]
  /** How long the line of each place is. */
  readonly lengths: Uint32Array
}

export interface Cells {
  /** The number of each place's cell, in the order the places came. */
  readonly cellOf: Uint32Array
  /** The cells that are longer than was asked, and cannot be split: their places are one. */
  readonly crowded: ReadonlySet<number>
}

interface Split {
  readonly axis: Float32Array
  /** What is below it goes to the left. */
  readonly at: number
}

/** An axis with a smaller share of the largest variance would give slivers. */
const MIN_SHARE = 1 / 16

/** Parts the places into cells whose lines are at most `max` long together. Places that are near have near numbers. */
export function assignCells(places: PlaceColumns, max: number): Cells {
  const order = Uint32Array.from(places.lengths, (_, place) => place)
  const cellOf = new Uint32Array(order.length)
  const crowded = new Set<number>()
  const scratch = new Float32Array(order.length)
  const open: (readonly [start: number, end: number])[] = [[0, order.length]]
  let cell = 0
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [start, end] = range
    const isLong = end - start > 1 && sum(places.lengths, start, end) > max
    const split = isLong ? findSplit(places.axes, start, end, scratch) : undefined
    if (split === undefined) {
      for (let at = start; at < end; at++) cellOf[order[at] ?? 0] = cell
      if (isLong) crowded.add(cell)
      cell++
    } else {
      const middle = partition(places, order, split, start, end)
      open.push([middle, end], [start, middle])
    }
  }
  return { cellOf, crowded }
}

/**
 * Where to split a range: across the axis on which its places vary most, at the roundest number between the 40th and the
 * 60th percentile. A median would move with each place that comes or goes, and with it all cells; this stays for long.
 */
function findSplit(
  axes: PlaceColumns['axes'],
  start: number,
  end: number,
  scratch: Float32Array,
): Split | undefined {
  const spread = axes
    .map((axis) => ({ axis, variance: variance(axis, start, end) }))
    .filter(({ variance: size }) => size > 0)
    .toSorted((a, b) => b.variance - a.variance)
  const widest = spread[0]
  if (widest === undefined) return undefined
  const wide = spread.filter(({ variance: size }) => size >= widest.variance * MIN_SHARE)
  for (const { axis } of wide) {
    const values = scratch.subarray(0, end - start)
    values.set(axis.subarray(start, end))
    const low = select(values, Math.floor((values.length - 1) * 0.4))
    const high = select(values, Math.ceil((values.length - 1) * 0.6))
    if (low < high) return { axis, at: roundest(low, high) }
  }
  return splitBeside(widest.axis, start, end)
}

/** Many places have one value, which neither side may take a part of: splits beside it, where there is more. */
function splitBeside(axis: Float32Array, start: number, end: number): Split {
  const values = axis.subarray(start, end).toSorted()
  const value = values[values.length >>> 1] ?? 0
  const first = values.indexOf(value)
  const last = values.lastIndexOf(value)
  const isBelow = first >= values.length - 1 - last
  const [low, high] = isBelow ? [values[first - 1], value] : [value, values[last + 1]]
  return { axis, at: roundest(low ?? 0, high ?? 0) }
}

/** The number above `low` and not above `high` with the fewest binary digits. */
function roundest(low: number, high: number): number {
  let step = 2
  while (Math.floor(high / step) * step <= low) step /= 2
  return Math.floor(high / step) * step
}

function sum(lengths: Uint32Array, start: number, end: number): number {
  let total = 0
  for (let at = start; at < end; at++) total += lengths[at] ?? 0
  return total
}

/** 0 exactly where all values are one. */
function variance(axis: Float32Array, start: number, end: number): number {
  const origin = axis[start] ?? 0
  let total = 0
  let squares = 0
  for (let at = start; at < end; at++) {
    const value = (axis[at] ?? 0) - origin
    total += value
    squares += value * value
  }
  const count = end - start
  return squares === 0 ? 0 : Math.max(squares / count - (total / count) ** 2, Number.MIN_VALUE)
}

/** The value that has `rank` others before it in order (Hoare's selection); moves the values. */
function select(values: Float32Array, rank: number): number {
  let left = 0
  let right = values.length - 1
  while (left < right) {
    const pivot = values[(left + right) >>> 1] ?? 0
    let low = left
    let high = right
    while (low <= high) {
      while ((values[low] ?? 0) < pivot) low++
      while ((values[high] ?? 0) > pivot) high--
      if (low <= high) swap(values, low++, high--)
    }
    if (rank <= high) right = high
    else if (rank >= low) left = low
    else break
  }
  return values[rank] ?? 0
}

/** Puts what is below a split before the rest, in all columns. @returns where the rest begins */
function partition(
  { axes: [x, y, z], lengths }: PlaceColumns,
  order: Uint32Array,
  { axis, at }: Split,
  start: number,
  end: number,
): number {
  let middle = start
  let last = end - 1
  while (middle <= last) {
    if ((axis[middle] ?? 0) < at) {
      middle++
      continue
    }
    swap(x, middle, last)
    swap(y, middle, last)
    swap(z, middle, last)
    swapWhole(lengths, middle, last)
    swapWhole(order, middle, last)
    last--
  }
  return middle
}

function swap(column: Float32Array, a: number, b: number): void {
  const value = column[a] ?? 0
  column[a] = column[b] ?? 0
  column[b] = value
}

/** The same of whole numbers: one function for both kinds would be slow. */
function swapWhole(column: Uint32Array, a: number, b: number): void {
  const value = column[a] ?? 0
  column[a] = column[b] ?? 0
  column[b] = value
}
