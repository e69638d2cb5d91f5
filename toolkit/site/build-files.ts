/** Folders of files: what is in one, and how one is made to equal another. */
import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
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
  const wanted = new Set(await listFiles(from))
  for (const file of await listFiles(to)) if (!wanted.has(file)) await rm(join(to, file))
  for (const file of wanted) await copyChanged(join(from, file), join(to, file))
}

async function copyChanged(from: string, to: string): Promise<void> {
  const [fresh, present] = await Promise.all([stat(from), stat(to).catch(() => undefined)])
  if (present?.size === fresh.size && (await readFile(from)).equals(await readFile(to))) return
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to)
}

function ifMissing(cause: unknown): [] {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
  throw cause
}
