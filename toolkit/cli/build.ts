/** `leanto build`: what the Astro integration does, for the HTML of any generator. */
import { rm } from 'node:fs/promises'

import { copyFolder, moveFolder } from '../site/build-files.ts'
import { projectPaths } from '../site/build-project.ts'
import { formatReport } from '../site/build-report.ts'
import { buildSite } from '../site/build.ts'
import { checkFolders, parseCommand } from './build-command.ts'

/** @throws {BuildError} when the arguments or the site cannot be built */
export async function build(args: string[]): Promise<void> {
  const command = parseCommand(args)
  const { from, out, url } = command
  const paths = projectPaths(process.cwd())
  await checkFolders(command, paths)
  const { fresh } = paths
  await rm(fresh, { recursive: true, force: true })
  // The generator's own output stays as it is, so that it can be built again.
  await copyFolder(from, fresh)
  const say = (text: string): void => void process.stdout.write(`${text}\n`)
  const report = await buildSite({ folder: fresh, paths, url, onStep: say })
  for (const { level, text } of formatReport(report))
    say(level === 'warning' ? `warning: ${text}` : text)
  await moveFolder(fresh, out)
}
