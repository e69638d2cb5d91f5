/** An output folder in memory, so that tests read what was compiled without a disk. */
import type { ReadFile } from '../core/read.ts'
import { contentHash, type Output } from '../page/build-output.ts'

export interface MemoryOutput extends Pick<Output, 'writeHashed'> {
  /** What was written, by URL path. */
  readonly files: ReadonlyMap<string, string>
  /** Reads what was written, and counts. */
  readonly read: ReadFile
  /** The paths that were read, in order. */
  readonly reads: string[]
}

export function createMemoryOutput(): MemoryOutput {
  const files = new Map<string, string>()
  const reads: string[] = []
  return {
    files,
    reads,
    async writeHashed(name, extension, content) {
      const path = `/_leanto/${name}.${contentHash(content)}.${extension}`
      files.set(path, typeof content === 'string' ? content : new TextDecoder().decode(content))
      return path
    },
    async read(path) {
      reads.push(path)
      const file = files.get(path)
      if (file === undefined) throw new Error(`there is no file ${path}`)
      return new TextEncoder().encode(file)
    },
  }
}
