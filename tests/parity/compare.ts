/** Compares what a browser made of filled forms with what validators make of their entries. */
import { createFormsBuild } from '../../toolkit/forms/build.ts'
import type { FormContracts } from '../../toolkit/forms/format.ts'
import { parsePage } from '../../toolkit/page/build-page.ts'
import { openJudge, type BrowserName } from './browsers.ts'
import { findDifferences, type Difference } from './differences.ts'
import { whyKnown } from './known.ts'
import { createRandom } from './random.ts'
import { randomTrials, type Judgement, type Trial } from './trials.ts'
import { SERVER, type Validator } from './validators.ts'

/** What became of the server's decisions. */
export interface Tally {
  /** How many real submissions the browser takes. */
  valid: number
  /** How many real submissions are decided otherwise, for whatever reason. */
  different: number
  /** How many differences are known, by kind and reason; among forged submissions, too. */
  readonly known: Map<string, number>
  readonly unknown: Difference[]
}

export interface Comparison {
  readonly tally: Tally
  /** Names of the broken validators that differ nowhere but where it is known. */
  readonly uncaught: readonly string[]
}

interface Options {
  readonly seed: number
  readonly count: number
  readonly browser: BrowserName
  readonly broken: readonly Validator[]
}

/** Trials and what the browser makes of them. */
interface Batch {
  readonly browser: BrowserName
  readonly trials: readonly Trial[]
  readonly judgements: readonly (readonly Judgement[])[]
  /** By how the markup was rewritten before. */
  readonly contracts: Map<Validator['rewrite'], FormContracts>
}

interface Explained {
  readonly difference: Difference
  readonly reason: string | undefined
}

const BATCH = 2000

/** Judges `count` filled forms by a browser, by the server, and by broken validators until they are caught. */
export async function compare({ seed, count, browser, broken }: Options): Promise<Comparison> {
  const tally: Tally = { valid: 0, different: 0, known: new Map(), unknown: [] }
  let uncaught = broken
  for await (const batch of judgeBatches(seed, count, browser)) {
    tallyBatch(tally, batch)
    uncaught = uncaught.filter((validator) => !isCaught(validator, batch))
  }
  return { tally, uncaught: uncaught.map(({ name }) => name) }
}

/** The browser works on the next batch while the last is looked at. */
async function* judgeBatches(
  seed: number,
  count: number,
  browser: BrowserName,
): AsyncGenerator<Batch> {
  const random = createRandom(seed)
  const judge = await openJudge(browser)
  const start = (done: number): readonly [readonly Trial[], Promise<Batch['judgements']>] => {
    const trials = randomTrials(random, Math.min(BATCH, count - done))
    return [trials, judge.judge(trials)]
  }
  try {
    let next = start(0)
    for (let done = BATCH; next[0].length > 0; done += BATCH) {
      const [trials, judging] = next
      // oxlint-disable-next-line no-await-in-loop
      const judgements = await judging
      next = start(Math.min(done, count))
      yield { browser, trials, judgements, contracts: new Map() }
    }
    await next[1]
  } finally {
    await judge.close()
  }
}

function tallyBatch(tally: Tally, batch: Batch): void {
  for (const { judgement, found } of explainEach(SERVER, batch)) {
    if (judgement.invalid.length === 0) tally.valid += 1
    if (found.some(({ difference }) => difference.kind !== 'forgery')) tally.different += 1
    for (const { difference, reason } of found) {
      if (reason === undefined) tally.unknown.push(difference)
      else tallyUp(tally.known, `${difference.kind}: ${reason}`)
    }
  }
}

function tallyUp(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function isCaught(validator: Validator, batch: Batch): boolean {
  return explainEach(validator, batch).some(({ found }) =>
    found.some(({ reason }) => reason === undefined),
  )
}

function* explainEach(
  validator: Validator,
  { browser, trials, judgements, contracts: read }: Batch,
): Generator<{ readonly judgement: Judgement; readonly found: readonly Explained[] }> {
  const { rewrite } = validator
  const contracts = read.get(rewrite) ?? readContracts(trials, validator)
  read.set(rewrite, contracts)
  for (const [at, { html }] of trials.entries()) {
    const controls = contracts[`f${at}`]?.controls ?? []
    for (const judgement of judgements[at] ?? []) {
      const found = findDifferences(html, judgement, controls, validator).map((difference) => ({
        difference,
        reason: whyKnown(difference, controls, browser),
      }))
      yield { judgement, found }
    }
  }
}

function readContracts(trials: readonly Trial[], { rewrite }: Validator): FormContracts {
  const build = createFormsBuild()
  for (const [at, { html }] of trials.entries()) {
    build.add(parsePage(`${at}.html`, rewrite?.(html) ?? html))
  }
  return build.finish().contracts
}
