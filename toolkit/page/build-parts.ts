/** Makes a script of ours of small files: one that pages load, and parts that it loads when they are needed. */
import { join } from 'node:path'

import type { Plugin } from 'esbuild'

import { bundle } from './build-bundle.ts'
import { contentHash } from './build-output.ts'

const HASH_LENGTH = 8

/** A script in the making. */
export interface PartsBundle {
  /** Bundles a module, and gives the name of its file: `name`, a hash, `.js`. */
  readonly add: (source: string, name: string) => Promise<string>
  /** The name of the file of a module that is imported dynamically, which is bundled once. */
  readonly addPart: (source: string) => Promise<string>
  /** All files so far, by their names. */
  readonly files: ReadonlyMap<string, string>
}

export interface PartsOptions {
  /** Takes another module in the place of one that is imported dynamically. Paths are absolute. */
  readonly choosePart?: (path: string) => string
  /** Takes another module in the place of one that is imported; `undefined` for the same. */
  readonly chooseModule?: (path: string, importer: string) => string | undefined
}

/**
 * Starts a script. Each module that is imported dynamically becomes a file with all that it needs: what two files need
 * is in both, which costs rare questions some bytes, and saves them to all others. Modules may not import each other
 * dynamically in a circle.
 */
export function createParts({
  choosePart = (path) => path,
  chooseModule = () => undefined,
}: PartsOptions = {}): PartsBundle {
  const files = new Map<string, string>()
  const parts = new Map<string, Promise<string>>()
  const add = async (source: string, name: string): Promise<string> => {
    const text = await bundle(source, { target: 'es2024', plugins: [plugin] })
    const file = `${name}.${contentHash(text).slice(0, HASH_LENGTH)}.js`
    files.set(file, text)
    return file
  }
  const addPart = (path: string): Promise<string> => {
    const source = choosePart(path)
    const part = parts.get(source) ?? add(source, 'part')
    parts.set(source, part)
    return part
  }
  const plugin: Plugin = {
    name: 'parts',
    setup(bundler) {
      bundler.onResolve({ filter: /^\./ }, async ({ kind, path, importer, resolveDir }) => {
        const absolute = join(resolveDir, path)
        if (kind === 'dynamic-import')
          return { path: `./${await addPart(absolute)}`, external: true }
        const chosen = chooseModule(absolute, importer)
        return chosen === undefined ? undefined : { path: chosen }
      })
    },
  }
  return { add, addPart, files }
}
