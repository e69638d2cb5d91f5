/** Where things lie in a project. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Absolute file paths. */
export interface ProjectPaths {
  /** The folder of `wrangler.toml`. */
  readonly project: string
  /** The owner's lookup declarations. */
  readonly lookups: string
  /** The generated module `leanto:site`, as `wrangler.toml` names it under `[alias]`. */
  readonly module: string
  /** Where a site is built before it replaces the last good one. */
  readonly fresh: string
}

const CONFIG_FILES = ['wrangler.toml', 'wrangler.jsonc', 'wrangler.json']

/** The paths of the project that `folder` is in: the nearest folder upwards with a Wrangler configuration, else itself. */
export function projectPaths(folder: string): ProjectPaths {
  const project = findProject(folder) ?? folder
  return {
    project,
    lookups: join(project, 'functions', 'lookups'),
    module: join(project, '.leanto', 'site.js'),
    fresh: join(project, '.leanto', 'fresh'),
  }
}

function findProject(folder: string): string | undefined {
  if (CONFIG_FILES.some((file) => existsSync(join(folder, file)))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : findProject(parent)
}
