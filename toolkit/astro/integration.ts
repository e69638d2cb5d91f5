/** The Astro integration: adds the site's working rooms to the pages that Astro has finished. */
import { fileURLToPath, pathToFileURL } from 'node:url'

import type { AstroConfig, AstroIntegration, AstroIntegrationLogger } from 'astro'

import { BuildError } from '../core/errors.ts'
import type { PolicySources } from '../page/build-csp.ts'
import { syncFolder } from '../site/build-files.ts'
import { projectPaths } from '../site/build-project.ts'
import { formatReport } from '../site/build-report.ts'
import { buildSite, type SiteReport } from '../site/build.ts'

export interface LeantoOptions {
  /**
   * Sources that the content security policy allows beside what a page itself shows, by directive:
   * `{ 'connect-src': ['https://api.example'] }`.
   */
  readonly policy?: PolicySources
}

/** Put it last: it works on what the other integrations leave. */
export default function leanto(options: LeantoOptions = {}): AstroIntegration {
  let target: string | undefined
  let config: AstroConfig | undefined
  return {
    name: 'leanto',
    hooks: {
      'astro:config:setup': ({ command, config: given, updateConfig }) => {
        if (command !== 'build') return
        target = fileURLToPath(given.outDir)
        // A build that fails half way must not leave its parts in the folder that is deployed.
        const { fresh } = projectPaths(fileURLToPath(given.root))
        updateConfig({ outDir: pathToFileURL(`${fresh}/`) })
      },
      'astro:config:done': ({ config: done }) => {
        config = done
      },
      'astro:build:done': async ({ logger }) => {
        if (target === undefined || config === undefined) return
        report(await buildFinished(config, options, logger), logger)
        await syncFolder(fileURLToPath(config.outDir), target)
      },
    },
  }
}

async function buildFinished(
  config: AstroConfig,
  options: LeantoOptions,
  logger: AstroIntegrationLogger,
): Promise<SiteReport> {
  try {
    return await buildSite({
      folder: fileURLToPath(config.outDir),
      paths: projectPaths(fileURLToPath(config.root)),
      url: config.site,
      hashed: [`/${config.build.assets}/`],
      policy: options.policy ?? {},
      onStep: (step) => logger.info(step),
    })
  } catch (cause) {
    // The owner's mistake is told by its place, not by a stack of ours.
    if (cause instanceof BuildError) cause.stack = `${cause.name}: ${cause.message}`
    throw cause
  }
}

function report(made: SiteReport, logger: AstroIntegrationLogger): void {
  for (const { level, text } of formatReport(made))
    if (level === 'warning') logger.warn(text)
    else logger.info(text)
}
