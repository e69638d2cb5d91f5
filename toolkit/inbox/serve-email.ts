/** Tells somebody by e-mail, through the Worker's `send_email` binding. */
import { isEmail, toAsciiHost } from '../forms/addresses.ts'
import { fit, toNoticeText } from './notice-text.ts'
import { cut } from './summary.ts'
import { DeliveryError, type Bindings, type Delivery, type Digest, type Target } from './target.ts'

export interface EmailOptions {
  /** An address of a domain of yours that may send: `Website <site@example.org>` or `site@example.org`. */
  readonly from: string
  readonly to: string | readonly string[]
  /** In place of what the message is about; the visitor's words are never part of it. */
  readonly subject?: string
  readonly digest?: Digest
  /** Name of the binding: `MAIL` without it. */
  readonly binding?: string
}

/** What one mail is made of. */
export interface Mail {
  readonly from: string
  readonly to: string | readonly string[]
  readonly subject: string
  readonly text: string
  readonly replyTo?: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

const MAX_SUBJECT = 200

// A message may have 5 MiB in all (Email Service, "Limits"), and a character up to three bytes, or more once encoded.
const MAX_TEXT = 1_000_000

/** Another try would end the same (Email Service, "Error codes"). */
const FINAL_CODES = new Set([
  'E_CONTENT_TOO_LARGE',
  'E_RECIPIENT_NOT_ALLOWED',
  'E_RECIPIENT_SUPPRESSED',
  'E_VALIDATION_ERROR',
])

/** A target that sends plain text. An answer to it goes to the visitor, where they gave a valid address. */
export function email(options: EmailOptions): Target {
  const { from, to, subject, digest, binding = 'MAIL' } = options
  return {
    kind: 'e-mail',
    ...(digest === undefined ? {} : { digest }),
    async send(delivery, env) {
      const { title, body, link } = toNoticeText(delivery)
      await sendMail(env, binding, {
        from,
        to,
        subject: subject ?? title,
        text: `${fit(body, MAX_TEXT)}\n\n${link}\n`,
        replyTo: findReplyTo(delivery),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Leanto-Delivery': delivery.id },
      })
    },
  }
}

/**
 * Hands a mail to the binding.
 * @throws {DeliveryError} where there is no such binding, or it does not take the mail
 */
export async function sendMail(env: Bindings, binding: string, mail: Mail): Promise<void> {
  const mailer = env[binding]
  if (!isMailer(mailer)) {
    throw new DeliveryError(
      `expected a binding "${binding}" in wrangler.toml: [[send_email]] with name = "${binding}"`,
    )
  }
  const { from, to, subject, text, replyTo, headers } = mail
  try {
    await mailer.send({
      from: toSender(from),
      to: typeof to === 'string' ? to : [...to],
      subject: toSubject(subject),
      text,
      headers: { ...headers },
      ...(replyTo === undefined ? {} : { replyTo }),
    })
  } catch (cause) {
    throw toDeliveryError(cause)
  }
}

/** One address as it may stand in a header, its host in ASCII; `undefined` for anything else. */
export function toPlainAddress(text: string | undefined): string | undefined {
  if (text === undefined || !isEmail(text)) return undefined
  const address = /^[!-~]+$/.test(text) ? text : toAsciiHost(text)
  return isEmail(address) && /^[!-~]{1,64}@[!-~]{1,253}$/.test(address) ? address : undefined
}

function isMailer(value: unknown): value is SendEmail {
  return (
    typeof value === 'object' &&
    value !== null &&
    'send' in value &&
    typeof value.send === 'function'
  )
}

interface Sender {
  readonly name: string
  readonly email: string
}

/** The binding takes a name apart from its address. */
function toSender(from: string): string | Sender {
  const [, name = '', address] = /^(.*)<([^<>]+)>$/.exec(from.trim()) ?? []
  if (address === undefined) return from
  return name.trim() === '' ? address : { name: name.trim().replaceAll('"', ''), email: address }
}

function toSubject(text: string): string {
  return cut(text.replaceAll(/\p{Cc}+|\s+/gu, ' ').trim(), MAX_SUBJECT)
}

function findReplyTo({ notices }: Delivery): string | undefined {
  const [first, ...others] = notices
  return others.length === 0 ? toPlainAddress(first.replyTo) : undefined
}

function toDeliveryError(cause: unknown): DeliveryError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DeliveryError(`the mail was not taken: ${code} ${reason}`.replaceAll(/\s+/g, ' '), {
    cause,
    isFinal: FINAL_CODES.has(code),
  })
}
