/** Writes the generated module `leanto:site`: all that the Worker knows of the built site. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative, sep } from 'node:path'

import { stemCode } from '../search/stem.ts'
import { STEMS } from '../search/build-stems.ts'
import type { SiteData } from './format.ts'

const TOOLKIT = join(import.meta.dirname, '..')

/** Writes the module. */
export async function writeSiteModule(file: string, data: SiteData): Promise<void> {
  const languages = data.search.map(({ language }) => stemCode(language))
  const codes = [...new Set(languages)].filter((code) => Object.hasOwn(STEMS, code)).toSorted()
  const hasD1 = Object.values(data.lookups).some(({ store }) => store === 'd1')
  const opener = JSON.stringify(toolkitPath(file, 'lookups/serve-d1-open'))
  // JSON.parse reads a large literal faster than the JavaScript parser (v8.dev/blog/cost-of-javascript-2019).
  const json = JSON.stringify(JSON.stringify(data))
  const text = [
    '// Written by the build of the site. Do not edit.',
    ...codes.map(
      (code) =>
        `import { stem as ${code} } from ${JSON.stringify(toolkitPath(file, `search/stems/${code}`))}`,
    ),
    ...(hasD1 ? [`import { openD1Lookup as openD1 } from ${opener}`] : []),
    `export const site = { ...JSON.parse(${json}), stems: { ${codes.join(', ')} }${hasD1 ? ', openD1' : ''} }`,
    '',
  ].join('\n')
  await writeIfNew(file, text)
}

/** Writes a file, unless it says the same already: a watcher need not start again. */
export async function writeIfNew(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** From the module to a file of this very package: it is found wherever the module stands, and is of this version. */
function toolkitPath(file: string, name: string): string {
  const path = relative(dirname(file), join(TOOLKIT, name + extname(import.meta.filename)))
  const url = path.replaceAll(sep, '/')
  return url.startsWith('.') ? url : `./${url}`
}
