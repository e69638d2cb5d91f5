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
    // Recording every step would take longer than the steps; `--trace on` records when one is to be looked at.
    trace: 'off',
  },
  // Every journey is made twice: nothing needs JavaScript.
  projects: [
    { name: 'with JavaScript' },
    {
      name: 'without JavaScript',
      testIgnore: '**/*.script.spec.ts',
      use: { javaScriptEnabled: false },
    },
  ],
})
