/** Tells a channel in Discord. */
import { fit, toNoticeText } from './notice-text.ts'
import { expectSuccess, post, readSecretUrl } from './serve-send.ts'
import type { Delivery, Digest, Target } from './target.ts'

export interface DiscordOptions {
  /** Name of the Worker's secret that holds the address of the webhook. */
  readonly url: string
  readonly digest?: Digest
}

/** Discord refuses longer ones. */
const MAX_LENGTH = 2000

/** No preview of a page that a visitor links to (Discord, "Message Flags"). */
const SUPPRESS_EMBEDS = 4

/** A target that posts a message with a link to the inbox. It mentions nobody, whatever a visitor writes. */
export function discord({ url, digest }: DiscordOptions): Target {
  return {
    kind: 'Discord',
    ...(digest === undefined ? {} : { digest }),
    async send(delivery, env) {
      const address = readSecretUrl(env, url)
      const message = {
        content: toContent(delivery),
        allowed_mentions: { parse: [] },
        flags: SUPPRESS_EMBEDS,
      }
      expectSuccess(address, await post(address, JSON.stringify(message)))
    },
  }
}

function toContent(delivery: Delivery): string {
  const { title, body, link } = toNoticeText(delivery)
  const rest = MAX_LENGTH - title.length - link.length - 2
  return [title, fit(body, rest, escape), link].join('\n')
}

/** Whatever may be Markdown: a backslash before it makes it itself. Names of forms have nothing of the kind. */
function escape(character: string): string {
  return /[\\*_~`|<>#[\]()@:-]/.test(character) ? `\\${character}` : character
}
