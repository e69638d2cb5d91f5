/** Keeps files in D1, in pieces that fit a row, for sites without a bucket. */
import { createPieces } from './pieces.ts'
import { MAX_DATABASE_BYTES, type FileStore, type FileWriter } from './files.ts'
import { withSchema } from './serve-schema.ts'

// Base64 of a piece stays below the 2,000,000 bytes that a value of D1 may have.
const PIECE_BYTES = 1024 * 1024

/**
 * Keeps each file as rows of Base64. D1 takes the bytes of a BLOB as a JSON list of numbers, which costs a Worker ten
 * times the CPU of text.
 */
export function createDatabaseStore(db: D1Database): FileStore {
  return {
    kind: 'd1',
    most: MAX_DATABASE_BYTES,
    create: (id) => createWriter(db, id),
    delete: async (ids) => {
      if (ids.length === 0) return
      await db
        .prepare('DELETE FROM leanto_file_pieces WHERE file IN (SELECT value FROM json_each(?))')
        .bind(JSON.stringify(ids))
        .run()
    },
  }
}

function createWriter(db: D1Database, id: string): FileWriter {
  let count = 0
  const insert = async (piece: Uint8Array, number: number): Promise<void> => {
    count = number + 1
    await withSchema(db, () =>
      db
        .prepare(
          'INSERT INTO leanto_file_pieces (file, number, base64, written_at) VALUES (?, ?, ?, ?)',
        )
        .bind(id, number, piece.toBase64(), new Date().toISOString())
        .run(),
    )
  }
  const pieces = createPieces(PIECE_BYTES, insert)
  return {
    id,
    write: (chunk) => pieces.write(chunk),
    async end() {
      const rest = pieces.rest()
      // An empty file has one empty piece, so that it is there.
      if (rest.length > 0 || count === 0) await insert(rest, count)
    },
    async abort() {
      if (count > 0) {
        await db.prepare('DELETE FROM leanto_file_pieces WHERE file = ?').bind(id).run()
      }
    },
  }
}
