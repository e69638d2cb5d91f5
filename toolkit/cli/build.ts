/** `leanto build`: what the Astro integration does, for the HTML of any generator. */
import { cp, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { BuildError } from '../core/errors.ts'
import { syncFolder } from '../site/build-files.ts'
import { projectPaths } from '../site/build-project.ts'
import { formatReport } from '../site/build-report.ts'
import { buildSite } from '../site/build.ts'

/** @throws {BuildError} when the arguments or the site cannot be built */
export async function build(args: string[]): Promise<void> {
  const { from, out, url } = parseCommand(args)
  const paths = projectPaths(process.cwd())
  const { fresh } = paths
  await rm(fresh, { recursive: true, force: true })
  // The generator's own output stays as it is, so that it can be built again.
  await cp(from, fresh, { recursive: true })
  const say = (text: string): void => void process.stdout.write(`${text}\n`)
  const report = await buildSite({ folder: fresh, paths, url, onStep: say })
  for (const { level, text } of formatReport(report))
    say(level === 'warning' ? `warning: ${text}` : text)
  await syncFolder(fresh, out)
}

interface BuildCommand {
  readonly from: string
  readonly out: string
  readonly url: string | undefined
}

function parseCommand(args: string[]): BuildCommand {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string', default: 'dist' }, url: { type: 'string' } },
  })
  const [folder, ...rest] = positionals
  if (folder === undefined || rest.length > 0)
    throw new BuildError('expected one folder of HTML: leanto build FOLDER [--out dist]')
  const [from, out] = [resolve(folder), resolve(values.out)]
  if (from === out)
    throw new BuildError(
      `expected --out to be another folder than ${folder}, which is kept as it is`,
    )
  if (values.url !== undefined && !URL.canParse(values.url))
    throw new BuildError(`expected --url https://…, got "${values.url}"`)
  return { from, out, url: values.url }
}
