/** Judges a labelled message as the Worker would, by all that is known of it or by its words alone. */
import { readDisposable } from '../../toolkit/forms/build-disposable.ts'
import {
  blockOf,
  domainHashes,
  encodeDisposable,
  hasDisposable,
} from '../../toolkit/forms/disposable.ts'
import { findSigns, toScore, type Evidence, type SpamText } from '../../toolkit/forms/spam.ts'
import type { Message } from './message.ts'

/** What a message is judged by: `proof` is all of it, at a form that asks for a proof of work. */
export type View = 'all' | 'proof' | 'words'

const blocks = encodeDisposable(await readDisposable())
const NO_BLOCK = new Uint8Array()

/** What says nothing of the sender. */
const INNOCENT = {
  trap: '',
  elapsed: 45_000,
  tampering: 0,
  unproven: false,
  isOriginUnknown: false,
  disposable: false,
  learnt: undefined,
}

/**
 * The points of a message.
 * @param learnt - how likely it is spam by what was learnt, if anything was
 */
export function judge(message: Message, view: View, learnt?: number): number {
  const { language } = message
  const evidence: Evidence = { ...INNOCENT, texts: toTexts(message), language, learnt }
  if (view === 'words') return toScore(findSigns(evidence))
  const { trap = '', elapsed = 45_000, tampering = 0, isOriginUnknown = false, email } = message
  return toScore(
    findSigns({
      ...evidence,
      trap: trap ?? undefined,
      elapsed: elapsed ?? undefined,
      tampering,
      isOriginUnknown,
      disposable: isDisposable(email),
      // Whatever runs the page's script solves its task.
      unproven: view === 'proof' && elapsed === null,
    }),
  )
}

/** What the message's fields hold. */
export function toTexts(message: Message): SpamText[] {
  const { name, email, subject = '', phone = '', website = '' } = message
  return [
    { type: 'text', name: 'name', value: name, isMultiline: false },
    { type: 'email', name: 'email', value: email, isMultiline: false },
    { type: 'text', name: 'subject', value: subject, isMultiline: false },
    { type: 'tel', name: 'phone', value: phone, isMultiline: false },
    { type: 'url', name: 'website', value: website, isMultiline: false },
    { type: 'textarea', name: 'message', value: message.message, isMultiline: true },
  ]
}

function isDisposable(email: string): boolean {
  return domainHashes(email).some((hash) => hasDisposable(blocks[blockOf(hash)] ?? NO_BLOCK, hash))
}
