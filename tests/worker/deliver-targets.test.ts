/** What each kind of target sends, and what it makes of the answer. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'

import { Webhook } from 'standardwebhooks'

import { SECRETS, startDelivering, type Delivering, type Posted } from './delivering.ts'

const NOW = '2026-11-26T10:20:30.500Z'
const ID = 'a'.repeat(32)
const LINK = `https://example.org/inbox/${ID}`

type Fields = readonly (readonly [string, readonly string[]])[]

let worker: Delivering

before(async () => {
  worker = await startDelivering()
})
after(() => worker.close())
beforeEach(() => worker.reset())

/** Stores a submission and sends it to a target. */
async function send(target: string, fields: Fields = [['name', ['Ada']]]): Promise<unknown[]> {
  const submission = { id: ID, receivedAt: NOW, notify: target, fields }
  await worker.ask({ do: 'store', now: NOW, submission })
  const { mails } = await worker.tell({ do: 'one', now: NOW, id: `${ID}-${target}` })
  return [...mails]
}

async function row(): Promise<Record<string, unknown>> {
  const [first] = await worker.query('SELECT state, error, due_at FROM leanto_outbox')
  return first ?? {}
}

function posted(): Posted {
  const [post] = worker.posts
  assert.ok(post !== undefined, 'nothing was sent')
  return post
}

/** What cannot be told from text by whoever reads it as the receiver does. */
const HOSTILE = '<!channel> *b* _i_ `c` [a](https://e.example) @everyone & <@1>'

describe('a webhook', () => {
  test('is signed as Standard Webhooks has it, with what was sent', async () => {
    const fields: Fields = [
      ['name', ['Ada']],
      ['color', ['red', 'green']],
      ['none', []],
      ['__proto__', ['x']],
    ]
    await worker.ask({ do: 'list', now: NOW })
    await worker.query(
      `INSERT INTO leanto_files VALUES ('f', '${ID}', 'file', 'Ä.txt', 'text/plain', 7, 'd1')`,
    )
    await send('hook', fields)
    await worker.query('DELETE FROM leanto_files')
    const { url, headers, body, json } = posted()
    assert.equal(url, 'https://hooks.example.com/a')
    assert.equal(headers['webhook-id'], `${ID}-hook`)
    assert.equal(headers['webhook-timestamp'], String(Math.floor(Date.parse(NOW) / 1000)))
    const verified = new Webhook(SECRETS.HOOK_SECRET).sign(`${ID}-hook`, new Date(NOW), body)
    assert.equal(headers['webhook-signature'], verified)
    assert.deepEqual(json, {
      type: 'form.submitted',
      timestamp: NOW,
      data: {
        id: ID,
        form: 'contact',
        page: 'https://example.org/contact/',
        url: LINK,
        receivedAt: NOW,
        language: 'en',
        fields: Object.fromEntries([
          ['name', 'Ada'],
          ['color', ['red', 'green']],
          ['none', []],
          ['__proto__', 'x'],
        ]),
        files: [{ field: 'file', name: 'Ä.txt', type: 'text/plain', size: 7 }],
      },
    })
  })

  test('is verified by the library of a receiver', async () => {
    const now = new Date().toISOString()
    const submission = { id: ID, receivedAt: now, notify: 'hook' }
    await worker.ask({ do: 'store', now, submission })
    await worker.ask({ do: 'one', now, id: `${ID}-hook` })
    const { body, headers } = posted()
    const receiver = new Webhook(SECRETS.HOOK_SECRET)
    assert.ok(receiver.verify(body, headers))
    assert.throws(() => receiver.verify(body.replace('Ada', 'Eve'), headers))
  })

  const answers: readonly (readonly [
    name: string,
    answer: () => Response,
    state: string,
    error: RegExp,
  ])[] = [
    ['201', () => new Response('x'.repeat(5000), { status: 201 }), 'done', /^null$/],
    ['204', () => new Response(null, { status: 204 }), 'done', /^null$/],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'http://127.0.0.1/' } }),
      'new',
      /answered 302, a redirect, which is not followed$/,
    ],
    [
      '400',
      () => new Response('no\u0000\n  such', { status: 400 }),
      'new',
      /answered 400: no such$/,
    ],
    ['410', () => new Response(null, { status: 410 }), 'dead', /answered 410$/],
    ['500 and much', () => new Response('y'.repeat(1e6), { status: 500 }), 'new', /: y{200}$/],
    ['nothing', () => Response.error(), 'new', /^hooks\.example\.com /],
  ]
  for (const [name, answer, state, error] of answers)
    test(`that is answered by ${name} is ${state}`, async () => {
      worker.answer = answer
      await send('hook')
      const found = await row()
      assert.equal(found['state'], state)
      assert.match(String(found['error']), error)
      assert.equal(worker.posts.length, 1)
    })

  test('that is taken is done, whether or not the answer ends', async () => {
    const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      controller.enqueue(new Uint8Array(10))
    }
    worker.answer = () => new Response(new ReadableStream({ start }))
    await send('hook')
    assert.equal((await row())['state'], 'done')
  })

  const mistakes: readonly (readonly [target: string, state: string, error: RegExp])[] = [
    ['keyless', 'new', /"NO_SECRET": npx wrangler secret put NO_SECRET/],
    ['weak', 'new', /24 to 64 bytes in base64 in the secret "WEAK_SECRET"/],
    ['private', 'dead', /expected a host of the public internet, got "169\.254\.169\.254"/],
  ]
  for (const [target, state, error] of mistakes)
    test(`to "${target}" is not sent, and says why`, async () => {
      await send(target)
      assert.deepEqual(worker.posts, [])
      const found = await row()
      assert.equal(found['state'], state)
      assert.match(String(found['error']), error)
    })
})

describe('a mail', () => {
  test('is plain text with a link, and is answered to the visitor', async () => {
    const [mail] = await send('mail', [
      ['email', ['ada@example.com']],
      ['message', ['Hello\n<b>you</b>']],
    ])
    assert.deepEqual(mail, {
      from: { name: 'Our Site', email: 'site@example.org' },
      to: ['owner@example.org'],
      subject: 'contact: new submission',
      text: `email: ada@example.com
message:
  Hello
  <b>you</b>

Page: https://example.org/contact/
Received: 2026-11-26 10:20 UTC

${LINK}
`,
      replyTo: 'ada@example.com',
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Leanto-Delivery': `${ID}-mail` },
    })
  })

  const replies: readonly (readonly [address: string, replyTo: string | undefined])[] = [
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@example.com, eve@example.com', undefined],
    ['ada@example.com\r\nBcc: eve@example.com', undefined],
    ['Ada <ada@example.com>', undefined],
    [`${'a'.repeat(65)}@example.com`, undefined],
    ['', undefined],
  ]
  for (const [address, replyTo] of replies)
    test(`is answered to ${replyTo ?? 'nobody'} for ${JSON.stringify(address)}`, async () => {
      const [mail] = await send('mail', [['email', [address]]])
      assert.ok(typeof mail === 'object' && mail !== null)
      assert.equal('replyTo' in mail ? mail.replyTo : undefined, replyTo)
    })

  test('has the owner’s subject in one line', async () => {
    const [mail] = await send('titled')
    assert.ok(typeof mail === 'object' && mail !== null && 'subject' in mail)
    assert.equal(mail.subject, 'A Bcc: b')
  })

  test('that the binding refuses is tried again', async () => {
    assert.deepEqual(await send('stranger'), [])
    const { state, error } = await row()
    assert.equal(state, 'new')
    assert.match(String(error), /the mail was not taken: email to \[address\] not allowed/)
  })
})

describe('a message to Slack', () => {
  test('has nothing of a visitor’s that is markup, and the link', async () => {
    await send('slack', [['message', [HOSTILE]]])
    const { url, json } = posted()
    assert.equal(url, SECRETS.SLACK_URL)
    const text = String(json['text'])
    assert.ok(text.startsWith('contact: new submission\nmessage: &lt;!channel&gt; *b*'))
    assert.ok(text.includes('&amp; &lt;@1&gt;'))
    assert.ok(text.endsWith(`\n<${LINK}>`))
    assert.deepEqual([json['unfurl_links'], json['unfurl_media']], [false, false])
  })

  test('is cut where it is too long, and keeps the link', async () => {
    await send('slack', [['message', ['&'.repeat(9000)]]])
    const text = String(posted().json['text'])
    assert.ok(text.length <= 4000 && text.length > 3990)
    assert.ok(text.endsWith(`&amp;…\n<${LINK}>`))
  })

  test('that fails does not tell the secret address', async () => {
    worker.answer = () => new Response('no_service', { status: 404 })
    await send('slack')
    assert.equal((await row())['error'], 'hooks.slack.com answered 404: no_service')
  })
})

describe('a message to Discord', () => {
  test('has nothing of a visitor’s that is Markdown, mentions nobody, and shows no preview', async () => {
    await send('discord', [['message', [HOSTILE]]])
    const { url, json } = posted()
    assert.equal(url, SECRETS.DISCORD_URL)
    const content = String(json['content'])
    assert.ok(
      content.includes(String.raw`\<!channel\> \*b\* \_i\_ \`c\` \[a\]\(https\://e.example\)`),
    )
    assert.ok(content.includes(String.raw`\@everyone & \<\@1\>`))
    assert.ok(content.endsWith(`\n${LINK}`))
    assert.deepEqual([json['allowed_mentions'], json['flags']], [{ parse: [] }, 4])
  })

  test('is cut where it is too long, and keeps the link', async () => {
    await send('discord', [['message', ['*'.repeat(9000)]]])
    const content = String(posted().json['content'])
    assert.ok(content.length <= 2000 && content.length > 1990)
    assert.ok(content.endsWith(`${String.raw`\*`}…\n${LINK}`))
  })

  test('is sent again when Discord says so', async () => {
    worker.answer = () => new Response('{}', { status: 429, headers: { 'retry-after': '120.5' } })
    await send('discord')
    assert.equal(Date.parse(String((await row())['due_at'])) - Date.parse(NOW), 120_500)
  })
})

describe('a message to Telegram', () => {
  test('is plain text without a preview, and has the link', async () => {
    await send('telegram', [['message', [HOSTILE]]])
    const { url, json } = posted()
    assert.equal(url, `https://api.telegram.org/bot${SECRETS.TELEGRAM_TOKEN}/sendMessage`)
    const { text, ...others } = json
    assert.deepEqual(others, { chat_id: '-100', link_preview_options: { is_disabled: true } })
    assert.ok(String(text).includes(HOSTILE))
    assert.ok(String(text).endsWith(`\n${LINK}`))
  })

  test('is cut where it is too long, and keeps the link', async () => {
    await send('telegram', [['message', ['😀'.repeat(9000)]]])
    const text = String(posted().json['text'])
    assert.ok(text.length <= 4096 && text.length > 4090)
    assert.ok(text.isWellFormed() && text.endsWith(`😀…\n${LINK}`))
  })

  test('is sent again when Telegram says so, and the error is without the token', async () => {
    const answer = {
      ok: false,
      description: `Too Many Requests for ${SECRETS.TELEGRAM_TOKEN}`,
      parameters: { retry_after: 300 },
    }
    worker.answer = () => Response.json(answer, { status: 429 })
    await send('telegram')
    const { due_at: dueAt, error } = await row()
    assert.equal(Date.parse(String(dueAt)) - Date.parse(NOW), 300_000)
    assert.match(String(error), /Too Many Requests for \[TELEGRAM_TOKEN\]/)
    assert.doesNotMatch(String(error), /telegramSecret/)
  })
})
