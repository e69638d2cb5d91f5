/** Tells a chat in Telegram. */
import { fit, toNoticeText } from './notice-text.ts'
import { expectSuccess, post, readSecret } from './serve-send.ts'
import { DeliveryError, type Delivery, type Digest, type Target } from './target.ts'

export interface TelegramOptions {
  /** Name of the Worker's secret that holds the token of the bot. */
  readonly token: string
  /** Id of the chat, or `@name` of a channel. */
  readonly chat: string
  readonly digest?: Digest
}

/** Telegram refuses longer ones (Bot API, `sendMessage`). */
const MAX_LENGTH = 4096

const TOKEN = /^\d+:[\w-]+$/

/** A target that posts a message with a link to the inbox: plain text, in which nothing is markup. */
export function telegram({ token, chat, digest }: TelegramOptions): Target {
  return {
    kind: 'Telegram',
    ...(digest === undefined ? {} : { digest }),
    async send(delivery, env) {
      const secret = readSecret(env, token)
      if (!TOKEN.test(secret)) {
        throw new DeliveryError(
          `expected the token of a bot, "123:abc", in the secret "${token}": npx wrangler secret put ${token}`,
        )
      }
      const url = `https://api.telegram.org/bot${secret}/sendMessage`
      const message = {
        chat_id: chat,
        text: toText(delivery),
        link_preview_options: { is_disabled: true },
      }
      const answer = await post(url, JSON.stringify(message))
      expectSuccess(url, answer, { retryAfter: parseRetryAfter(answer.text) })
    },
  }
}

function toText(delivery: Delivery): string {
  const { title, body, link } = toNoticeText(delivery)
  const rest = MAX_LENGTH - title.length - link.length - 2
  return [title, fit(body, rest), link].join('\n')
}

/** `{ "parameters": { "retry_after": 5 } }` (Bot API, `ResponseParameters`). */
function parseRetryAfter(json: string): number | undefined {
  const seconds = /"retry_after"\s*:\s*(\d+)/.exec(json)?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}
