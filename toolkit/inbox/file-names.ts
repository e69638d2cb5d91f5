/** Names of files that strangers chose, made safe for a header, an archive and a disk. */

/** Most disks take 255 bytes; what is put before and after a name needs some of them. */
const MAX_BYTES = 180

/** A longer end of a name is none that says what the file is. */
const MAX_EXTENSION = 16

// Reserved on Windows with any extension (Microsoft, "Naming Files, Paths, and Namespaces").
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

const encoder = new TextEncoder()

/**
 * The last part of a name, without what leads elsewhere, turns the direction of a line, or is no name on some system.
 * The end that tells the type stays. It is `file` where nothing is left.
 */
export function toSafeName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    // Controls, and characters that are not seen: they could make `exe.png` of `gnp.exe`.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}\ufffd]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
  const safe = shorten(plain) || 'file'
  return DEVICE.test(safe) ? `_${safe}` : safe
}

/** The value of `Content-Disposition` that saves an answer under a name (RFC 6266, section 4; RFC 8187, section 3.2). */
export function toDisposition(name: string): string {
  const safe = toSafeName(name)
  // Some programs decode percent signs here, and some know this parameter alone.
  const ascii = safe.replaceAll(/[^ -~]|[%"\\;]/g, '_')
  const encoded = encodeURIComponent(safe).replaceAll(
    /['()*]/g,
    (sign) => `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

function shorten(name: string): string {
  if (encoder.encode(name).length <= MAX_BYTES) return name
  const dot = name.lastIndexOf('.')
  const isExtension = dot > 0 && name.length - dot <= MAX_EXTENSION
  const end = isExtension ? name.slice(dot) : ''
  const room = MAX_BYTES - encoder.encode(end).length
  const start = isExtension ? name.slice(0, dot) : name
  // What does not fit as a whole character is left out.
  const { read } = encoder.encodeInto(start, new Uint8Array(room))
  return start.slice(0, read).trimEnd() + end
}
