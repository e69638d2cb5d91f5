/**
 * Real HTML that nobody here wrote: manuals out of Debian's packages. They are fetched once, where there is apt, and
 * kept in a folder of the system's temporary files.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The manuals, by short names. */
export type ManualName = 'postgresql' | 'python' | 'rust' | 'octave' | 'sqlite' | 'git' | 'handbook'

interface Source {
  /** Packages that have the manual, the first that the system offers is taken. */
  readonly packages: readonly string[]
  /** The folder of its pages, within a package of the name that is given. */
  readonly folder: (name: string) => string
}

const CACHE = join(tmpdir(), 'leanto-corpora')
const DOC = 'usr/share/doc'

const SOURCES: Readonly<Record<ManualName, Source>> = {
  postgresql: {
    packages: ['postgresql-doc-15', 'postgresql-doc-16', 'postgresql-doc-17'],
    folder: (name) => `${DOC}/${name}/html`,
  },
  python: {
    packages: ['python3.11-doc', 'python3.12-doc', 'python3.13-doc'],
    folder: (name) => `${DOC}/${name.replace('-doc', '')}/html`,
  },
  rust: { packages: ['rust-doc'], folder: () => `${DOC}/rust-doc/html` },
  octave: { packages: ['octave-doc'], folder: () => `${DOC}/octave/octave.html` },
  sqlite: { packages: ['sqlite3-doc'], folder: () => `${DOC}/sqlite3` },
  git: { packages: ['git-doc'], folder: () => `${DOC}/git-doc` },
  // A folder for each of its two dozen languages: `de-DE`, `ja-JP`.
  handbook: { packages: ['debian-handbook'], folder: () => `${DOC}/debian-handbook/html` },
}

/** Why there is no manual: no apt, no network, or no such package. */
export class SkippedError extends Error {
  override readonly name = 'SkippedError'
}

/**
 * The folder of a manual's pages, fetched unless an earlier run has it.
 * @throws {SkippedError} where it cannot be had
 */
export function fetchManual(manual: ManualName): string {
  const { packages, folder } = SOURCES[manual]
  const present = packages.find((name) => existsSync(join(CACHE, name)))
  const name = present ?? packages.find(fetchPackage)
  if (name === undefined) throw new SkippedError(`apt-get has none of ${packages.join(', ')}`)
  const path = join(CACHE, name, folder(name))
  if (!existsSync(path)) throw new SkippedError(`the package ${name} has no ${folder(name)}`)
  return path
}

/** Fetches and unpacks a package, or says that it is not offered. */
function fetchPackage(name: string): boolean {
  if (spawnSync('apt-get', ['--version']).error !== undefined) {
    throw new SkippedError('there is no apt-get, which fetches the manuals')
  }
  mkdirSync(CACHE, { recursive: true })
  const work = mkdtempSync(join(CACHE, '.fetching-'))
  try {
    const fetched = spawnSync('apt-get', ['download', '-qq', name], { cwd: work, timeout: 300_000 })
    const archive = readdirSync(work).find((file) => file.endsWith('.deb'))
    if (fetched.status !== 0 || archive === undefined) return false
    const unpacked = spawnSync('dpkg-deb', ['-x', archive, name], { cwd: work })
    // Whole or not at all, also where two tests fetch at once.
    if (unpacked.status === 0 && !existsSync(join(CACHE, name))) {
      renameSync(join(work, name), join(CACHE, name))
    }
    return unpacked.status === 0
  } finally {
    rmSync(work, { recursive: true })
  }
}
