/** Holds `wrangler.toml` against the site that was built: what would not be answered, and what would cost too much. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { parse } from 'smol-toml'

import { BuildError } from '../core/errors.ts'
import { MAX_DATABASE_BYTES } from '../inbox/files.ts'

/** What the configuration must make room for. */
export interface SiteNeeds {
  /** Names of the forms. */
  readonly forms: readonly string[]
  /** The most bytes of files that a form takes. */
  readonly fileBytes?: number
  /** Names of the lookups. */
  readonly lookups: readonly string[]
  /** The page of each region, by the region's name. */
  readonly regions: Readonly<Record<string, string>>
  /** Whether some pages are only searched by those who may see them. */
  readonly hasPrivatePages?: boolean
}

/**
 * Reads the project's `wrangler.toml` and says what the site needs and does not find there. A project configured in
 * JSON is not looked at.
 * @throws {BuildError} when the file is no TOML, or would let everybody read what private pages say
 */
export async function checkConfig(project: string, needs: SiteNeeds): Promise<string[]> {
  const text = await readFile(join(project, 'wrangler.toml'), 'utf8').catch(() => undefined)
  if (text === undefined) return []
  const config = parseConfig(text)
  if (needs.hasPrivatePages === true) checkPrivate(config)
  const gaps = [...findGaps(config, needs), ...findLoops(config, project)]
  return gaps.map((gap) => `wrangler.toml: ${gap}`)
}

function parseConfig(text: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text)
  } catch (cause) {
    throw new BuildError(String(cause), { file: 'wrangler.toml' }, { cause })
  }
}

/** The index of private pages lies among the static files, where only the Worker keeps it from visitors. */
function checkPrivate(config: Readonly<Record<string, unknown>>): void {
  if (startsWorker(config, PRIVATE_FILE)) return
  throw new BuildError(
    'some pages are searched in private, but anybody could read their index: add "/_leanto/private/*" to run_worker_first',
    { file: 'wrangler.toml' },
  )
}

function findGaps(config: Readonly<Record<string, unknown>>, needs: SiteNeeds): string[] {
  const assets = isRecord(config['assets']) ? config['assets'] : {}
  const starts = (path: string): boolean => startsWorker(config, path)
  const needed = workerPaths(needs)
  // One path says enough of a rule that is missing.
  const unanswered = new Map(
    needed
      .filter(([path]) => !starts(path))
      .toReversed()
      .map(([path, rule]) => [rule, path]),
  )
  // A page may stand at the very path that the Worker answers; then each view of it starts the Worker.
  const costly = Object.values(needs.regions).filter(
    (page) => starts(page) && !needed.some(([path]) => path === page),
  )
  return [
    ...[...unanswered].map(
      ([rule, path]) => `${path} never reaches the Worker; add "${rule}" to run_worker_first`,
    ),
    ...costly.map(
      (path) =>
        `every view of the page ${path} starts the Worker; add "!${path}" to run_worker_first`,
    ),
    ...(assets['not_found_handling'] === '404-page'
      ? []
      : ['junk addresses start the Worker; set not_found_handling = "404-page" under [assets]']),
    ...(needs.forms.length === 0 || hasBinding(config, 'd1_databases', 'DB')
      ? []
      : ['no [[d1_databases]] with binding = "DB", so no form can keep a submission']),
    ...((needs.fileBytes ?? 0) <= MAX_DATABASE_BYTES || hasBinding(config, 'r2_buckets', 'FILES')
      ? []
      : [
          'no [[r2_buckets]] with binding = "FILES", so forms take 10 MB of files, whatever data-max-size says',
        ]),
    ...(needs.forms.length === 0 || hasCron(config)
      ? []
      : [
          'no crons under [triggers], so failed deliveries wait and nothing expires until the next submission; add "* * * * *"',
        ]),
  ]
}

function startsWorker(config: Readonly<Record<string, unknown>>, path: string): boolean {
  const assets = isRecord(config['assets']) ? config['assets'] : {}
  const rules = assets['run_worker_first']
  return Array.isArray(rules) ? matches(rules.filter(isString), path) : rules === true
}

/** A folder that is watched for changes must not be one that the build writes into. */
function findLoops(config: Readonly<Record<string, unknown>>, project: string): string[] {
  const build = isRecord(config['build']) ? config['build'] : {}
  const watched = [build['watch_dir']].flat().filter(isString)
  return watched
    .filter((folder) => existsSync(join(project, folder, '.astro')))
    .map(
      (folder) =>
        `the build writes into ${folder}/.astro and would start itself again; set watch_dir to ${folder}/src and ${folder}/public`,
    )
}

const PRIVATE_FILE = '/_leanto/private/search/en-private/root.0123456789.json'

/** What is sent to the owner is read here. */
const INBOX_PATHS: readonly (readonly [path: string, rule: string])[] = [
  ['/inbox', '/inbox'],
  ['/inbox/data', '/inbox/*'],
  ['/api/inbox/forms', '/api/*'],
]

/** Paths that the Worker must get, each with the rule that sends it there. */
function workerPaths({
  forms,
  lookups,
  regions,
}: SiteNeeds): (readonly [path: string, rule: string])[] {
  return [
    ...forms.map((name): [string, string] => [`/forms/${name}`, '/forms/*']),
    ...(forms.length === 0 ? [] : INBOX_PATHS),
    ...(regions['search'] === undefined ? [] : [['/search', '/search'] satisfies [string, string]]),
    ...lookups.flatMap((name): [string, string][] => [
      [`/lookups/${name}`, '/lookups/*'],
      [`/lookups/${name}/key`, '/lookups/*'],
      [`/api/lookups/${name}`, '/api/*'],
    ]),
  ]
}

/** Whether a path starts the Worker: some rule matches, and no negative one (Workers, "Static assets: routing"). */
function matches(rules: readonly string[], path: string): boolean {
  const hit = (rule: string): boolean =>
    new RegExp(
      `^${rule
        .split('*')
        .map((part) => RegExp.escape(part))
        .join('.*')}$`,
    ).test(path)
  const negative = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1))
  return rules.some(hit) && !negative.some(hit)
}

function hasCron({ triggers }: Readonly<Record<string, unknown>>): boolean {
  const crons = isRecord(triggers) ? triggers['crons'] : undefined
  return Array.isArray(crons) && crons.length > 0
}

function hasBinding(
  config: Readonly<Record<string, unknown>>,
  kind: string,
  name: string,
): boolean {
  const entries = config[kind]
  return (
    Array.isArray(entries) && entries.some((entry) => isRecord(entry) && entry['binding'] === name)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}
