/** What the pages of the inbox say in words: signs of spam, numbers, sizes, times, and what was done. */
import type { SignName } from '../forms/spam.ts'
import type { Folder } from './views.ts'

export const FOLDER_NAMES: Readonly<Record<Folder, string>> = {
  inbox: 'Inbox',
  unread: 'Unread',
  spam: 'Spam',
  archive: 'Archive',
}

const SIGN_WORDS: Readonly<Record<SignName, string>> = {
  trapFilled: 'A field that only programs see was filled in.',
  trapMissing: 'A field that every browser sends did not come.',
  time: 'It was sent faster than a person can fill in the form, or after an impossible time.',
  noScript: 'No script of the page ran.',
  tampering: 'A part of it is none that the page sends.',
  tamperings: 'Several parts of it are none that the page sends.',
  unproven: 'The proof that the form asks for is missing or wrong.',
  unknownOrigin: 'It does not say which page it was sent from.',
  disposable: 'The e-mail address is of a service for throw-away addresses.',
  link: 'There is a link in it.',
  links: 'There are two links in it.',
  manyLinks: 'There are three links or more in it.',
  bareLinks: 'There is hardly anything in it but links.',
  misplacedLink: 'A field for a name or a telephone number holds a link.',
  shortLink: 'A link hides where it leads.',
  hiddenLink: 'A link is written so that programs do not see it.',
  linkMarkup: 'A link is written as markup.',
  chat: 'There is a link to a chat in it.',
  wallet: 'There is the address of a wallet in it.',
  unsubscribe: 'It offers to unsubscribe from what nobody has subscribed to.',
  equalTexts: 'Two fields hold the same text.',
  repetition: 'It says the same words again and again.',
  foreign: 'Most of it is in letters that the language of the page does not use.',
  mixedLetters: 'Words mix the letters of alphabets that look alike.',
  gibberish: 'A field holds nothing but random letters.',
  gibberishes: 'Several fields hold nothing but random letters.',
  learntSpam: 'Its words are like those of what you marked as spam.',
  learntSpams: 'Its words are very much like those of what you marked as spam.',
  learntHam: 'Its words are like those of what you marked as no spam, which speaks for it.',
}

/** A sign of spam as a sentence. The site's own scorer has signs of its own: they are shown as they are called. */
export function signWords(sign: string): string {
  return isSign(sign) ? SIGN_WORDS[sign] : sign
}

function isSign(sign: string): sign is SignName {
  return Object.hasOwn(SIGN_WORDS, sign)
}

/** `1 submission`, `2 submissions`. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** A moment as it is read in every time zone: `2026-10-12 14:05 UTC`. A script shows it in the owner's own. */
export function timeWords(at: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at)
    ? `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`
    : 'at a time unknown'
}

/** The same for a list, as short as can be: of today the time, else the day. */
export function shortTimeWords(at: string, now: Date): string {
  const isToday = at.slice(0, 10) === now.toISOString().slice(0, 10)
  return timeWords(at).replace(isToday ? /^\S+ / : / .*$/, '')
}

const UNITS = ['kB', 'MB', 'GB'] as const

/** A size in bytes: `512 bytes`, `1.4 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return countWords(bytes, 'byte')
  let size = bytes / 1000
  let at = 0
  for (; size >= 999.5 && at < UNITS.length - 1; at += 1) size /= 1000
  return `${size < 9.95 ? size.toFixed(1) : size.toFixed(0)} ${UNITS[at] ?? ''}`
}

/** What was done to how many, by the action of the form that did it. */
const DONE: Readonly<Record<string, (count: number) => string>> = {
  read: (count) => `${submissions(count)} marked as read.`,
  unread: (count) => `${submissions(count)} marked as unread.`,
  archive: (count) => `${submissions(count)} archived.`,
  inbox: (count) => `${submissions(count)} moved to the inbox.`,
  spam: (count) => `${submissions(count)} moved to spam.`,
  ham: (count) => `${submissions(count)} moved out of spam.`,
  delete: (count) => `${submissions(count)} deleted.`,
  resend: (count) => `Messages about ${submissions(count)} will be sent again.`,
  replay: (count) => `${countWords(count, 'message')} will be sent again.`,
  erase: (count) => `${submissions(count)} erased for good.`,
}

/** The parameter of an address that says what was done just now. */
export const DONE_PARAMETER = 'did'

/** The value of that parameter. */
export function formatDone(action: string, count: number): string {
  return `${action}.${count}`
}

/** What was done, as a sentence; `undefined` where the parameter says nothing that is known. */
export function doneWords(did: string | null): string | undefined {
  const [, action = '', count = ''] = /^([a-z]+)\.(\d{1,6})$/.exec(did ?? '') ?? []
  if (!Object.hasOwn(DONE, action)) return undefined
  if (Number(count) === 0) return 'Nothing was changed.'
  return DONE[action]?.(Number(count))
}

function submissions(count: number): string {
  return countWords(count, 'submission')
}
