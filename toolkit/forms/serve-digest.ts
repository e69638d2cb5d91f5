/** Takes the SHA-256 of a file while its bytes go past. */
import type { FileWriter } from '../inbox/files.ts'

/** Hands on what is written, and notes the hash, as hexadecimal digits, under the file's id at its end. */
export function withDigest(writer: FileWriter, digests: Map<string, string>): FileWriter {
  const stream = new crypto.DigestStream('SHA-256')
  const hash = stream.getWriter()
  // A stream that is given up rejects its digest, which nobody waits for then.
  stream.digest.catch(() => undefined)
  return {
    id: writer.id,
    async write(chunk) {
      await hash.write(chunk)
      await writer.write(chunk)
    },
    async end() {
      await hash.close()
      digests.set(writer.id, new Uint8Array(await stream.digest).toHex())
      await writer.end()
    },
    async abort() {
      await hash.abort().catch(() => undefined)
      await writer.abort()
    },
  }
}
