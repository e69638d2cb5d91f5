/** The output folder of a build: where compiled files go, and what they count. */
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where everything that the toolkit compiles lies, as visitors see it. */
export const COMPILED = '/_leanto/'

export interface Output {
  /** The folder, as an absolute file path. */
  readonly folder: string
  /** Writes a file by its URL path, such as `/opensearch.xml`. */
  write(path: string, content: string | Uint8Array): Promise<void>
  /**
   * Writes a file that never changes under its name, and gives its URL path: `/_leanto/` + `name` + `.` + the first
   * 10 hexadecimal digits of its SHA-256 + `.` + `extension`.
   */
  writeHashed(name: string, extension: string, content: string | Uint8Array): Promise<string>
}

/** Opens an output folder, which must be there. */
export function createOutput(folder: string): Output {
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    const file = join(folder, path)
    try {
      await writeFile(file, content)
    } catch (error) {
      // To ask first would take as long as to write: most files go where others are.
      if (!isMissing(error)) throw error
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, content)
    }
  }
  return {
    folder,
    write,
    async writeHashed(name, extension, content) {
      const path = hashedPath(name, extension, content)
      await write(path, content)
      return path
    },
  }
}

/** The URL path under which `writeHashed` writes. */
export function hashedPath(name: string, extension: string, content: string | Uint8Array): string {
  return `${COMPILED}${name}.${contentHash(content)}.${extension}`
}

/** The first 10 hexadecimal digits of the SHA-256 of some content: 40 bits, enough to tell a site's files apart. */
export function contentHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
