import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { readEntries, type Entries } from './entries.ts'
import type { Control, Entry } from './format.ts'
import type { Limits } from './limits.ts'

const LIMITS: Limits = { bytes: 2000, fields: 10, nameLength: 50, storedBytes: 10_000 }
const URLENCODED = 'application/x-www-form-urlencoded'

function readBody(
  type: string,
  body: string | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  controls: readonly Control[] = [],
): Promise<Entries> {
  const request = new Request('https://site.example/', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
    duplex: 'half',
  })
  return readEntries(request, LIMITS, controls)
}

function read(entries: readonly Entry[]): Entries {
  return { kind: 'read', entries }
}

const READ: readonly (readonly [type: string, body: string, entries: readonly Entry[]])[] = [
  [URLENCODED, '', []],
  [
    URLENCODED,
    'a=1&b=2&a=3',
    [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ],
  ],
  [URLENCODED, 'a=%zz+%2B', [['a', '%zz +']]],
  [URLENCODED, '?a=1', [['?a', '1']]],
  [URLENCODED, 'a', [['a', '']]],
  [`${URLENCODED}; charset=UTF-8`, 'a=%C3%BC', [['a', 'ü']]],
  [`${URLENCODED.toUpperCase()};charset="utf-8"`, 'a=%FF', [['a', '\ufffd']]],
  [
    'application/json',
    '{"a":"1","b":[1,"2"],"c":true}',
    [
      ['a', '1'],
      ['b', '1'],
      ['b', '2'],
      ['c', 'true'],
    ],
  ],
  ['application/json', '{"__proto__":"x","a":[]}', [['__proto__', 'x']]],
  ['application/json', String.raw`{"a":"\ud800"}`, [['a', '\ufffd']]],
]

for (const [type, body, entries] of READ) {
  test(`${type} ${JSON.stringify(body)} is read`, async () => {
    assert.deepEqual(await readBody(type, body), read(entries))
  })
}

test('JSON says true and false for a check box', async () => {
  const controls: Control[] = [
    { type: 'checkbox', name: 'a', value: 'yes' },
    { type: 'checkbox', name: 'b' },
    { type: 'checkbox', name: 'c' },
  ]
  const body = '{"a":true,"b":true,"c":false}'
  assert.deepEqual(
    await readBody('application/json', body, controls),
    read([
      ['a', 'yes'],
      ['b', 'on'],
    ]),
  )
})

const REFUSED: readonly (readonly [type: string, body: string, status: number])[] = [
  ['text/plain', 'a=1', 415],
  ['', 'a=1', 415],
  [`${URLENCODED}; charset=iso-8859-1`, 'a=1', 415],
  [URLENCODED, 'x'.repeat(2001), 413],
  [URLENCODED, '&'.repeat(11), 413],
  [URLENCODED, `${'x'.repeat(51)}=1`, 400],
  ['multipart/form-data', '--x--', 400],
  ['multipart/form-data; boundary=x', 'nothing', 400],
  ['application/json', '', 400],
  ['application/json', 'null', 400],
  ['application/json', '[]', 400],
  ['application/json', '"a"', 400],
  ['application/json', '{"a":null}', 400],
  ['application/json', '{"a":[[1]]}', 400],
  ['application/json', `{"a":${'['.repeat(900)}${']'.repeat(900)}}`, 400],
  ['application/json', `{"a":[${Array.from({ length: 11 }, () => '1').join()}]}`, 413],
]

for (const [type, body, status] of REFUSED) {
  test(`${type} ${JSON.stringify(body.slice(0, 30))} is refused with ${status}`, async () => {
    const answer = await readBody(type, body)
    assert.equal(answer.kind === 'refused' ? answer.status : 200, status)
  })
}

test('a body is not read beyond its limit, whatever it claims', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 500
      controller.enqueue(new Uint8Array(500))
    },
  })
  const answer = await readBody(URLENCODED, endless)
  assert.equal(answer.kind === 'refused' ? answer.status : 200, 413)
  assert.ok(sent <= 5000, `${sent} bytes were taken`)
})

test('a body that breaks off is refused, for whoever still listens', async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull() {
      throw new Error('Network connection lost.')
    },
  })
  const answer = await readBody(URLENCODED, broken)
  assert.equal(answer.kind === 'refused' ? answer.status : 200, 400)
})

test('a claim of too many bytes is refused before the body is read', async () => {
  const body = new ReadableStream<Uint8Array>(
    {
      pull() {
        throw new Error('the body was read')
      },
    },
    { highWaterMark: 0 },
  )
  const headers = new Headers({ 'content-type': URLENCODED, 'content-length': '3000' })
  const answer = await readEntries({ headers, body }, LIMITS, [])
  assert.equal(answer.kind === 'refused' ? answer.status : 200, 413)
})

const FIELD = fc.tuple(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
    .filter((name) => !/["\r\n]/.test(name)),
  fc.string({ unit: 'grapheme', maxLength: 10 }).map((value) => value.replaceAll(/[\r\n]/g, '')),
)
const FIELDS = fc.array(FIELD, { maxLength: 8 })

test('what a form encodes in a URL is read back', async () => {
  await fc.assert(
    fc.asyncProperty(FIELDS, async (fields) => {
      const body = new URLSearchParams(fields).toString()
      assert.deepEqual(await readBody(URLENCODED, body), read(fields))
    }),
  )
})

test('what a form sends in parts is read back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(FIELD, { minLength: 1, maxLength: 8 }), async (fields) => {
      const form = new FormData()
      for (const [name, value] of fields) form.append(name, value)
      const encoded = new Response(form)
      const type = encoded.headers.get('content-type') ?? ''
      assert.deepEqual(await readBody(type, await encoded.arrayBuffer()), read(fields))
    }),
  )
})

test('no body makes the reader throw', async () => {
  const type = fc.constantFrom(URLENCODED, 'application/json', 'multipart/form-data; boundary=x')
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string().map((text) => new TextEncoder().encode(`--x\r\n${text}\r\n--x--`)),
  )
  await fc.assert(
    fc.asyncProperty(type, body, async (contentType, bytes) => {
      const answer = await readBody(contentType, Uint8Array.from(bytes))
      assert.ok(answer.kind === 'read' || answer.status < 500)
    }),
  )
})
