/** Folders of files: what is in one, and how one is made to equal another. */
import { copyFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/** The files below a folder, dotfiles included, as paths with `/`, sorted; a folder that is not there has none. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ifMissing)
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .toSorted()
}

/**
 * Copies `from` onto `to`: new and changed files are written, files that are gone are removed, the rest is not
 * touched. So a build that fails leaves the last good site, and a watcher sees only what changed.
 */
export async function syncFolder(from: string, to: string): Promise<void> {
  await transfer(from, to, copyFileSync)
}

/** The same for a folder that nobody needs afterwards: what is new is moved. */
export async function moveFolder(from: string, to: string): Promise<void> {
  await transfer(from, to, moveFile)
}

/** Copies all files below a folder into another. */
export async function copyFolder(from: string, to: string): Promise<void> {
  for (const file of await listFiles(from)) putInto(join(from, file), join(to, file), copyFileSync)
}

type Put = (from: string, to: string) => void

async function transfer(from: string, to: string, put: Put): Promise<void> {
  const wanted = new Set(await listFiles(from))
  for (const file of await listFiles(to)) if (!wanted.has(file)) await rm(join(to, file))
  // One call after the other takes half the time of as many promises.
  for (const file of wanted) {
    const [source, target] = [join(from, file), join(to, file)]
    if (!isSame(source, target)) putInto(source, target, put)
  }
}

function isSame(from: string, to: string): boolean {
  const present = statSync(to, { throwIfNoEntry: false })
  return present?.size === statSync(from).size && readFileSync(from).equals(readFileSync(to))
}

function putInto(from: string, to: string, put: Put): void {
  mkdirSync(dirname(to), { recursive: true })
  put(from, to)
}

function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch {
    // They are on two disks.
    copyFileSync(from, to)
  }
}

function ifMissing(cause: unknown): [] {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
  throw cause
}
