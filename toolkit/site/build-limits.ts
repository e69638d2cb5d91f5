/** What Workers assets take on the free plan, and whether a built folder stays within it. */
import { statSync } from 'node:fs'
import { join } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { listFiles } from './build-files.ts'

/** Limits of static assets (Cloudflare, "Static assets: billing and limitations"): files of the free and the paid plan. */
export const MAX_FILES = 20_000
const MAX_PAID_FILES = 100_000
export const MAX_FILE_BYTES: number = 25 * 1024 * 1024

export interface FolderSize {
  readonly files: number
  readonly bytes: number
  readonly largest: { readonly file: string; readonly bytes: number }
}

/**
 * Counts the files of a built folder.
 * @throws {BuildError} when a limit is broken, with the figure
 */
export async function measureFolder(folder: string): Promise<FolderSize> {
  const names = await listFiles(folder)
  let bytes = 0
  let largest = { file: '', bytes: 0 }
  for (const file of names) {
    const { size } = statSync(join(folder, file))
    bytes += size
    if (size > largest.bytes) largest = { file, bytes: size }
  }
  const size = { files: names.length, bytes, largest }
  checkLimits(size)
  return size
}

/** What only the paid plan takes, as sentences. */
export function findPaid({ files }: FolderSize): string[] {
  return files > MAX_FILES
    ? [
        `${files} files in the site; the free plan takes ${MAX_FILES}, the paid one ${MAX_PAID_FILES}`,
      ]
    : []
}

function checkLimits({ files, largest }: FolderSize): void {
  if (files > MAX_PAID_FILES)
    throw new BuildError(`${files} files in the site, expected at most ${MAX_PAID_FILES}`)
  if (largest.bytes > MAX_FILE_BYTES)
    throw new BuildError(`${largest.bytes} bytes, expected at most ${MAX_FILE_BYTES} in one file`, {
      file: largest.file,
    })
}
