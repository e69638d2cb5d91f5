/** Bodies that are larger than any form takes, made while they are sent. */
import { JSON_TYPE, MULTIPART, part, text, URLENCODED } from './bodies-make.ts'
import type { HostileBody } from './bodies.ts'

const MEGABYTE = 1_000_000
const CHUNK_BYTES = 65_536

export function createBigBodies(field: string): HostileBody[] {
  const end = '\r\n--x--\r\n'
  const file = part(`name="${field}"; filename="a.png"\r\nContent-Type: image/png`, '').slice(0, -2)
  const value = part(`name="${field}"`, '').slice(0, -2)
  return [
    flood('100 MB in a file', MULTIPART, [file, 'a', end]),
    flood('100 MB of boundaries that are none, in a file', MULTIPART, [file, '\r\n--', end]),
    flood('100 MB in a text of multipart', MULTIPART, [value, 'a', end]),
    flood('100 MB of parts', MULTIPART, ['', part(`name="${field}"`, 'v'), '--x--']),
    flood('100 MB of files', MULTIPART, ['', `${file}a\r\n`, '--x--']),
    flood('100 MB before the first boundary', MULTIPART, ['', 'a', `\r\n${value}${end}`]),
    flood('100 MB behind the last boundary', MULTIPART, [value + end, 'a', '']),
    flood('100 MB in the head of a part', MULTIPART, ['--x\r\nX-A: ', 'a', `\r\n\r\n${end}`]),
    flood('100 MB behind a boundary', MULTIPART, ['--x', ' ', end]),
    flood('100 MB in a value of a URL', URLENCODED, [`${field}=`, 'a', '']),
    flood('100 MB in a name of a URL', URLENCODED, ['', 'a', '=v']),
    flood('100 MB of fields of a URL', URLENCODED, ['', `${field}=v&`, '']),
    flood('100 MB in a string of JSON', JSON_TYPE, [`{"${field}":"`, 'a', '"}']),
    flood('100 MB of arrays of JSON', JSON_TYPE, ['', '[', '']),
    flood('100 MB of another type', 'text/plain', ['', 'a', '']),
    flood('100 MB of no type', undefined, ['', 'a', '']),
    text(
      'big: 20 MB in a value of a URL',
      URLENCODED,
      () => `${field}=${'a'.repeat(20 * MEGABYTE)}`,
    ),
    text('big: 20 MB of fields of a URL', URLENCODED, () =>
      `${field}=v&`.repeat((20 * MEGABYTE) / (field.length + 3)),
    ),
    text('big: 20 MB in a file', MULTIPART, () => file + 'a'.repeat(20 * MEGABYTE) + end),
    text('big: 20 MB of JSON', JSON_TYPE, () => `{"${field}":"${'a'.repeat(20 * MEGABYTE)}"}`),
    {
      name: 'big: a form in chunks of one byte',
      contentType: MULTIPART,
      body: () => toStream(new TextEncoder().encode(`${value}${'v'.repeat(2000)}${end}`), 1),
    },
    {
      name: 'big: fields of a URL in chunks of one byte',
      contentType: URLENCODED,
      body: () => toStream(new TextEncoder().encode(`${field}=${'v'.repeat(2000)}`), 1),
    },
  ]
}

/** 100 MB of the middle one of the texts between the others. */
function flood(
  name: string,
  contentType: string | undefined,
  [before, middle, behind]: readonly [string, string, string],
): HostileBody {
  const encoder = new TextEncoder()
  const body = (): ReadableStream<Uint8Array> => {
    const chunk = encoder.encode(middle.repeat(Math.ceil(CHUNK_BYTES / middle.length)))
    let left = Math.ceil((100 * MEGABYTE) / chunk.length)
    return new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(before)),
      pull(controller) {
        left -= 1
        // A copy, since whoever takes a chunk may keep it or give it away.
        controller.enqueue(left >= 0 ? chunk.slice() : encoder.encode(behind))
        if (left < 0) controller.close()
      },
    })
  }
  return { name: `big: ${name}`, contentType, body }
}

function toStream(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(bytes.slice(at, at + size))
      at += size
      if (at >= bytes.length) controller.close()
    },
  })
}
