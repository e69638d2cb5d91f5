/** Tells a submission that is sent again, by a double click or after an answer that was lost, from another one. */
import { hmac, sha256 } from '../core/digest.ts'
import type { SubmissionKey } from '../inbox/submission.ts'
import type { Entry } from './format.ts'
import { toAddressPrefix } from './sender.ts'

/** Without a script, the same entries of the same sender are one submission for this long, and up to twice as long. */
const BUCKET_MS = 120_000

/** What a script or a program may name its submission by. */
const FILL = /^[\x21-\x7e]{16,255}$/

export interface KeyFacts {
  readonly form: string
  readonly entries: readonly Entry[]
  /** SHA-256 of each file, as hexadecimal digits, by the id of its upload. */
  readonly digests: ReadonlyMap<string, string>
  readonly headers: Pick<Headers, 'get'>
  /** From the page's script. */
  readonly fill: string | undefined
  /** Of today and, where there was one, of yesterday; none while the database does not answer. */
  readonly keys: readonly Uint8Array<ArrayBuffer>[]
  readonly now: Date
}

/**
 * The key of a submission. Whatever makes it, it stands for the entries too: what was mended and sent again is another
 * submission. Where a script says which fill of the form it is (or a program, by `Idempotency-Key`), the key holds for
 * good; else it is a keyed hash of the entries, the sender and two minutes, and for JSON there is none.
 */
export async function toSubmissionKey(facts: KeyFacts): Promise<SubmissionKey> {
  const { form, headers, keys, now } = facts
  const content = [form, toContent(facts)]
  const fill = facts.fill ?? headers.get('idempotency-key') ?? ''
  if (FILL.test(fill))
    return { own: (await sha256(JSON.stringify([fill, content]))).toHex(), earlier: [] }
  const [today, yesterday] = keys
  if (today === undefined || isProgram(headers)) return { own: randomKey(), earlier: [] }
  const sender = ['user-agent', 'accept-language'].map((name) => headers.get(name))
  const prefix = toAddressPrefix(headers.get('cf-connecting-ip') ?? '')
  const bucket = Math.floor(now.getTime() / BUCKET_MS)
  const sign = async (key: Uint8Array<ArrayBuffer>, at: number) =>
    (await hmac(key, JSON.stringify([at, prefix, sender, content]))).toHex()
  return {
    own: await sign(today, bucket),
    earlier: await Promise.all([today, yesterday ?? today].map((key) => sign(key, bucket - 1))),
  }
}

/** No form sends JSON. A program that sends the same twice means two, unless it says otherwise. */
function isProgram(headers: KeyFacts['headers']): boolean {
  return headers.get('content-type')?.includes('json') === true
}

/** The entries with the bytes of files in place of the random ids that they got. */
function toContent({ entries, digests }: KeyFacts): unknown {
  return entries.map(([name, value, upload]) =>
    upload === undefined ? [name, value] : [name, value, upload.type, digests.get(upload.id) ?? ''],
  )
}

function randomKey(): string {
  return crypto.getRandomValues(new Uint8Array(32)).toHex()
}
