/** What `leanto build` is asked for, and whether its folders can be read and written without a loss. */
import { stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'

import { BuildError } from '../core/errors.ts'
import { COMPILED } from '../page/build-output.ts'
import { listFiles } from '../site/build-files.ts'
import type { ProjectPaths } from '../site/build-project.ts'
import { readArguments } from './arguments.ts'

const USAGE = 'leanto build FOLDER [--out dist] [--url https://example.org]'

export interface BuildCommand {
  /** The folder of HTML, as an absolute path. */
  readonly from: string
  /** The folder that is deployed, as an absolute path. */
  readonly out: string
  readonly url: string | undefined
}

/** @throws {BuildError} for arguments that are not those of the command */
export function parseCommand(args: string[]): BuildCommand {
  const { values, positionals } = readArguments(USAGE, () => parseWith(args))
  const [folder, ...rest] = positionals
  if (folder === undefined || rest.length > 0)
    throw new BuildError(`expected one folder of HTML: ${USAGE}`)
  if (values.url !== undefined && !isWebAddress(values.url))
    throw new BuildError(`expected --url http(s)://…, got "${values.url}"`)
  return { from: resolve(folder), out: resolve(values.out), url: values.url }
}

function parseWith(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string', default: 'dist' }, url: { type: 'string' } },
  })
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/**
 * Checks that there is something to build, and that what the build removes from its output is its own.
 * @throws {BuildError} where it is not
 */
export async function checkFolders(
  { from, out }: Pick<BuildCommand, 'from' | 'out'>,
  { project, fresh }: Pick<ProjectPaths, 'project' | 'fresh'>,
): Promise<void> {
  await checkSource(from, fresh)
  if (holds(out, project) || holds(out, process.cwd()))
    throw new BuildError(
      `expected --out to be a folder within the project, got "${out}": what is there would be removed`,
    )
  if (holds(out, from) || holds(from, out))
    throw new BuildError(
      `expected --out to be another folder than "${show(from)}", which is kept as it is, got "${show(out)}"`,
    )
  const present = await listFiles(out)
  const isBuilt = present.some((file) => `/${file}`.startsWith(COMPILED))
  if (present.length > 0 && !isBuilt)
    throw new BuildError(
      `expected --out to be a new or empty folder, but "${show(out)}" has files that were not made by leanto build, such as ${present[0]}`,
    )
}

async function checkSource(from: string, fresh: string): Promise<void> {
  const found = await stat(from).catch(() => undefined)
  if (found === undefined)
    throw new BuildError(`expected a folder of HTML, but there is no "${show(from)}"`)
  if (!found.isDirectory())
    throw new BuildError(`expected a folder of HTML, got the file "${show(from)}"`)
  if (holds(from, fresh))
    throw new BuildError(
      `expected the folder that a generator has written, got the project itself or what it is in: "${from}"`,
    )
  const hasPage = (await listFiles(from)).some((file) => file.endsWith('.html'))
  if (!hasPage) throw new BuildError(`there is no .html file in "${show(from)}"`)
}

/** Whether a folder is another one, or has it below. */
function holds(outer: string, inner: string): boolean {
  const path = relative(outer, inner)
  return path === '' || !(path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path))
}

/** A path as the owner knows it: relative to where the command runs. */
function show(path: string): string {
  return relative(process.cwd(), path) || path
}
