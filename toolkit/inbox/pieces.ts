/** Cuts a stream of chunks into pieces of one size, so that a file is never held whole. */

export interface Pieces {
  /** Hands on each piece that became full. */
  write(chunk: Uint8Array): Promise<void>
  /** The last piece, which may be shorter, or empty. */
  rest(): Uint8Array<ArrayBuffer>
}

/** Cuts into pieces of `size` bytes, numbered from 0. A piece that is handed on is not written to again. */
export function createPieces(
  size: number,
  onPiece: (piece: Uint8Array<ArrayBuffer>, number: number) => Promise<void>,
): Pieces {
  let piece = new Uint8Array(0)
  let filled = 0
  let number = 0
  return {
    async write(chunk) {
      for (let at = 0; at < chunk.length;) {
        // Small files are many: they get no more room than they need.
        if (filled === piece.length) piece = grow(piece, filled, size, chunk.length - at)
        const part = chunk.subarray(at, at + piece.length - filled)
        piece.set(part, filled)
        filled += part.length
        at += part.length
        if (filled < size) continue
        await onPiece(piece, number)
        number += 1
        piece = new Uint8Array(0)
        filled = 0
      }
    },
    rest: () => piece.slice(0, filled),
  }
}

function grow(
  piece: Uint8Array<ArrayBuffer>,
  filled: number,
  size: number,
  needed: number,
): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(Math.min(size, Math.max(2 * filled, needed, 4096)))
  grown.set(piece)
  return grown
}
