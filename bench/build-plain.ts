/** Builds the pages of this site with Astro alone, into a folder that is thrown away. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'astro'

import config from '../site/astro.config.ts'

const outDir = await mkdtemp(join(tmpdir(), 'leanto-plain-'))
const root = join(import.meta.dirname, '..', 'site')
await build({ ...config, root, outDir, integrations: [], configFile: false, logLevel: 'error' })
await rm(outDir, { recursive: true })
