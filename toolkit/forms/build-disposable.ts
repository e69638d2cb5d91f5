/** Compiles the list of throw-away e-mail domains that the package `disposable-email-domains` keeps. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import type { Output } from '../page/build-output.ts'
import { encodeDisposable } from './disposable.ts'

const PACKAGE = 'disposable-email-domains'

/** Writes the blocks of all listed domains, and gives their paths in order. */
export async function writeDisposable(output: Output): Promise<string[]> {
  const blocks = encodeDisposable(await readDisposable())
  return Promise.all(
    blocks.map((block, at) => {
      const name = `forms/disposable-${String(at).padStart(2, '0')}`
      return output.writeHashed(name, 'bin', block)
    }),
  )
}

/** The listed domains as {@link encodeDisposable} takes them. */
export async function readDisposable(): Promise<string[]> {
  const [domains, trees] = await Promise.all([readNames('index'), readNames('wildcard')])
  return [...domains, ...trees, ...trees.map((tree) => `*.${tree}`)]
}

// Read as data: as a module, 121,570 names would each be a type.
async function readNames(file: 'index' | 'wildcard'): Promise<string[]> {
  const path = fileURLToPath(import.meta.resolve(`${PACKAGE}/${file}.json`))
  const names: unknown = JSON.parse(await readFile(path, 'utf8'))
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw new Error(`expected ${path} to be a list of names`)
  }
  return names
}
