/**
 * Makes the package that is published, in `toolkit/dist`: JavaScript and declarations in place of the sources, which
 * Node does not run from `node_modules`. Then: `npm publish toolkit/dist`.
 */
import { spawnSync } from 'node:child_process'
import { copyFile, cp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const TOOLKIT = import.meta.dirname
const DIST = join(TOOLKIT, 'dist')

await rm(DIST, { recursive: true, force: true })
compile()
await copyFile(join(TOOLKIT, 'site/leanto-site.d.ts'), join(DIST, 'site/leanto-site.d.ts'))
await copyFile(join(TOOLKIT, 'astro/Search.astro'), join(DIST, 'astro/Search.astro'))
await cp(join(TOOLKIT, 'inbox/page'), join(DIST, 'inbox/page'), { recursive: true })
await cp(join(TOOLKIT, 'templates'), join(DIST, 'templates'), { recursive: true })
for (const file of ['README.md', 'LICENSE'])
  await copyFile(join(TOOLKIT, '..', file), join(DIST, file))
const manifest: unknown = JSON.parse(await readFile(join(TOOLKIT, 'package.json'), 'utf8'))
await writeFile(join(DIST, 'package.json'), `${JSON.stringify(toPublished(manifest), null, 2)}\n`)

function compile(): void {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin/tsc',
  )
  const args = [compiler, '-p', join(TOOLKIT, 'tsconfig.build.json')]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) throw new Error('the toolkit does not compile')
}

/** The manifest with each source replaced by what it became; an entry that only declares types stays. */
function toPublished(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/(?<!\.d)\.ts$/, '.js')
  if (Array.isArray(value)) return value.map(toPublished)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, toPublished(entry)]),
  )
}
