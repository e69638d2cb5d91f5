/** Tells a program of the owner's, as Standard Webhooks has it (standardwebhooks.com, version 1). */
import { hmac } from '../core/digest.ts'
import { checkPublicUrl } from './public-url.ts'
import { expectSuccess, post, readSecret } from './serve-send.ts'
import { DeliveryError, type Delivery, type Digest, type Notice, type Target } from './target.ts'

export interface WebhookOptions {
  /** An `https:` address of the public internet. */
  readonly url: string
  /** Name of the Worker's secret that messages are signed with: `whsec_` and 24 to 64 bytes in base64. */
  readonly secret: string
  readonly digest?: Digest
}

/** As the specification asks for it. */
const MIN_SECRET_BYTES = 24
const MAX_SECRET_BYTES = 64

/**
 * A target that posts JSON: `{ type: 'form.submitted', timestamp, data }`, or with a digest
 * `{ type: 'form.digest', timestamp, data: [ … ] }`. The receiver checks the signature with any library for Standard
 * Webhooks, and knows a repetition by its `webhook-id`.
 */
export function webhook({ url, secret, digest }: WebhookOptions): Target {
  return {
    kind: 'webhook',
    ...(digest === undefined ? {} : { digest }),
    async send(delivery, env) {
      const problem = checkPublicUrl(url)
      if (problem !== undefined) throw new DeliveryError(problem, { isFinal: true })
      const key = parseSecret(secret, readSecret(env, secret))
      const body = toBody(delivery, digest)
      expectSuccess(url, await post(url, body, await sign(key, delivery, body)))
    },
  }
}

function parseSecret(name: string, text: string): Uint8Array<ArrayBuffer> {
  const key = decode(text.replace(/^whsec_/, ''))
  if (key.length >= MIN_SECRET_BYTES && key.length <= MAX_SECRET_BYTES) return key
  throw new DeliveryError(
    `expected "whsec_" and ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes in base64 in the secret "${name}": npx wrangler secret put ${name}`,
  )
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(base64)
  } catch {
    return new Uint8Array()
  }
}

async function sign(
  secret: Uint8Array<ArrayBuffer>,
  { id, sentAt }: Delivery,
  body: string,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000))
  const signature = await hmac(secret, `${id}.${timestamp}.${body}`)
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature.toBase64()}`,
  }
}

function toBody({ notices }: Delivery, digest: Digest | undefined): string {
  const newest = Math.max(...notices.map(({ receivedAt }) => receivedAt.getTime()))
  return JSON.stringify({
    type: digest === undefined ? 'form.submitted' : 'form.digest',
    timestamp: new Date(newest).toISOString(),
    data: digest === undefined ? toData(notices[0]) : notices.map(toData),
  })
}

function toData(notice: Notice): unknown {
  const { id, form, page, url, receivedAt, language, fields, files } = notice
  return { id, form, page, url, receivedAt, language, fields: toObject(fields), files }
}

/** A field that was sent once is a text, one that was sent several times a list of them. */
function toObject(fields: Notice['fields']): Record<string, string | readonly string[]> {
  const all = new Map<string, readonly string[]>()
  for (const [name, values] of fields) all.set(name, [...(all.get(name) ?? []), ...values])
  const entries = [...all].map(([name, values]): [string, string | readonly string[]] => {
    const [first] = values
    return [name, values.length === 1 && first !== undefined ? first : values]
  })
  return Object.fromEntries(entries)
}
