/** Makes the bytes of bodies from text, and what the encodings have in common. */
import type { HostileBody } from './bodies.ts'

export const URLENCODED = 'application/x-www-form-urlencoded'
export const JSON_TYPE = 'application/json'
/** With the boundary that all bodies have. */
export const MULTIPART = 'multipart/form-data; boundary=x'

/** A body of UTF-8, made when it is asked for. */
export function text(
  name: string,
  contentType: string | undefined,
  make: string | (() => string),
): HostileBody {
  return { name, contentType, body: () => encode(typeof make === 'string' ? make : make()) }
}

/** A body in which each character is the byte of that number. */
export function binary(name: string, contentType: string, bytes: string): HostileBody {
  return {
    name,
    contentType,
    body: () => Uint8Array.from(bytes, (character) => character.charCodeAt(0)),
  }
}

/** Puts bytes around each character, as wider encodings do. */
export function widen(ascii: string, before: string, behind: string): string {
  return ascii.replaceAll(/[^]/g, (character) => before + character + behind)
}

/** One part of a multipart body, with a boundary in front and without one behind. */
export function part(head: string, content: string): string {
  return `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`
}

/** A name as HTML writes it into the head of a part. */
export function escapeName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function encode(content: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(content))
}
