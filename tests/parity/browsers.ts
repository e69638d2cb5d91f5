/** Opens the browsers that judge filled forms. */
import { readFile } from 'node:fs/promises'

import { chromium } from 'playwright'

import { findBrowser, LAUNCH_ARGUMENTS } from '../browser.ts'
import { openFirefox } from './firefox.ts'
import type { Judgement, Trial } from './trials.ts'

export type BrowserName = 'chromium' | 'firefox'

export interface Judge {
  /** For each trial, for each of its fills. */
  judge(trials: readonly Trial[]): Promise<readonly (readonly Judgement[])[]>
  close(): Promise<void>
}

/** Opens a browser with a page that judges. */
export async function openJudge(name: BrowserName): Promise<Judge> {
  const { evaluate, close } = await (name === 'firefox' ? openFirefox() : openChromium())
  await evaluate(await readFile(new URL('judge.js', import.meta.url), 'utf8'))
  return {
    async judge(trials) {
      const text = await evaluate(`JSON.stringify(judge(${JSON.stringify(trials)}))`)
      return JSON.parse(text)
    },
    close,
  }
}

async function openChromium(): Promise<{
  readonly evaluate: (script: string) => Promise<string>
  readonly close: () => Promise<void>
}> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...LAUNCH_ARGUMENTS],
  })
  const page = await browser.newPage()
  return {
    evaluate: (script) => page.evaluate<string>(`${script};`),
    close: () => browser.close(),
  }
}
