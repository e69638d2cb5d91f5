/** The owner's key: what it looks like, how it is compared, and what is signed with it. */

import { sha256 } from '../core/digest.ts'

const PREFIX = 'leanto_'
const KEY_BYTES = 32

/** The base64url text of 32 bytes, as a made key has it behind its prefix. */
const MADE = /^[\w-]{43}$/

// A random text of so many characters, of which so many differ, holds 128 bits even if it is hexadecimal.
const MIN_LENGTH = 32
const MIN_DIFFERENT = 8

/** Longer ones would not fit into the body of a sign-in. */
const MAX_LENGTH = 256

const encoder = new TextEncoder()

/**
 * Makes a key of 256 bits: `leanto_` and 43 characters of base64url.
 * @param random - 32 random bytes
 */
export function createKey(
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(KEY_BYTES)),
): string {
  return PREFIX + toBase64Url(random)
}

/** Whether a text can be a key: one that nobody guesses, and that a header can carry. */
export function isKey(text: string): boolean {
  return findKeyFault(text) === undefined
}

/** What is wrong with a key, to be read behind its name: `has fewer than 32 characters`. It tells nothing of the key. */
export function findKeyFault(text: string): string | undefined {
  if (text === '') return 'is empty'
  if (!/^[\x21-\x7e]+$/.test(text)) return 'has other characters than visible ones of ASCII'
  if (text.length < MIN_LENGTH) return `has fewer than ${MIN_LENGTH} characters`
  if (text.length > MAX_LENGTH) return `has more than ${MAX_LENGTH} characters`
  if (new Set(text).size < MIN_DIFFERENT) return 'repeats a few characters'
  if (text.startsWith(PREFIX) && !MADE.test(text.slice(PREFIX.length)))
    return `was not copied whole: 43 characters follow "${PREFIX}"`
  return undefined
}

/** Compares two texts by their SHA-256, in a time that tells nothing of where they differ. */
export async function isSameText(left: string, right: string): Promise<boolean> {
  const [first, second] = await Promise.all([sha256(left), sha256(right)])
  let difference = 0
  for (const [index, byte] of first.entries()) difference |= byte ^ (second[index] ?? 0)
  return difference === 0
}

/**
 * Signs a text: base64url of its HMAC-SHA-256, by a key that HKDF (RFC 5869) derives from the owner's.
 * @param purpose - keeps what is signed for one thing from being taken for another
 */
export async function signText(key: string, purpose: string, text: string): Promise<string> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(key), 'HKDF', false, [
    'deriveKey',
  ])
  const derived = await crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(0),
      info: encoder.encode(`leanto ${purpose}`),
    },
    material,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
  return toBase64Url(
    new Uint8Array(await crypto.subtle.sign('HMAC', derived, encoder.encode(text))),
  )
}

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
