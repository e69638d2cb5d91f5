/** Runs every check and every test, the cheap ones first, and stops at the first stage that fails. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { findBrowser } from './browser.ts'

const ROOT = join(import.meta.dirname, '..')
const NODE_TESTS = [
  'toolkit/**/*.test.ts',
  'functions/**/*.test.ts',
  'tests/*.test.ts',
  'tests/!(crash)/**/*.test.ts',
]
/** Kills the runtime at chosen moments, which move where something else takes the time. */
const CRASH_TESTS = ['tests/crash/*.test.ts']

const env = {
  ...process.env,
  WRANGLER_SEND_METRICS: 'false',
  // Tracing every request makes the local runtime several times slower.
  X_LOCAL_OBSERVABILITY: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  ASTRO_TELEMETRY_DISABLED: '1',
}

stage('checks', 'npm', ['run', '--silent', 'check'])
stage('build, bundle and dry run of the deploy', 'npx', [
  'wrangler',
  'deploy',
  '--dry-run',
  '--outdir',
  '.leanto/worker',
])
const browser = { CHROMIUM_PATH: findBrowser() }
// Node leaves one core free; many a test waits for a runtime to start.
stage(
  'modules and Worker',
  process.execPath,
  ['--test', '--test-concurrency=2', '--test-reporter=dot', ...NODE_TESTS],
  browser,
)
stage('crash', process.execPath, ['--test', '--test-reporter=dot', ...CRASH_TESTS], browser)
stage(
  'browser',
  process.execPath,
  ['node_modules/playwright/cli.js', 'test', '--config', 'tests/e2e'],
  browser,
)

function stage(
  name: string,
  command: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): void {
  process.stdout.write(`\n— ${name}\n`)
  const started = performance.now()
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...env, ...more },
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`— ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`)
  if (status !== 0) process.exit(status ?? 1)
}
