/** Finds the files that a declaration takes its rows from. */
import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { toFile, toMessage } from './build-declarations.ts'
import { checkFormats, formatOf, SUPPORTED } from './build-source-formats.ts'
import type { SourceFormat } from './define.ts'

export interface DataFile {
  /** An absolute path. */
  readonly path: string
  /** For messages. */
  readonly file: string
  readonly format: SourceFormat
}

export interface FilesSpec {
  /** Paths of files and folders, relative to `folder`. */
  readonly from: readonly string[]
  readonly folder: string
  readonly format: SourceFormat | undefined
  /** The file of the declaration, for messages. */
  readonly file: string
}

/**
 * The files in the order of their paths; of a folder, all files in it and below that are of a known format, or of the one
 * that is asked for. What begins with a dot is left out.
 * @throws {BuildError} for a path that is not there, a folder without rows, files of several kinds
 */
export async function findFiles({ from, folder, format, file }: FilesSpec): Promise<DataFile[]> {
  const files: DataFile[] = []
  for (const path of from) {
    const absolute = resolve(folder, path)
    const isFolder = await isFolderAt(absolute, path, file)
    const found = isFolder ? await listFolder(absolute, format) : [toDataFile(absolute, format)]
    const known = found.filter((one) => one !== undefined)
    if (known.length === 0) refuse(path, isFolder, file)
    files.push(...known)
  }
  if (files.length === 0) throw new BuildError('`from` names no file, expected one', { file })
  checkFormats(
    files.map((one) => one.format),
    file,
  )
  return files
}

function toDataFile(path: string, format: SourceFormat | undefined): DataFile | undefined {
  const told = format ?? formatOf(path)
  return told === undefined ? undefined : { path, file: toFile(path), format: told }
}

async function listFolder(
  folder: string,
  format: SourceFormat | undefined,
): Promise<(DataFile | undefined)[]> {
  const names = await readdir(folder, { recursive: true })
  const wanted = names.filter((name) => !/(?:^|[\\/])\./.test(name) && isWanted(name, format))
  const paths = wanted.map((name) => join(folder, name)).toSorted()
  const files = await Promise.all(
    paths.map(async (path) => ((await stat(path)).isFile() ? path : undefined)),
  )
  return files.flatMap((path) => (path === undefined ? [] : [toDataFile(path, formatOf(path))]))
}

function isWanted(name: string, format: SourceFormat | undefined): boolean {
  const told = formatOf(name)
  return told !== undefined && (format === undefined || told === format)
}

async function isFolderAt(absolute: string, path: string, file: string): Promise<boolean> {
  try {
    return (await stat(absolute)).isDirectory()
  } catch (cause) {
    const message = `takes its rows from "${path}", which cannot be read: ${toMessage(cause)}`
    throw new BuildError(message, { file }, { cause })
  }
}

function refuse(path: string, isFolder: boolean, file: string): never {
  const got = isFolder ? 'a folder without such files' : 'another'
  throw new BuildError(
    `takes its rows from "${path}", expected ${SUPPORTED}, got ${got}; \`format\` says what a file of another name is written in`,
    { file },
  )
}
