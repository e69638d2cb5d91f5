/** Answers a visitor by e-mail, in the owner's words alone, and no address more than once a day. */
import { hmac } from '../core/digest.ts'
import type { Outcome } from './serve-claim.ts'
import { sendMail, toPlainAddress } from './serve-email.ts'
import { readKeys } from './serve-keys.ts'
import type { World } from './serve-world.ts'
import { DeliveryError, type Notice } from './target.ts'

/** What an automatic answer is, for the mail programs that would answer it (RFC 3834, section 5). */
const HEADERS = { 'Auto-Submitted': 'auto-replied', Precedence: 'bulk' }

/**
 * Sends a message to the visitor, where there is an address and it has had none today.
 * @param id - of the delivery: the same one may try again
 * @param name - of the message, as `data-autoresponse` has it
 * @throws {DeliveryError} where there is no such message, or it is not taken
 */
export async function respond(
  id: string,
  name: string,
  { replyTo }: Notice,
  world: Omit<World, 'site'>,
): Promise<Outcome> {
  const { autoresponses = {} } = world.settings
  const message = Object.hasOwn(autoresponses, name) ? autoresponses[name] : undefined
  if (message === undefined) {
    throw new DeliveryError(
      `no message is called "${name}": declare it in the Worker, as autoresponses: { '${name}': { from, subject, text } }`,
      { isFinal: true },
    )
  }
  const to = toPlainAddress(replyTo)
  if (to === undefined) return { event: 'not sent', reason: 'there is no address to answer to' }
  const mark = await markFirst(id, to, world)
  if (mark === undefined) {
    return { event: 'not sent', reason: 'the address has had an answer today' }
  }
  const { from, subject, text } = message
  const headers = { ...HEADERS, 'X-Leanto-Delivery': id }
  try {
    await sendMail({ ...world.env }, 'MAIL', { from, to, subject, text, headers })
  } catch (error) {
    // Nobody has had an answer: the next submission may be answered.
    await unmark(mark, id, world)
    throw error
  }
  return { event: 'delivered' }
}

/**
 * Notes that an address is answered today; gives the name of the mark, or `undefined` where it was there.
 * What is kept of an address is a hash with a key of the day, which is deleted with it.
 */
async function markFirst(
  id: string,
  address: string,
  { env, now }: Pick<World, 'env' | 'now'>,
): Promise<string | undefined> {
  const at = now()
  const [secret] = await readKeys(env.DB, at)
  if (secret === undefined) throw new Error('the database gave no key of the day')
  const name = `autoresponse:${(await hmac(secret, address.toLowerCase())).toHex()}`
  const { results } = await env.DB.prepare(
    `INSERT INTO leanto_tasks (name, ran_at, cursor) VALUES (?1, ?2, ?3)
     ON CONFLICT (name) DO UPDATE SET ran_at = ?2 WHERE cursor = ?3 RETURNING name`,
  )
    .bind(name, at.toISOString(), id)
    .all()
  return results.length > 0 ? name : undefined
}

async function unmark(name: string, id: string, { env }: Pick<World, 'env'>): Promise<void> {
  await env.DB.prepare('DELETE FROM leanto_tasks WHERE name = ? AND cursor = ?')
    .bind(name, id)
    .run()
}
