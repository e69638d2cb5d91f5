/** The two files that tell Workers assets what to send with the static files, and what not to serve at all. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { SECURITY_HEADERS } from '../core/security-headers.ts'
import { COMPILED, type Output } from './build-output.ts'

const IMMUTABLE = 'public, max-age=31536000, immutable'

/** For files that keep their name when they change: kept, but asked for anew, which most often needs no body. */
const CHECKED = 'public, max-age=0, must-revalidate'

/** The compiled files without a hash in their names. Other sites name the one, and know where the other is. */
const NAMED = ['lookups/embed.js', 'lookups/:name/index.json']

/** Cloudflare compresses files of this type, but not of application/octet-stream (Speed, "Content compression"). */
const COMPRESSED_BINARY = 'application/x-protobuf'

/**
 * Everything in the assets folder is served, dotfiles and server code included, unless this file names it
 * (`.gitignore` syntax). A failed `astro build` leaves server code in `.prerender`.
 */
const IGNORED = ['.*', '!.well-known', 'node_modules', '*.map']

/**
 * Writes `_headers`: the security headers for everything, and "never changes" for hashed files. The owner's own
 * `_headers` follows, so that its rules can take a header back (`! X-Frame-Options`).
 * @param hashed - URL paths below which every file has its hash in its name: `/_astro/`
 */
export async function writeHeaders(output: Output, hashed: readonly string[]): Promise<void> {
  const rules = [
    formatRule('/*', SECURITY_HEADERS),
    ...hashed.map((path) => formatRule(`${path}*`, { 'cache-control': IMMUTABLE })),
    // What is compiled is public, and as useful to the scripts of another site. Of two rules for a path, only the last holds.
    formatRule(`${COMPILED}*`, { 'cache-control': IMMUTABLE, 'access-control-allow-origin': '*' }),
    // What several rules set is joined, unless the later one first takes it back.
    ...NAMED.map((name) =>
      formatRule(COMPILED + name, { '! cache-control': undefined, 'cache-control': CHECKED }),
    ),
    formatRule(`${COMPILED}search/*.bin`, { 'content-type': COMPRESSED_BINARY }),
  ]
  await output.write('/_headers', rules.join('\n') + (await readOwn(output, '_headers')))
}

/** Writes `.assetsignore`, the owner's own lines last. */
export async function writeAssetsIgnore(output: Output): Promise<void> {
  const own = await readOwn(output, '.assetsignore')
  await output.write('/.assetsignore', `${IGNORED.join('\n')}\n${own}`)
}

/** @param headers - `! name` without a value takes a header back */
function formatRule(path: string, headers: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(headers).map(([name, value]) =>
    value === undefined ? `  ${name}\n` : `  ${name}: ${value}\n`,
  )
  return `${path}\n${lines.join('')}`
}

async function readOwn(output: Output, name: string): Promise<string> {
  const text = await readFile(join(output.folder, name), 'utf8').catch(() => '')
  return text === '' ? '' : `\n${text}`
}
