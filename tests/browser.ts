/** Finds a Chromium for the tests, or installs one. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

import { chromium } from 'playwright'

const SYSTEM_BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Root cannot use the sandbox; the rest keeps Chromium from calling home, which a closed network makes slow. */
export const LAUNCH_ARGUMENTS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The path of a Chromium: `CHROMIUM_PATH`, Playwright's own, one of the system's, one that Playwright downloads, or
 * one that Debian installs.
 * @throws when there is none and none can be had
 */
export function findBrowser(): string {
  const found = present() ?? (installByPlaywright() || installByDebian() ? present() : undefined)
  if (found === undefined)
    throw new Error(
      'no Chromium: set CHROMIUM_PATH, or install one with `npx playwright install chromium`',
    )
  return found
}

function present(): string | undefined {
  const given = process.env['CHROMIUM_PATH']
  return [given, chromium.executablePath(), ...SYSTEM_BROWSERS.map(onPath)].find(
    (path) => path !== undefined && existsSync(path),
  )
}

function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':')
  return folders.map((folder) => `${folder}/${name}`).find((path) => existsSync(path))
}

function installByPlaywright(): boolean {
  process.stdout.write("No Chromium found; installing Playwright's\n")
  return run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'])
}

function installByDebian(): boolean {
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) return false
  process.stdout.write("Installing Debian's Chromium\n")
  return run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium'])
}

function run(command: string, args: readonly string[]): boolean {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}
