/** Whether bytes look like text, in whatever encoding programs save it. */

/**
 * Whether the first bytes of a file look like text (MIME Sniffing, "rules for distinguishing if a resource is text or
 * binary"): UTF-8, UTF-16 with its byte order mark, or an older encoding, in which Excel still saves CSV.
 * @param isRecognised - whether the bytes are those of something that has a signature
 */
export function isText(bytes: Uint8Array, isRecognised: boolean): boolean {
  const [first = 0, second = 0] = bytes
  if (first === 0xff && second === 0xfe) return isUtf16(bytes, true)
  if (first === 0xfe && second === 0xff) return isUtf16(bytes, false)
  // A signature of letters may be the beginning of a text; that of a JPEG, of other bytes, is not.
  return !(isRecognised && first > 0x7f) && !bytes.some(isBinary)
}

function isUtf16(bytes: Uint8Array, isLittleEndian: boolean): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    if (isBinary(view.getUint16(at, isLittleEndian))) return false
  }
  return true
}

/** MIME Sniffing, "binary data byte": control characters that no text has. */
function isBinary(unit: number): boolean {
  return (
    unit <= 0x08 ||
    unit === 0x0b ||
    (unit >= 0x0e && unit <= 0x1a) ||
    (unit >= 0x1c && unit <= 0x1f)
  )
}
