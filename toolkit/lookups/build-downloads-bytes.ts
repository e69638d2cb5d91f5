/** Bytes that grow. */

/** Shorter pieces are copied byte by byte, which takes less time than a call would. */
const SHORT = 24

export class GrowingBytes {
  bytes: Buffer
  end = 0

  constructor(length: number) {
    this.bytes = Buffer.allocUnsafeSlow(length)
  }

  /** Makes room; what follows may write so many bytes. */
  reserve(length: number): void {
    if (this.end + length <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow((this.end + length) * 2)
    this.bytes.copy(larger, 0, 0, this.end)
    this.bytes = larger
  }

  push(byte: number): void {
    this.bytes[this.end++] = byte
  }

  copy(from: Buffer, start: number, end: number): void {
    if (end - start > SHORT) {
      this.end += from.copy(this.bytes, this.end, start, end)
      return
    }
    const { bytes } = this
    let to = this.end
    for (let at = start; at < end; at++) bytes[to++] = from[at] ?? 0
    this.end = to
  }

  /** Writes a text, and makes room for it itself. */
  write(text: string): void {
    this.reserve(text.length * 3)
    this.end += this.bytes.write(text, this.end)
  }

  /** Gives what is there, and starts anew. */
  take(): Buffer {
    const taken = Buffer.from(this.bytes.subarray(0, this.end))
    this.end = 0
    return taken
  }
}
