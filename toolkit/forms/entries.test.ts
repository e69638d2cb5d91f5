import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import type { KeptFile } from './entries-multipart.ts'
import type { Entries } from './entries-result.ts'
import { readEntries } from './entries.ts'
import type { Control, Entry } from './format.ts'
import type { Limits } from './limits.ts'

const LIMITS: Limits = {
  textBytes: 2000,
  fileBytes: 5000,
  fields: 10,
  files: 3,
  nameLength: 50,
  storedBytes: 10_000,
}
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
  return readEntries(request, { limits: LIMITS, controls, keepFile })
}

/** What was kept of files, by id; what was forgotten is not there. */
const kept = new Map<string, number>()

function keepFile(): KeptFile {
  const id = `file-${kept.size}-${Math.random()}`
  kept.set(id, 0)
  return {
    id,
    write: (chunk) => void kept.set(id, (kept.get(id) ?? 0) + chunk.length),
    end() {},
    abort: async () => void kept.delete(id),
  }
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

test('a claim of too many bytes of JSON is refused before the body is read', async () => {
  const body = new ReadableStream<Uint8Array>(
    {
      pull() {
        throw new Error('the body was read')
      },
    },
    { highWaterMark: 0 },
  )
  const headers = new Headers({ 'content-type': 'application/json', 'content-length': '3000' })
  const answer = await readEntries({ headers, body }, { limits: LIMITS, controls: [], keepFile })
  assert.equal(answer.kind === 'refused' ? answer.status : 200, 413)
})

test('of a body of too many fields, or with a name that is too long, the first can be shown again', async () => {
  for (const body of [`a=1&${'b=2&'.repeat(50)}`, `a=1&${'x'.repeat(51)}=1`]) {
    const answer = await readBody(URLENCODED, body)
    assert.equal(answer.kind, 'refused')
    assert.deepEqual(answer.entries[0], ['a', '1'])
  }
})

test('of a body that is too long, what came before the limit can be shown again', async () => {
  const answer = await readBody(URLENCODED, `a=1&b=${'x'.repeat(3000)}`)
  assert.equal(answer.kind === 'refused' && answer.limit, LIMITS.textBytes)
  assert.deepEqual(answer.entries[0], ['a', '1'])
  assert.equal(answer.entries[1]?.[1].length, 2000 - 'a=1&b='.length)
})

const FILES: readonly Control[] = [
  { type: 'text', name: 'a' },
  { type: 'file', name: 'f', multiple: true, accept: '.txt' },
  { type: 'file', name: 'small', maxbytes: 100 },
]

async function readFiles(files: readonly (readonly [name: string, file: File | string])[]) {
  const form = new FormData()
  for (const [name, file] of files) form.append(name, file)
  const encoded = new Response(form)
  kept.clear()
  return readBody(encoded.headers.get('content-type') ?? '', await encoded.arrayBuffer(), FILES)
}

const textFile = (length: number, name = 'a.txt'): File =>
  new File(['x'.repeat(length)], name, { type: 'text/plain' })

test('a file is an entry with its name, its size, and the id of what is kept', async () => {
  const answer = await readFiles([
    ['a', '1'],
    ['f', textFile(4000)],
    ['f', new File(['MZ\0\0'], 'b.exe')],
    ['small', new File([], '')],
  ])
  assert.equal(answer.kind, 'read')
  const [, first, second, none] = answer.entries
  assert.deepEqual(first?.slice(0, 2), ['f', 'a.txt'])
  assert.deepEqual(
    { ...first?.[2], id: '' },
    { id: '', size: 4000, type: 'text/plain', isAccepted: true },
  )
  assert.equal(kept.get(first?.[2]?.id ?? ''), 4000)
  assert.equal(second?.[2]?.isAccepted, false)
  assert.deepEqual(none, ['small', ''])
})

test('a file that is too large for its field is counted, but not kept, and takes nothing from others', async () => {
  const answer = await readFiles([
    ['small', textFile(6000)],
    ['f', textFile(4999)],
  ])
  assert.deepEqual(
    answer.kind === 'read' &&
      answer.entries.map(([, , upload]) => [upload?.size, upload?.id !== '']),
    [
      [6000, false],
      [4999, true],
    ],
  )
  assert.deepEqual([...kept.values()], [4999])
})

test('files that are too large together are refused, and what was typed can be shown again', async () => {
  const answer = await readFiles([
    ['a', '1'],
    ['f', textFile(3000)],
    ['f', textFile(3000)],
  ])
  assert.ok(answer.kind === 'refused')
  assert.deepEqual([answer.status, answer.limit], [413, 5000])
  assert.deepEqual(answer.entries[0], ['a', '1'])
})

test('one file too many is refused, and not kept', async () => {
  const answer = await readFiles(Array.from({ length: 4 }, () => ['f', textFile(1)] as const))
  assert.equal(answer.kind === 'refused' && answer.status, 413)
  assert.equal(kept.size, 3)
})

test('a file that no field of the form has is not kept', async () => {
  const answer = await readFiles([['other', textFile(10)]])
  assert.deepEqual(answer, read([['other', 'a.txt']]))
  assert.equal(kept.size, 0)
})

test('of a body that breaks off within a file, nothing is kept of the file', async () => {
  const body =
    '--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nhalf a file and then'
  kept.clear()
  const answer = await readBody('multipart/form-data; boundary=x', body, FILES)
  assert.equal(answer.kind === 'refused' && answer.status, 400)
  assert.equal(kept.size, 0)
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
