/** Gathers the places of rows, of which only the last tells how many there are. */
import type { PlaceColumns } from './build-near-cells.ts'
import type { Vector } from './geo-sphere.ts'

/** How many places are gathered in one piece of the columns. */
const PIECE = 1 << 16

export interface Gatherer {
  /** @param length - of the place's line */
  add(vector: Vector, length: number): void
  /** All that was gathered, in the order it came; ends the gatherer. */
  finish(): PlaceColumns
}

/** Gathers in pieces, so that growing copies nothing: 16 bytes a place. */
export function createGatherer(): Gatherer {
  const pieces: PlaceColumns[] = []
  let count = 0
  return {
    add([x, y, z], length) {
      const at = count % PIECE
      if (at === 0) pieces.push(createColumns(PIECE))
      const piece = pieces.at(-1)
      if (piece === undefined) return
      piece.axes[0][at] = x
      piece.axes[1][at] = y
      piece.axes[2][at] = z
      piece.lengths[at] = length
      count++
    },
    finish() {
      const all = createColumns(count)
      for (let start = 0; start < count; start += PIECE) {
        const piece = pieces.shift()
        if (piece === undefined) break
        const length = Math.min(PIECE, count - start)
        for (const [axis, column] of all.axes.entries()) {
          column.set(piece.axes[axis]?.subarray(0, length) ?? [], start)
        }
        all.lengths.set(piece.lengths.subarray(0, length), start)
      }
      return all
    },
  }
}

function createColumns(length: number): PlaceColumns {
  const axis = (): Float32Array => new Float32Array(length)
  return { axes: [axis(), axis(), axis()], lengths: new Uint32Array(length) }
}
