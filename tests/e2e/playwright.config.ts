import { defineConfig } from 'playwright/test'

import { findBrowser, LAUNCH_ARGUMENTS } from '../browser.ts'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  reporter: process.env['CI'] === undefined ? 'list' : 'line',
  forbidOnly: process.env['CI'] !== undefined,
  fullyParallel: true,
  workers: 2,
  use: {
    launchOptions: { executablePath: findBrowser(), args: [...LAUNCH_ARGUMENTS] },
    trace: 'retain-on-failure',
  },
  // Every journey is made twice: nothing needs JavaScript.
  projects: [
    { name: 'with JavaScript', testIgnore: '**/*.plain.spec.ts' },
    {
      name: 'without JavaScript',
      testIgnore: '**/*.script.spec.ts',
      use: { javaScriptEnabled: false },
    },
  ],
})
