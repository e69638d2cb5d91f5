/** Gathers what speaks for spam. It decides where a submission is put, never whether it is kept. */
import { readScorer } from '../inbox/serve-scorer.ts'
import type { Challenge, Suspicion } from '../inbox/submission.ts'
import { createReader } from '../page/serve.ts'
import type { Context } from '../site/context.ts'
import { blockOf, domainHashes, hasDisposable } from './disposable.ts'
import type { Entry, FormContract } from './format.ts'
import type { OwnFields } from './own-fields.ts'
import { hashSender, toAddressPrefix } from './sender.ts'
import type { Judgement } from './serve-judge.ts'
import { checkProof } from './serve-proof.ts'
import { checkTurnstile } from './serve-turnstile.ts'
import type { FormsEnv } from './serve.ts'
import { judge, toBuckets } from './spam-learnt.ts'
import { findSigns, QUARANTINE, toScore, type SpamText } from './spam.ts'
import type { Verdict } from './validate.ts'

export interface Facts {
  readonly request: Pick<Request, 'headers'>
  readonly env: FormsEnv & { readonly DB: D1Database }
  readonly context: Context
  readonly contract: FormContract
  readonly language: string
  readonly own: OwnFields
  readonly judgement: Judgement
  /** Of today and yesterday; none while the database does not answer. */
  readonly keys: readonly Uint8Array<ArrayBuffer>[]
  readonly now: Date
}

/** How suspicious a submission is, and the challenge that its proof of work spends. */
export async function suspect(
  facts: Facts,
): Promise<{ readonly suspicion: Suspicion; readonly challenge: Challenge | undefined }> {
  const { request, contract, language, own, judgement } = facts
  const { verdict } = judgement
  const [sender, challenge, isTurnstileGood, disposable, scorer] = await Promise.all([
    toSender(facts),
    contract.options.proof === true ? readProof(facts) : undefined,
    contract.options.turnstile === true ? checkTurnstile(facts.env, own.turnstile) : undefined,
    hasDisposableAddress(facts),
    readScorer(facts.env.DB, facts.now),
  ])
  const isProofMissing = contract.options.proof === true && challenge === undefined
  const signs = findSigns({
    texts: [...toTexts(judgement), ...verdict.extra.map(toExtraText)],
    language,
    trap: own.trap,
    elapsed: own.elapsed,
    tampering: countTampering(request, verdict),
    unproven: isProofMissing || isTurnstileGood === false,
    isOriginUnknown: !['sec-fetch-site', 'origin'].some((name) => request.headers.has(name)),
    disposable,
    learnt: scorer && judge(scorer, toBuckets(verdict.fields.flatMap(([, values]) => values))),
  })
  const { quarantine = QUARANTINE } = contract.options
  return {
    suspicion: {
      score: toScore(signs),
      signs: signs.map(({ sign }) => sign),
      threshold: quarantine === 'never' ? Infinity : quarantine,
      sender,
    },
    challenge,
  }
}

/** A program that sends JSON leaves out what it does not know; a browser does not. */
function countTampering({ headers }: Pick<Request, 'headers'>, { tampering }: Verdict): number {
  const isJson = headers.get('content-type')?.includes('json') === true
  return tampering.filter(({ kind }) => !isJson || kind !== 'missing-field').length
}

/** No address is stored: only a hash of it, with a key that is deleted after two days. */
async function toSender({ request, keys: [key] }: Facts): Promise<string> {
  const address = request.headers.get('cf-connecting-ip')
  return key === undefined || address === null ? '' : hashSender(key, toAddressPrefix(address))
}

function readProof({ contract, own, keys }: Facts): Promise<Challenge | undefined> {
  // A button may send another form's fields here, with that form's proof.
  const forms = [contract.name, ...(contract.senders ?? [])]
  return checkProof(keys, forms, own.proof)
}

const TEXT_TYPES = new Set(['text', 'search', 'tel', 'url', 'email', 'textarea', 'custom'])

function toTexts({ controls, verdict: { bound } }: Judgement): SpamText[] {
  return controls.flatMap(({ type, name }, at) =>
    TEXT_TYPES.has(type)
      ? (bound[at] ?? []).map((value) => ({ type, name, value, isMultiline: type === 'textarea' }))
      : [],
  )
}

function toExtraText([name, value]: Entry): SpamText {
  return { type: 'custom', name, value, isMultiline: false }
}

/** Whether an address is of a domain that gives out addresses to be thrown away. One file of the list is read. */
async function hasDisposableAddress(facts: Facts): Promise<boolean> {
  const { env, context, judgement } = facts
  const blocks = context.site.disposable ?? []
  const [address] = judgement.controls.flatMap(({ type }, at) =>
    type === 'email' ? (judgement.verdict.bound[at] ?? []) : [],
  )
  if (blocks.length === 0 || address === undefined || address === '') return false
  const isListed = async (hash: number): Promise<boolean> => {
    const path = blocks[blockOf(hash)]
    return path !== undefined && hasDisposable(await readBlock(env, path), hash)
  }
  try {
    return (await Promise.all(domainHashes(address).map(isListed))).includes(true)
  } catch (error) {
    console.error('the list of disposable domains was not read', error)
    return false
  }
}

// Half a megabyte in all.
const blocksRead = new Map<string, Uint8Array>()

async function readBlock(env: FormsEnv, path: string): Promise<Uint8Array> {
  const block = blocksRead.get(path) ?? (await createReader(env)(path))
  blocksRead.set(path, block)
  return block
}
