/** Decides on a submission by the contract of today, or by that of the page that the visitor had open. */
import { findContractControls } from '../inbox/serve-contracts.ts'
import type { InboxEnv } from '../inbox/serve-env.ts'
import { hasRevision } from './consent.ts'
import type { Control, EarlierContract, Entry, FormContract } from './format.ts'
import { validate, type Verdict } from './validate.ts'

export interface Judgement {
  readonly verdict: Verdict
  /** Of the contract that it was held to: the verdict counts by them. */
  readonly controls: readonly Control[]
  /** Of the page that it was sent from, or else of the contract. */
  readonly revision: string
}

/**
 * Validates a submission. One from a page of an earlier build is accepted if it was valid there; what is wrong is
 * always said by the form of today, since that is what the visitor then sees.
 * @param revision - of the page, as it says itself
 */
export async function judge(
  contract: FormContract,
  entries: readonly Entry[],
  revision: string | undefined,
  env: InboxEnv,
): Promise<Judgement> {
  if (revision !== undefined && hasRevision(contract, revision)) {
    return judgeBy({ controls: contract.controls, revision }, entries)
  }
  const today = judgeBy(contract, entries)
  if (revision === undefined) return today
  const controls = await findEarlier(contract, revision, env)
  if (controls === undefined) return today
  const then = judgeBy({ controls, revision }, entries)
  return isWhole(then.verdict) ? then : today
}

/** Whether a submission is valid and all of its files are kept: those of today's form may have to be smaller. */
function isWhole({ invalid, uploads }: Verdict): boolean {
  return invalid.length === 0 && uploads.every(({ upload }) => upload.id !== '')
}

function judgeBy({ controls, revision }: EarlierContract, entries: readonly Entry[]): Judgement {
  return { verdict: validate({ controls }, entries), controls, revision }
}

async function findEarlier(
  { name, earlier = [] }: FormContract,
  revision: string,
  { DB }: InboxEnv,
): Promise<readonly Control[] | undefined> {
  const built = earlier.find((contract) => hasRevision(contract, revision))
  if (built !== undefined || DB === undefined) return built?.controls
  try {
    const text = await findContractControls(DB, { form: name, revision })
    if (text === undefined) return undefined
    const controls: Control[] = JSON.parse(text)
    return controls
  } catch (error) {
    // Today's contract decides then; the visitor loses nothing.
    console.error('the earlier contract was not read', error)
    return undefined
  }
}
