/** Requests of the inbox as data that are none, and those that are unusual. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'

import { add, clear, fetchApi, get, NOW, open, site, startApi, toId } from './inbox-api.ts'
import type { SiteResponse } from './site.ts'

startApi()

describe('a request that is none', () => {
  before(async () => {
    await clear()
    await add(1)
  })

  const id = toId(1)
  type Case = readonly [path: string, status: number, detail: RegExp | string]
  const reads: readonly Case[] = [
    ['', 404, /^There is nothing at \/api\/inbox, expected one of \/api\/inbox\/forms, /],
    ['/nothing', 404, /^There is nothing at \/api\/inbox\/nothing, /],
    ['/submissions/1', 404, /^There is nothing at /],
    [`/submissions/${toId(7)}`, 404, /^There is no submission 0+7: /],
    ['/forms?form=a', 400, 'Unknown parameter "form", expected none.'],
    [
      '/submissions?fodler=spam',
      400,
      'Unknown parameter "fodler", expected form, folder, q, after, limit.',
    ],
    ['/submissions?q=a&q=b', 400, 'Expected "q" once, got it 2 times.'],
    [
      '/submissions?folder=sent',
      400,
      'Expected one of inbox, unread, spam, archive in "folder", got "sent".',
    ],
    ['/submissions?form=A', 400, /^Expected a form's name /],
    [`/submissions?q=${'a'.repeat(201)}`, 400, 'Expected at most 200 characters in "q", got 201.'],
    ...['0', '51', '-1', '1.5', 'x', '1e1'].map((limit): Case => [
      `/submissions?limit=${limit}`,
      400,
      `Expected a number from 1 to 50 in "limit", got "${limit}".`,
    ]),
    [
      '/submissions?after=x',
      400,
      /^Expected the "next" of a page of the same list in "after", got "x"\.$/,
    ],
    ['/submissions?after=r5', 400, /^Expected the "next" /],
    [`/submissions?q=a&after=2026-10-01T12:00:00.000Z_${id}`, 400, /^Expected the "next" /],
    ['/deliveries?state=done', 400, 'Expected one of new, dead in "state", got "done".'],
    ['/log?before=x', 400, 'Expected the "next" of a page of the log in "before", got "x".'],
    ['/people', 400, 'Expected one e-mail address in "email", got "".'],
    ['/people?email=ann', 400, 'Expected one e-mail address in "email", got "ann".'],
    ['/people/export?email=a,b', 400, 'Expected one e-mail address in "email", got "a,b".'],
    ['/export?format=xml', 400, 'Expected one of csv, json, ndjson in "format", got "xml".'],
    ['/export?folder=sent', 400, /^Expected one of inbox, /],
    ['/files/../forms/x', 404, /^There is nothing at /],
    ['/actions', 405, '/api/inbox/actions takes POST.'],
    ['/restore', 405, '/api/inbox/restore takes POST.'],
  ]
  const check = async (response: SiteResponse, [path, status, detail]: Case): Promise<void> => {
    const body: { detail: string } = JSON.parse(await response.text())
    assert.equal(response.status, status, `${path}: ${body.detail}`)
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    if (typeof detail === 'string') assert.equal(body.detail, detail)
    else assert.match(body.detail, detail)
  }
  for (const read of reads)
    test(`GET ${read[0].slice(0, 60)} gets ${read[1]}`, async () => {
      await check(await fetchApi(read[0]), read)
    })

  const json = 'application/json'
  const form = 'application/x-www-form-urlencoded'
  const many = JSON.stringify(Array.from({ length: 101 }, () => id))
  const writes: readonly (readonly [body: string, type: string, ...Case])[] = [
    ['', 'text/plain', '/actions', 415, /^Expected the Content-Type application\/json or /],
    ['', json, '/actions', 400, /^Expected JSON as the body, got none: /],
    ['{"action": read}', json, '/actions', 400, /^Expected JSON as the body, got none: .*read/],
    ['[]', json, '/actions', 400, 'Expected a JSON object as the body, got a list.'],
    ['null', json, '/actions', 400, 'Expected a JSON object as the body, got null.'],
    ['{"ids":[]}', json, '/actions', 400, /^Expected one of read, .*, got nothing\.$/],
    ['{"action":"erase","ids":[]}', json, '/actions', 400, /in "action", got "erase"\.$/],
    ['{"action":1,"ids":[]}', json, '/actions', 400, /in "action", got 1\.$/],
    [
      '{"action":"read"}',
      json,
      '/actions',
      400,
      'Expected 32 hexadecimal digits in "ids", got nothing.',
    ],
    [
      `{"action":"read","ids":["${id}","x"]}`,
      json,
      '/actions',
      400,
      'Expected 32 hexadecimal digits in "ids[1]", got "x".',
    ],
    [`{"action":"read","ids":{"a":1}}`, json, '/actions', 400, /in "ids", got .*a.*1/],
    [
      `{"action":"read","ids":${many}}`,
      json,
      '/actions',
      400,
      'Expected at most 100 of "ids", got 101.',
    ],
    [
      `{"action":"read","ids":[],"id":1}`,
      json,
      '/actions',
      400,
      'Unknown member "id" in the body, expected action, ids.',
    ],
    [
      `{"a":"${'x'.repeat(70_000)}"}`,
      json,
      '/actions',
      413,
      /^Expected a body of at most 65536 bytes/,
    ],
    ['action=read&ids=x', form, '/actions', 400, /in "ids", got "x"\.$/],
    [
      '{"ids":["x"]}',
      json,
      '/deliveries/replay',
      400,
      /^Expected the id of a delivery in "ids\[0\]"/,
    ],
    [
      '{"email":"x"}',
      json,
      '/people/erase',
      400,
      'Expected one e-mail address in "email", got "x".',
    ],
    [
      '{"email":"a@example.com","mentions":1}',
      json,
      '/people/erase',
      400,
      'Expected true or false in "mentions", got 1.',
    ],
    ['', json, '/forms', 405, '/api/inbox/forms takes GET, HEAD.'],
    ['', json, '/actions?x=1', 400, 'Unknown parameter "x", expected none.'],
  ]
  for (const [body, type, ...expected] of writes)
    test(`POST ${expected[0]} of ${body.slice(0, 40)} gets ${expected[1]}`, async () => {
      const headers = { 'content-type': type }
      await check(await fetchApi(expected[0], { method: 'POST', body, headers }), expected)
    })

  test('is one of bytes that are no text', async () => {
    const response = await fetchApi('/actions', {
      method: 'POST',
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
      headers: { 'content-type': json },
    })
    await check(response, ['/actions', 400, 'Expected a body in UTF-8.'])
  })

  test('changes nothing', async () => {
    const { history, readAt } = await open(id)
    assert.deepEqual([history, readAt], [[], undefined])
  })
})

describe('a request', () => {
  test('may send the fields of a form in place of JSON', async () => {
    await clear()
    const ids = [await add(1), await add(2), await add(3)]
    const send = async (fields: readonly (readonly [string, string])[]): Promise<unknown> => {
      const body = new URLSearchParams()
      for (const [name, value] of fields) body.append(name, value)
      return (await fetchApi('/actions', { method: 'POST', body })).json()
    }
    assert.deepEqual(
      await send([
        ['action', 'read'],
        ['ids', ids[0] ?? ''],
      ]),
      { changed: 1 },
    )
    const all = ids.map((id) => ['ids', id] as const)
    assert.deepEqual(await send([['action', 'read'], ...all]), { changed: 2 })
  })

  test('gets an answer that nobody stores, to HEAD, too', async () => {
    for (const method of ['GET', 'HEAD']) {
      const response = await fetchApi('/forms/', { method })
      assert.equal(response.status, 200)
      assert.equal(response.headers.get('cache-control'), 'no-store')
    }
  })
})

test('the log is read a page at a time', async () => {
  await clear()
  for (let number = 1; number <= 101; number += 1)
    await site().query(
      `INSERT INTO leanto_audit (at, actor, action, count, detail) VALUES ('${NOW}', 'owner', 'read', ${number}, '')`,
    )
  const counts: number[] = []
  let page = await get<{ entries: { count: number }[]; next?: number }>('/log')
  for (;;) {
    counts.push(...page.entries.map(({ count }) => count))
    if (page.next === undefined) break
    page = await get(`/log?before=${page.next}`)
  }
  assert.deepEqual(
    counts,
    Array.from({ length: 101 }, (_, index) => 101 - index),
  )
})
