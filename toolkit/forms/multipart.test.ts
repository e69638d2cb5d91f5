import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import {
  FORM_DATA,
  LIMITS,
  read,
  split,
  toStream,
  type Outcome,
} from '../../tests/multipart-outcome.ts'
import { readBoundary, readMultipart } from './multipart.ts'

const encoder = new TextEncoder()

const readText = (text: string, limits = LIMITS): Promise<Outcome> =>
  read(toStream([encoder.encode(text)]), 'x', limits)

/** A body of one part with the header lines and the content. */
function single(head: string, content = 'c'): string {
  return `--x\r\n${head}\r\n\r\n${content}\r\n--x--\r\n`
}

type Row = readonly [body: string, ...parts: (readonly [name: string, text: string])[]]

const BODIES: Readonly<Record<string, Row>> = {
  'a part': [single(`${FORM_DATA}name="a"`), ['a', 'c']],
  'an empty part': [single(`${FORM_DATA}name="a"`, ''), ['a', '']],
  'an empty name': [single(`${FORM_DATA}name=""`), ['', 'c']],
  'two parts of one name': [
    `--x\r\n${FORM_DATA}name="a"\r\n\r\n1\r\n--x\r\n${FORM_DATA}name="a"\r\n\r\n2\r\n--x--`,
    ['a', '1'],
    ['a', '2'],
  ],
  'no part': ['--x--\r\n'],
  'a preamble': [`Hello\n--x, --x--\r\n-x\r\n${single(`${FORM_DATA}name="a"`)}`, ['a', 'c']],
  'an empty line as preamble': [`\r\n${single(`${FORM_DATA}name="a"`)}`, ['a', 'c']],
  'an epilogue': [`${single(`${FORM_DATA}name="a"`)}Bye\r\n--x\r\n\r\n--x--`, ['a', 'c']],
  'blanks behind the boundaries': [
    `--x \t\r\n${FORM_DATA}name="a"\r\n\r\nc\r\n--x-- \t\r\n`,
    ['a', 'c'],
  ],
  'no line end behind the last boundary': [single(`${FORM_DATA}name="a"`).trimEnd(), ['a', 'c']],
  // RFC 2046: the line end before a boundary belongs to it, so this part has no content at all.
  'a boundary behind the head': [`--x\r\n${FORM_DATA}name="a"\r\n\r\n--x--`, ['a', '']],
  'line ends in the content': [
    single(`${FORM_DATA}name="a"`, '\r\n\r\n\n\r'),
    ['a', '\r\n\r\n\n\r'],
  ],
  'what is nearly a boundary': [
    single(`${FORM_DATA}name="a"`, '\n--x\r--x\r\n-x\r\r\n- -x--x'),
    ['a', '\n--x\r--x\r\n-x\r\r\n- -x--x'],
  ],
  'header names in any case': [single(`CONTENT-disposition:Form-Data;NAME="a"`), ['a', 'c']],
  'other header lines': [
    single(`X-A: b\r\n${FORM_DATA}name="a"\r\nContent-Transfer-Encoding: base64`, 'Yw=='),
    ['a', 'Yw=='],
  ],
  'a name without quotes': [single(`${FORM_DATA}name=a`), ['a', 'c']],
  'blanks and a semicolon behind': [single(`${FORM_DATA}  name="a" ; `), ['a', 'c']],
  'a semicolon in a name': [single(`${FORM_DATA}name="a; name=b"`), ['a; name=b', 'c']],
  'escapes in a name': [single(`${FORM_DATA}name="%22%0D%0A"`), ['"\r\n', 'c']],
  'what is no escape': [single(`${FORM_DATA}name="%41%2522%0d%"`), ['%41%2522%0d%', 'c']],
  'a backslash in a name': [single(String.raw`${FORM_DATA}name="a\"`), ['a\\', 'c']],
  'a name in UTF-8': [single(`${FORM_DATA}name="ü€😀\u2028"`), ['ü€😀\u2028', 'c']],
  'a name like a property of every object': [
    single(`${FORM_DATA}name="__proto__"`),
    ['__proto__', 'c'],
  ],
  'a charset field': [single(`${FORM_DATA}name="_charset_"`, 'latin1'), ['_charset_', 'latin1']],
}

describe('a body', () => {
  for (const [name, [body, ...parts]] of Object.entries(BODIES)) {
    test(`with ${name} is read`, async () => {
      const outcome = await readText(body)
      assert.deepEqual(outcome.end, { kind: 'read' })
      assert.deepEqual(
        outcome.parts.map(({ name: partName, content }) => [partName, content.toString()]),
        parts,
      )
      assert.ok(outcome.parts.every(({ isWhole, filename }) => isWhole && filename === undefined))
    })
  }

  test('of many thousand small chunks is read', async () => {
    const content = '\r\n-\r\n--\r'.repeat(5000)
    const body = encoder.encode(single(`${FORM_DATA}name="a"`, content))
    const { end, parts } = await read(toStream(split(body, [3, 2, 4])))
    assert.deepEqual(end, { kind: 'read' })
    assert.ok(parts[0]?.content.equals(encoder.encode(content)))
  })

  test('with bytes that are no UTF-8 in a name gets replacement characters', async () => {
    const body = Buffer.from(single(`${FORM_DATA}name="a\u00ff"`), 'latin1')
    const { parts } = await read(toStream([body]))
    assert.equal(parts[0]?.name, 'a\ufffd')
  })
})

const FILES: readonly (readonly [head: string, filename: string, type?: string])[] = [
  ['filename="a.txt"\r\nContent-Type: text/plain', 'a.txt', 'text/plain'],
  ['filename="a.txt"\r\ncontent-type:TEXT/Plain; charset=utf-8', 'a.txt', 'text/plain'],
  ['filename="a.txt"', 'a.txt'],
  ['filename=""\r\nContent-Type: application/octet-stream', '', 'application/octet-stream'],
  ['filename=a.txt', 'a.txt'],
  ['FileName="a.txt"', 'a.txt'],
  ['filename="a.txt"\r\nContent-Type: text', 'a.txt'],
  ['filename="a.txt"\r\nContent-Type: "><script>', 'a.txt'],
  ['filename="a.txt"\r\nContent-Type:', 'a.txt'],
  [String.raw`filename="C:\fakepath\a.txt"`, 'a.txt'],
  ['filename="../../etc/passwd"', 'passwd'],
  [String.raw`filename="a/b\c/"`, ''],
  ['filename="%22a%22;%0D%0Ab%41.txt"', '"a";\r\nb%41.txt'],
  ['filename="Übung 😀.pdf"', 'Übung 😀.pdf'],
  ["filename*=UTF-8''a%20%C3%BC.txt", 'a ü.txt'],
  ["filename*=utf-8'de'..%2Fa.txt", 'a.txt'],
  ["filename*=UTF-8''%C3%28", ''],
  ["filename*=UTF-8''%zz", ''],
  ["filename*=latin1''a", ''],
  ['filename*=a.txt', ''],
  ['filename*=UTF-8\'\'b.txt; filename="a.txt"', 'a.txt'],
]

describe('a file', () => {
  for (const [head, filename, type = ''] of FILES) {
    test(`with ${JSON.stringify(head)} is called ${JSON.stringify(filename)}`, async () => {
      const { end, parts } = await readText(single(`${FORM_DATA}name="f"; ${head}`))
      assert.deepEqual(end, { kind: 'read' })
      assert.deepEqual(parts, [
        { name: 'f', filename, type, content: Buffer.from('c'), isWhole: true },
      ])
    })
  }

  test('is handed on as it came, without a copy, before more is read', async () => {
    const begin = encoder.encode(`--x\r\n${FORM_DATA}name="f"; filename="f"\r\n\r\na`)
    const chunks = [begin, ...Array.from({ length: 50 }, () => new Uint8Array(65_536))]
    let given = 0
    let taken = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const chunk = chunks[given] ?? encoder.encode('\r\n--x--')
          controller.enqueue(chunk)
          if (given === chunks.length) controller.close()
          given += 1
        },
      },
      { highWaterMark: 0 },
    )
    const end = await readMultipart(body, 'x', { ...LIMITS, bytes: Infinity }, () => ({
      async write(chunk) {
        // The first chunk has other things in it.
        assert.ok(taken === 0 || chunk.buffer === chunks[taken]?.buffer)
        taken += 1
        assert.equal(given, taken)
        await Promise.resolve()
      },
      end: () => undefined,
    }))
    assert.deepEqual(end, { kind: 'read' })
    assert.equal(taken, 51)
  })
})

const part = single(`${FORM_DATA}name="a"`)

const BROKEN: Readonly<Record<string, string>> = {
  'no bytes': '',
  'no boundary': 'a=1',
  'another boundary': part.replaceAll('--x', '--y'),
  'only a preamble': 'Hello\r\n--',
  'bare LF as line ends': part.replaceAll('\r\n', '\n'),
  'bare CR as line ends': part.replaceAll('\r\n', '\r'),
  'a bare LF between header lines': single(`X-A: b\n${FORM_DATA}name="a"`),
  'a bare CR between header lines': single(`X-A: b\r${FORM_DATA}name="a"`),
  'a bare LF behind a boundary': part.replace('--x\r\n', '--x\n'),
  'letters behind a boundary': part.replace('--x\r\n', '--xy\r\n'),
  'one dash behind a boundary': part.replace('--x--', '--x-\r\n'),
  'letters behind the boundary of a second part': part.replace('--x--', `--xy\r\n${part}`),
  'no head': '--x\r\n\r\nc\r\n--x--',
  'no Content-Disposition': single('Content-Type: text/plain'),
  'two of them': single(`${FORM_DATA}name="a"\r\n${FORM_DATA}name="b"`),
  'one of another kind': single('Content-Disposition: attachment; name="a"'),
  'one of a longer kind': single('Content-Disposition: form-data2; name="a"'),
  'no name': single('Content-Disposition: form-data'),
  'no name but a file name': single(`${FORM_DATA}filename="a"`),
  'only an extended name': single(`${FORM_DATA}name*=UTF-8''a`),
  'two names': single(`${FORM_DATA}name="a"; name="b"`),
  'two file names': single(`${FORM_DATA}name="a"; filename="a"; filename="b"`),
  'a name that is not closed': single(`${FORM_DATA}name="a`),
  'text behind a name': single(`${FORM_DATA}name="a"b`),
  'no equals sign': single(`${FORM_DATA}name`),
  'a blank before the colon': single(`Content-Disposition : form-data; name="a"`),
  'a header line without a colon': single(`Content-Disposition\r\n${FORM_DATA}name="a"`),
  'a folded header line': single(`${FORM_DATA}\r\n name="a"`),
  'a line end in a name': single(`${FORM_DATA}name="a\r\nb"`),
  'a huge head': single(`${FORM_DATA}name="a"\r\nX-A: ${'b'.repeat(8192)}`),
  'a head without end': `--x\r\n${FORM_DATA}name="a"\r\n${'X-A: b\r\n'.repeat(2000)}`,
  'blanks without end': `--x${' '.repeat(9000)}`,
  'a long name': single(`${FORM_DATA}name="${'a'.repeat(51)}"`),
}

describe('a body is broken', () => {
  for (const [name, body] of Object.entries(BROKEN)) {
    test(`that has ${name}`, async () => {
      const { end } = await readText(body)
      assert.equal(end.kind, 'broken')
      assert.match(end.kind === 'broken' ? end.detail : '', /^expected /)
    })
  }

  test('wherever it is cut before its last boundary', async () => {
    const whole = `pre\r\n--x\r\n${FORM_DATA}name="a"; filename="b"\r\n\r\nc\r\n--x\r\n${FORM_DATA}name="d"\r\n\r\ne\r\n--x--`
    for (let length = 0; length < whole.length; length += 1) {
      const { end } = await readText(whole.slice(0, length))
      assert.equal(end.kind, 'broken', `cut at ${length}`)
    }
    assert.equal((await readText(whole)).end.kind, 'read')
  })

  test('where there is none', async () => {
    assert.equal((await read(null)).end.kind, 'broken')
  })

  for (const at of [0, 10, part.indexOf('c\r\n') + 1, part.length]) {
    test(`whose connection is lost behind ${at} bytes`, async () => {
      const chunks = [encoder.encode(part.slice(0, at))]
      const { end, parts } = await read(toStream(chunks, new Error('Network connection lost.')))
      assert.equal(end.kind, 'broken')
      assert.ok(parts.every(({ isWhole }) => isWhole === (at === part.length)))
    })
  }
})

describe('the limits', () => {
  const three = `${part.slice(0, -'--\r\n'.length)}\r\n`.repeat(3).replaceAll('--x\r\n--x', '--x')

  test('let a body pass that just meets them', async () => {
    const head = `${FORM_DATA}name="${'a'.repeat(50)}"\r\nX-A: `
    const body = single(head.padEnd(8192 - '\r\n'.length, 'b'))
    const limits = { ...LIMITS, bytes: body.length, parts: 1 }
    for (const size of [1, body.length]) {
      const { end } = await read(toStream(split(encoder.encode(body), [size])), 'x', limits)
      assert.deepEqual(end, { kind: 'read' })
    }
  })

  test('end a body of one part too many before it', async () => {
    const { end, parts } = await readText(three, { ...LIMITS, parts: 2 })
    assert.deepEqual(end, { kind: 'too-many' })
    assert.deepEqual(
      parts.map(({ isWhole }) => isWhole),
      [true, true],
    )
  })

  test('end a body of one byte too many, also behind its last boundary', async () => {
    const { end, parts } = await readText(part, { ...LIMITS, bytes: part.length - 1 })
    assert.deepEqual(end, { kind: 'too-long' })
    assert.deepEqual(
      parts.map(({ content }) => content.toString()),
      ['c'],
    )
  })

  test('end a part that is too long, which keeps what it got', async () => {
    const body = single(`${FORM_DATA}name="a"`, 'c'.repeat(1000))
    for (const sizes of [[1], [7, 300], [5000]]) {
      const { end, parts } = await read(toStream(split(encoder.encode(body), sizes)), 'x', {
        ...LIMITS,
        bytes: 500,
      })
      assert.deepEqual(end, { kind: 'too-long' })
      const length = 500 - body.indexOf('ccc')
      assert.deepEqual(
        parts.map(({ content, isWhole }) => [content.length, isWhole]),
        [[length, false]],
      )
    }
  })

  test('stop a body that never ends, whatever comes', async () => {
    for (const text of ['a', '\r\n', '--x', `--x\r\n${FORM_DATA}name="a"\r\n\r\n`, '--x--']) {
      let sent = 0
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(encoder.encode((sent === 0 ? text : 'a').padEnd(5000, 'b')))
          sent += 5000
        },
      })
      const { end } = await read(body)
      assert.notEqual(end.kind, 'read')
      assert.ok(!body.locked, 'the rest is left to the caller')
      assert.ok(sent <= LIMITS.bytes + 15_000, `${sent} bytes were taken`)
    }
  })
})

test('an error of a sink is that of the caller, and ends the reading', async () => {
  const full = new Error('The store is full.')
  const fail = (): never => {
    throw full
  }
  const sinks = [
    fail,
    () => ({ write: fail, end: () => undefined }),
    () => ({ write: () => Promise.reject(full), end: () => undefined }),
    () => ({ write: () => undefined, end: fail }),
  ]
  for (const open of sinks) {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(encoder.encode(part)),
    })
    await assert.rejects(readMultipart(body, 'x', LIMITS, open), full)
    assert.ok(!body.locked)
  }
})

const BOUNDARIES: readonly (readonly [contentType: string, boundary: string | undefined])[] = [
  ['multipart/form-data; boundary=----WebKitFormBoundaryx', '----WebKitFormBoundaryx'],
  ['multipart/form-data; boundary="a b"', 'a b'],
  [`multipart/form-data; boundary="'()+_,-./:=?"`, `'()+_,-./:=?`],
  ['multipart/form-data; boundary=a=b', 'a=b'],
  ['multipart/form-data;BOUNDARY=a', 'a'],
  ['multipart/form-data ; charset=utf-8 ; boundary=a ;', 'a'],
  ['multipart/form-data; x="; boundary=a"; boundary=b', 'b'],
  [`multipart/form-data; boundary=${'a'.repeat(70)}`, 'a'.repeat(70)],
  [`multipart/form-data; boundary=${'a'.repeat(71)}`, undefined],
  ['multipart/form-data', undefined],
  ['multipart/form-data; boundary', undefined],
  ['multipart/form-data; boundary=', undefined],
  ['multipart/form-data; boundary=""', undefined],
  ['multipart/form-data; boundary="a "', undefined],
  ['multipart/form-data; boundary=a b', undefined],
  ['multipart/form-data; boundary="a', undefined],
  [String.raw`multipart/form-data; boundary="a\"b"`, undefined],
  ['multipart/form-data; boundary=a*b', undefined],
  ['multipart/form-data; boundary=ü', undefined],
  ['multipart/form-data; boundary="a\r\n"', undefined],
  ['multipart/form-data; boundary=a; boundary=b', undefined],
  ['multipart/form-data; boundary=a, multipart/form-data; boundary=b', undefined],
  ['multipart/form-data; xboundary=a', undefined],
  ['boundary=a', undefined],
  ['', undefined],
]

for (const [contentType, boundary] of BOUNDARIES) {
  test(`the boundary of ${JSON.stringify(contentType)} is ${boundary ?? 'none'}`, () => {
    assert.equal(readBoundary(contentType), boundary)
  })
}
