/** Writes the generated module `leanto:site`: all that the Worker knows of the built site. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative, sep } from 'node:path'

import { stemCode } from '../search/stem.ts'
import { STEMS } from '../search/build-stems.ts'
import type { SiteData } from './format.ts'

const FOLDER = join(import.meta.dirname, '..', 'search', 'stems')

/** Writes the module, unless it says the same already: a watcher need not start again. */
export async function writeSiteModule(file: string, data: SiteData): Promise<void> {
  const languages = data.search.map(({ language }) => stemCode(language))
  const codes = [...new Set(languages)].filter((code) => Object.hasOwn(STEMS, code)).toSorted()
  // JSON.parse reads a large literal faster than the JavaScript parser (v8.dev/blog/cost-of-javascript-2019).
  const json = JSON.stringify(JSON.stringify(data))
  const text = [
    '// Written by the build of the site. Do not edit.',
    ...codes.map(
      (code) => `import { stem as ${code} } from ${JSON.stringify(stemPath(file, code))}`,
    ),
    `export const site = { ...JSON.parse(${json}), stems: { ${codes.join(', ')} } }`,
    '',
  ].join('\n')
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** From the module to a file of this very package: it is found wherever the module stands, and is of this version. */
function stemPath(file: string, code: string): string {
  const path = relative(dirname(file), join(FOLDER, code + extname(import.meta.filename)))
  const url = path.replaceAll(sep, '/')
  return url.startsWith('.') ? url : `./${url}`
}
