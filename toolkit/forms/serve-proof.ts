/** Proof of work without a third party: a script computes for a moment, which a flood of messages cannot afford. */
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1'

import { readKeys } from '../inbox/serve-keys.ts'
import type { Challenge } from '../inbox/submission.ts'

/** How many hashes a script may have to compute: a second or two on a telephone. */
const MAX_NUMBER = 50_000

/** A form may stay open for so long before the proof is sent. */
const VALID_MS = 3_600_000

/** Makes the challenge that the page's script solves, as JSON. */
export async function answerChallenge(db: D1Database, form: string, now: Date): Promise<Response> {
  const [key] = await readKeys(db, now)
  const challenge = await createChallenge({
    hmacKey: key?.toHex() ?? '',
    maxnumber: MAX_NUMBER,
    expires: new Date(now.getTime() + VALID_MS),
    params: { form },
  })
  return Response.json(challenge, { headers: { 'cache-control': 'no-store' } })
}

/**
 * The challenge that a proof solves, or `undefined` for no proof, or a wrong, expired or foreign one. Whether it was
 * spent before, only the transaction that spends it can tell.
 */
export async function checkProof(
  keys: readonly Uint8Array<ArrayBuffer>[],
  forms: readonly string[],
  payload: string | undefined,
): Promise<Challenge | undefined> {
  if (payload === undefined || payload.length > 2000) return undefined
  const solved = parsePayload(payload)
  if (solved === undefined || !forms.includes(solved.params['form'] ?? '')) return undefined
  for (const key of keys) {
    if (!(await verifySolution(payload, key.toHex(), true).catch(() => false))) continue
    return { id: solved.challenge, expiresAt: new Date(Number(solved.params['expires']) * 1000) }
  }
  return undefined
}

interface Solved {
  readonly challenge: string
  readonly params: Readonly<Record<string, string>>
}

function parsePayload(payload: string): Solved | undefined {
  try {
    const { challenge }: { challenge: unknown } = JSON.parse(atob(payload))
    const params = extractParams(payload)
    const isDated = Number.isFinite(Number(params['expires']))
    return typeof challenge === 'string' && isDated ? { challenge, params } : undefined
  } catch {
    return undefined
  }
}
