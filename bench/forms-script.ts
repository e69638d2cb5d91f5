/** How many bytes a page loads for the forms' script, as this site was last built. */
import { readFile, stat } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'

import type { Row } from './forms-table.ts'

const ROOT = join(import.meta.dirname, '..')
const PAGE = 'contact/index.html'
const LIMIT = 2048

const SCRIPT = /<script type="module" src="([^"]+)">/g
// Rolldown writes imports without spaces. What `import(…)` loads is for forms that ask for more, and loaded late.
const IMPORT = /\bimport\s*(?:[^"'`();]*?\bfrom\s*)?["'`]([^"'`]+)["'`]/g

export async function measureScript(): Promise<Row[]> {
  await assertFresh()
  const loaded = new Map<string, number>()
  for (const [, src = ''] of (await readBuilt(PAGE)).matchAll(SCRIPT)) await follow(src, loaded)
  const sizes = [...loaded.values()]
  const bytes = sizes.reduce((total, size) => total + size, 0)
  return [
    {
      what: 'the script and what it imports, gzipped',
      here: `${bytes} bytes`,
      beside: `by chunk: ${sizes.join(' + ')}`,
      ratio: bytes / LIMIT,
      limit: `${LIMIT} bytes`,
    },
  ]
}

async function follow(path: string, loaded: Map<string, number>): Promise<void> {
  if (loaded.has(path)) return
  const code = await readBuilt(path)
  loaded.set(path, gzipSync(code, { level: 9 }).length)
  for (const [, target = ''] of code.matchAll(IMPORT)) {
    await follow(posix.join(posix.dirname(path), target), loaded)
  }
}

function readBuilt(path: string): Promise<string> {
  return readFile(join(ROOT, 'dist', path), 'utf8')
}

async function assertFresh(): Promise<void> {
  const [page, ...sources] = await Promise.all(
    [
      join('dist', PAGE),
      ...['browser', 'browser-show', 'browser-progress'].map((name) => `toolkit/forms/${name}.ts`),
    ].map(async (file) => (await stat(join(ROOT, file))).mtimeMs),
  )
  if (sources.some((time) => time > (page ?? 0))) {
    throw new Error('expected dist/ to be newer than the forms’ script: run "npm run build" first')
  }
}
