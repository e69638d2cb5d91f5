/** The key of the inbox on this machine: the project's own, or one that is made for it and kept. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs, parseEnv } from 'node:util'

import { createKey, isKey } from '../inbox/key.ts'

const NAME = 'INBOX_KEY'

export interface LocalKey {
  readonly key: string
  /** What `wrangler dev` is told; nothing where it finds the key itself. */
  readonly flags: readonly string[]
}

/**
 * Finds the key as `wrangler dev` would: in its flags, else in `.dev.vars`, else in the `.env` files. What only the
 * environment has is handed on. Where there is none, a key is made, once: `.leanto/inbox-key` keeps it.
 * @param project - the folder of `wrangler.toml`
 */
export async function findLocalKey(
  project: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<LocalKey> {
  const { own, files } = readFlags(args)
  const known = own ?? (await readFiles(project, files))
  if (known !== undefined) return { key: known.trim(), flags: [] }
  const key = env[NAME]?.trim() || (await keepKey(join(project, '.leanto', 'inbox-key')))
  return { key, flags: ['--var', `${NAME}:${key}`] }
}

interface Flags {
  readonly own: string | undefined
  /** Groups of files: of the first with any file all are read, the last with the key decides. */
  readonly files: readonly (readonly string[])[]
}

function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      var: { type: 'string', multiple: true },
      env: { type: 'string', short: 'e' },
      'env-file': { type: 'string', multiple: true },
    },
  })
  const start = `${NAME}:`
  const pair = (values.var ?? []).findLast((text) => String(text).startsWith(start))
  return {
    own: pair === undefined ? undefined : String(pair).slice(start.length),
    files: listFiles(values.env, values['env-file']),
  }
}

function listFiles(
  env: string | boolean | undefined,
  chosen: readonly (string | boolean)[] | undefined,
): readonly (readonly string[])[] {
  if (chosen !== undefined) return [chosen.map(String)]
  const base = ['.env', '.env.local']
  if (typeof env !== 'string') return [['.dev.vars'], base]
  return [[`.dev.vars.${env}`], ['.dev.vars'], [...base, `.env.${env}`, `.env.${env}.local`]]
}

async function readFiles(
  project: string,
  groups: readonly (readonly string[])[],
): Promise<string | undefined> {
  for (const group of groups) {
    const texts = await Promise.all(group.map((file) => readIfThere(join(project, file))))
    const found = texts.filter((text) => text !== undefined)
    if (found.length === 0) continue
    return found.map((text) => parseEnv(text)[NAME]).findLast((value) => value !== undefined)
  }
  return undefined
}

async function keepKey(file: string): Promise<string> {
  const kept = (await readIfThere(file))?.trim()
  if (kept !== undefined && isKey(kept)) return kept
  const key = createKey()
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${key}\n`, { mode: 0o600 })
  // A file that was there has kept its mode.
  await chmod(file, 0o600)
  return key
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw cause
  })
}
