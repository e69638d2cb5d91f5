/** Makes the style and the script of the inbox's pages: one file each, named by its content. */
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

import { bundle } from '../page/build-bundle.ts'
import type { Output } from '../page/build-output.ts'

// What newer browsers know may stand as it is; all of these nest, and know `light-dark()`.
const TARGETS = ['es2022', 'chrome123', 'firefox120', 'safari17.5']

/** The URL paths of the files. */
export interface PageAssets {
  readonly css: string
  readonly js: string
}

/** Writes the files below `/_leanto/inbox/`. The same sources always give the same bytes. */
export async function writeAssets(output: Output): Promise<PageAssets> {
  const { dirname, filename } = import.meta
  // The published package holds JavaScript in place of the sources.
  const script = await bundle(join(dirname, `browser${extname(filename)}`), { target: TARGETS })
  const style = await bundle(join(dirname, 'page', 'inbox.css'), { target: TARGETS })
  return {
    css: await output.writeHashed('inbox/inbox', 'css', style),
    js: await output.writeHashed('inbox/inbox', 'js', script),
  }
}

/** The text of a template that lies beside this file, by name. */
export async function readTemplate(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, 'page', `${name}.html`), 'utf8')
}
