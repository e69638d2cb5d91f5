/** Hashes for security: SHA-256 (FIPS 180-4), and HMAC with it (RFC 2104). */

type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()

/** The 32 bytes of the SHA-256 of a text in UTF-8. */
export async function sha256(text: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
}

/** A key for `hmac`. */
export type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** Makes a key of secret bytes: once, where many texts are signed. */
export function importHmacKey(secret: Bytes): Promise<HmacKey> {
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** The 32 bytes of the HMAC-SHA-256 of a text in UTF-8, by a key or the bytes of one. */
export async function hmac(secret: Bytes | HmacKey, text: string): Promise<Bytes> {
  const key = 'buffer' in secret ? await importHmacKey(secret) : secret
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
}
