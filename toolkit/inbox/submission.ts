/** What the inbox keeps of a submission. */
import type { ConsentRecord } from './views.ts'

export interface Submission {
  /** Made by `createId`. */
  readonly id: string
  readonly form: string
  /** Of the contract that it was held to. */
  readonly revision: string
  /** Path of the page that it came from. */
  readonly page: string
  readonly receivedAt: Date
  /** BCP 47 tag of that page. */
  readonly language: string
  /** Tells it from others, and not from itself when it is sent again. */
  readonly key: SubmissionKey
  /** What the form's controls sent, in tree order. */
  readonly fields: readonly (readonly [name: string, values: readonly string[]])[]
  /** What came beside it. */
  readonly extra: readonly (readonly [name: string, value: string])[]
  /** What the visitor agreed to. */
  readonly consent: readonly ConsentRecord[]
  readonly files: readonly SubmissionFile[]
  readonly suspicion: Suspicion
  /** When it is to be deleted. */
  readonly expiresAt: Date | undefined
  /** Names of whom to tell, and of what to answer, as the form has them. */
  readonly notify: string | undefined
  readonly autoresponse: string | undefined
  /** The challenge that its proof of work spends. */
  readonly challenge: Challenge | undefined
}

export interface SubmissionKey {
  /** Hexadecimal digits of a hash. */
  readonly own: string
  /** What the same submission would have had as its key a little earlier. */
  readonly earlier: readonly string[]
}

export interface SubmissionFile {
  readonly id: string
  readonly field: string
  /** As the visitor's machine has it: shown to the owner, and nothing else. */
  readonly name: string
  /** The media type that the browser claimed. */
  readonly type: string
  readonly size: number
  readonly store: 'r2' | 'd1'
}

/** Why a submission may be spam. It is put aside from a number of points on, and kept all the same. */
export interface Suspicion {
  readonly score: number
  readonly signs: readonly string[]
  /** Infinity puts nothing aside. */
  readonly threshold: number
  /** Keyed hash of where it came from; '' where that is not known. */
  readonly sender: string
}

export interface Challenge {
  readonly id: string
  readonly expiresAt: Date
}
