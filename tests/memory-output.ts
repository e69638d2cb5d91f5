/** An output folder in memory, so that tests read what was compiled without a disk. */
import type { ReadFile } from '../toolkit/core/read.ts'
import { COMPILED, contentHash, type Output } from '../toolkit/page/build-output.ts'

export interface MemoryOutput extends Output {
  /** What was written, by URL path. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** What was written under a path, as text. */
  text(path: string): string
  /** Reads what was written, and remembers that it did. */
  readonly read: ReadFile
  /** The paths that were read, in order. */
  readonly reads: string[]
}

export function createMemoryOutput(): MemoryOutput {
  const files = new Map<string, Uint8Array>()
  const reads: string[] = []
  const find = (path: string): Uint8Array => {
    const file = files.get(path)
    if (file === undefined) throw new Error(`there is no file ${path}`)
    return file
  }
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content)
  }
  return {
    folder: '',
    files,
    reads,
    write,
    async writeHashed(name, extension, content) {
      const path = `${COMPILED}${name}.${contentHash(content)}.${extension}`
      await write(path, content)
      return path
    },
    text: (path) => new TextDecoder().decode(find(path)),
    async read(path) {
      reads.push(path)
      return find(path)
    },
  }
}
