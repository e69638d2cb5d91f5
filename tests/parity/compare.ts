/** Compares what the browser made of filled forms with what the server makes of their entries. */
import { readFile } from 'node:fs/promises'

import { chromium, type Page } from 'playwright'

import { createFormsBuild } from '../../toolkit/forms/build.ts'
import type { Control, Entry, FormContracts } from '../../toolkit/forms/format.ts'
import { validate } from '../../toolkit/forms/validate.ts'
import { parsePage } from '../../toolkit/page/build-page.ts'
import { findBrowser, LAUNCH_ARGUMENTS } from '../browser.ts'
import { whyKnown } from './differences.ts'
import { randomForm, randomValue } from './forms.ts'
import { createRandom, type Random } from './random.ts'

/** What the browser found wrong with a control. */
export interface Fault {
  readonly type: string
  readonly name: string
  readonly value: string
  readonly flags: readonly string[]
}

export interface Difference {
  readonly kind: 'false reject' | 'false accept' | 'accepts what no browser sends' | 'extra entry'
  readonly markup: string
  readonly entries: readonly Entry[]
  /** Of the browser where it refuses, of the server where that does. */
  readonly faults: readonly Fault[]
}

/** Differences of one validator: how many are known, by reason, and those that are not. */
export interface Tally {
  readonly known: Map<string, number>
  readonly unknown: Difference[]
}

/** What a broken validator makes of a control's contract. */
export type Breakage = (control: Control) => Control

interface Trial {
  readonly html: string
  readonly values: readonly string[]
  readonly chosen: readonly number[]
  readonly submitter: number
}

interface Judgement {
  readonly entries: readonly Entry[]
  readonly invalid: readonly Fault[]
  readonly forged: readonly Entry[]
}

const BATCH = 500

/** Compares `count` filled forms, under each of the breakages. */
export async function compare(
  seed: number,
  count: number,
  breakages: readonly Breakage[],
): Promise<readonly Tally[]> {
  const tallies = breakages.map((): Tally => ({ known: new Map(), unknown: [] }))
  const random = createRandom(seed)
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...LAUNCH_ARGUMENTS],
  })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({
      content: await readFile(new URL('judge.js', import.meta.url), 'utf8'),
    })
    for (let done = 0; done < count; done += BATCH) {
      const trials = randomTrials(random, Math.min(BATCH, count - done))
      // One batch after the other, since they share a page.
      // oxlint-disable-next-line no-await-in-loop
      const judgements = await judge(page, trials)
      const contracts = contractsOf(trials)
      for (const [at, breakage] of breakages.entries()) {
        tallyBatch(tallies[at], trials, judgements, contracts, breakage)
      }
    }
  } finally {
    await browser.close()
  }
  return tallies
}

function randomTrials(random: Random, count: number): Trial[] {
  return Array.from({ length: count }, (_, at) => {
    const { inside, behind } = randomForm(random)
    const html = `<form id=form method=post action="/forms/f${at}">${inside}</form>${behind}`
    const types = [...html.matchAll(/<(select|textarea|button|input type=([\w-]+))/g)]
    return {
      html,
      values: types.map(([, tag = '', type]) => randomValue(random, type ?? tag)),
      chosen: types.map(() => random.below(4)),
      submitter: random.below(3),
    }
  })
}

async function judge(page: Page, trials: readonly Trial[]): Promise<Judgement[]> {
  return page.evaluate<Judgement[]>(`judge(${JSON.stringify(trials)})`)
}

function tallyBatch(
  tally: Tally | undefined,
  trials: readonly Trial[],
  judgements: readonly Judgement[],
  contracts: FormContracts,
  breakage: Breakage,
): void {
  for (const [at, { html }] of trials.entries()) {
    const judgement = judgements[at]
    const controls = contracts[`f${at}`]?.controls ?? []
    if (judgement === undefined || tally === undefined) continue
    for (const difference of differences(html, judgement, controls.map(breakage))) {
      const reason = whyKnown(difference, controls)
      if (reason === undefined) tally.unknown.push(difference)
      else tally.known.set(reason, (tally.known.get(reason) ?? 0) + 1)
    }
  }
}

function contractsOf(trials: readonly Trial[]): FormContracts {
  const build = createFormsBuild()
  for (const [at, { html }] of trials.entries()) build.add(parsePage(`${at}.html`, html))
  return build.finish().contracts
}

function differences(
  markup: string,
  { entries, invalid, forged }: Judgement,
  controls: readonly Control[],
): Difference[] {
  const verdict = validate({ controls }, toWire(entries))
  const faults = verdict.invalid.map(({ control, flags }): Fault => {
    const { type = '', name = '' } = controls[control] ?? {}
    return { type, name, value: verdict.bound[control]?.[0] ?? '', flags }
  })
  const found: Difference[] = []
  if (invalid.length > 0 && faults.length === 0)
    found.push({ kind: 'false accept', markup, entries, faults: invalid })
  if (invalid.length === 0 && faults.length > 0)
    found.push({ kind: 'false reject', markup, entries, faults })
  if (verdict.extra.length > 0)
    found.push({ kind: 'extra entry', markup, entries: verdict.extra, faults: [] })
  for (const entry of forged) {
    const sent = forge(entries, entry, controls)
    if (sent === undefined || validate({ controls }, toWire(sent)).invalid.length > 0) continue
    const fault = {
      type: controls.find(({ name }) => name === entry[0])?.type ?? '',
      name: entry[0],
      value: entry[1],
      flags: [],
    }
    found.push({ kind: 'accepts what no browser sends', markup, entries: sent, faults: [fault] })
  }
  return found
}

/** The entries with one value put in the place of the control's own; only where the name is that of one control. */
function forge(
  entries: readonly Entry[],
  [name, value]: Entry,
  controls: readonly Control[],
): Entry[] | undefined {
  if (controls.filter((control) => control.name === name).length !== 1) return undefined
  return [...entries.filter(([other]) => other !== name), [name, value]]
}

/** Line ends are CRLF on their way. */
function toWire(entries: readonly Entry[]): Entry[] {
  return entries.map(([name, value]) => [name, value.replaceAll(/\r\n?|\n/g, '\r\n')])
}
