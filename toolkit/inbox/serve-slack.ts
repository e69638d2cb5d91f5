/** Tells a channel in Slack, or in whatever takes Slack's incoming webhooks. */
import { fit, toNoticeText } from './notice-text.ts'
import { expectSuccess, post, readSecretUrl } from './serve-send.ts'
import type { Delivery, Digest, Target } from './target.ts'

export interface SlackOptions {
  /** Name of the Worker's secret that holds the address of the incoming webhook. */
  readonly url: string
  readonly digest?: Digest
}

/** From more on, Slack breaks a message in two. */
const MAX_LENGTH = 4000

/** Slack's three control characters. Without `<`, nothing of a visitor's is a mention. */
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A target that posts a message with a link to the inbox. */
export function slack({ url, digest }: SlackOptions): Target {
  return {
    kind: 'Slack',
    ...(digest === undefined ? {} : { digest }),
    async send(delivery, env) {
      const address = readSecretUrl(env, url)
      // No preview of a page that a visitor links to.
      const message = { text: toText(delivery), unfurl_links: false, unfurl_media: false }
      expectSuccess(address, await post(address, JSON.stringify(message)))
    },
  }
}

function toText(delivery: Delivery): string {
  const { title, body, link } = toNoticeText(delivery)
  const head = escape(title)
  const foot = URL.canParse(link) ? `<${escape(link)}>` : escape(link)
  const rest = MAX_LENGTH - head.length - foot.length - 2
  return [head, fit(body, rest, (character) => ESCAPES[character] ?? character), foot].join('\n')
}

function escape(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => ESCAPES[character] ?? character)
}
