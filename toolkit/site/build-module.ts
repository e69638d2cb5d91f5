/** Writes the generated module `leanto:site`: all that the Worker knows of the built site. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import type { Site } from './format.ts'

/** Writes the module, unless it says the same already: a watcher need not start again. */
export async function writeSiteModule(file: string, site: Site): Promise<void> {
  // JSON.parse reads a large literal faster than the JavaScript parser (v8.dev/blog/cost-of-javascript-2019).
  const json = JSON.stringify(JSON.stringify(site))
  const text = `// Written by the build of the site. Do not edit.\nexport const site = JSON.parse(${json})\n`
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}
