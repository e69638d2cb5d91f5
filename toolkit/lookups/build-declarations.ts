/** Reads the owner's lookup declarations and says what is wrong with them. */
import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { findMistake } from './build-declarations-check.ts'
import type { Lookup } from './define.ts'

export interface Declaration {
  readonly lookup: Lookup
  /** The file of the declaration, as an absolute path. */
  readonly path: string
  /** The same for messages, relative to where the build runs. */
  readonly file: string
}

/**
 * The lookups that the modules of a folder export, by name. Rows, tests and types are not declarations.
 * @param folder - an absolute path; a folder that is not there has none
 * @throws {BuildError} for a module that cannot be loaded and for a declaration that is not whole
 */
export async function readDeclarations(folder: string): Promise<Declaration[]> {
  const declarations: Declaration[] = []
  for (const name of await listModules(folder)) {
    const path = join(folder, name)
    const file = toFile(path)
    for (const lookup of Object.values(loadModule(path)).filter(isLookup)) {
      checkLookup(lookup, file)
      declarations.push({ lookup, path, file })
    }
  }
  return sortByName(declarations)
}

/**
 * Loads an owner's module by Node itself. `import()` would not do: Vite, where it has loaded the configuration that has
 * loaded this, makes it an import of its own, which ends with the configuration's loading.
 * @throws {BuildError} with the cause when it cannot be loaded; Node cannot `require` top-level `await`
 */
export function loadModule(path: string): Readonly<Record<string, unknown>> {
  try {
    const module: Readonly<Record<string, unknown>> = createRequire(import.meta.url)(path)
    return module
  } catch (cause) {
    throw new BuildError(`cannot be loaded: ${toMessage(cause)}`, { file: toFile(path) }, { cause })
  }
}

/** A path as the owner knows it: relative to where the build runs. */
export function toFile(path: string): string {
  return relative(process.cwd(), path)
}

/** What an unknown thing that was thrown says. */
export function toMessage(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

async function listModules(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => /^[^.]+\.ts$/.test(name)).toSorted()
}

function isLookup(value: unknown): value is Lookup {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'lookup'
}

function checkLookup(lookup: Lookup, file: string): void {
  const mistake = findMistake({ ...lookup })
  if (mistake === undefined) return
  throw new BuildError(`the lookup ${JSON.stringify(lookup.name)} ${mistake}`, { file })
}

function sortByName(declarations: readonly Declaration[]): Declaration[] {
  const byName = new Map<string, Declaration>()
  for (const declaration of declarations) {
    const { name } = declaration.lookup
    const other = byName.get(name)
    // A module may export again what another declares.
    if (
      other !== undefined &&
      JSON.stringify(other.lookup) !== JSON.stringify(declaration.lookup)
    ) {
      const { file } = declaration
      throw new BuildError(`the name "${name}" is taken by a lookup of ${other.file}`, { file })
    }
    byName.set(name, declaration)
  }
  return [...byName.values()].toSorted((a, b) => (a.lookup.name < b.lookup.name ? -1 : 1))
}
