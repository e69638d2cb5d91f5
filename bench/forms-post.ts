/** How long a visitor waits for the answer to a form, beside one who posts to a bare insert into the database. */
import { startFixture, type Fixture } from '../tests/worker/fixture.ts'
import { startBare } from './forms-bare.ts'
import { createClient, type Client, type Sent } from './forms-client.ts'
import { CONTACT_POSTS, toContactPage } from './forms-pages.ts'
import { interleave, median, quantile } from './statistics.ts'
import { formatMs, type Row } from './forms-table.ts'

const WARM_UPS = 50
const ROUNDS = 300
const LIMIT = '2.0x'

export async function measurePosts(): Promise<Row[]> {
  const [bare, site] = await Promise.all([
    startBare(),
    startFixture({ 'contact/index.html': toContactPage('contact') }),
  ])
  const [toBare, toSite] = [createClient(bare.url), createClient(site.url)]
  const [, revision = ''] = /name="_form" value="([^"]+)"/.exec(await readPage(site)) ?? []
  const times = await measure(toBare, toSite, `&_form=${encodeURIComponent(revision)}&homepage=`)
  await assertStored(bare, 'bare', '')
  await assertStored(site, 'leanto_submissions', "WHERE state = 'accepted' AND sender <> ''")
  for (const client of [toBare, toSite]) client.close()
  await Promise.all([bare.close(), site.close()])
  return toRows(times)
}

/** In each round a nothing, a bare insert, a valid and a wrong post: neither insert follows what works on after it. */
function measure(bare: Client, site: Client, own: string): ReturnType<typeof interleave> {
  let count = 0
  const post = (body: string): Sent => ({ method: 'POST', headers: toHeaders((count += 1)), body })
  const { valid, wrong } = CONTACT_POSTS
  const measures = [
    () => bare.send('/forms/nothing', 303, post(valid + own)),
    () => bare.send('/forms/insert', 303, post(valid + own)),
    () => site.send('/forms/contact', 303, post(valid + own)),
    () => site.send('/forms/contact', 422, post(wrong + own)),
  ]
  return interleave(WARM_UPS, measures).then(() => interleave(ROUNDS, measures))
}

/** Each from another visitor. */
function toHeaders(count: number): Record<string, string> {
  return {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    'cf-connecting-ip': `198.${18 + (count >> 16)}.${(count >> 8) % 256}.${count % 256}`,
    'sec-fetch-site': 'same-origin',
  }
}

async function readPage(site: Fixture): Promise<string> {
  return (await site.fetch('/contact/')).text()
}

async function assertStored(site: Fixture, table: string, where: string): Promise<void> {
  const [row] = await site.query(`SELECT count(*) AS count FROM ${table} ${where}`)
  const expected = WARM_UPS + ROUNDS
  if (row?.['count'] === expected) return
  throw new Error(`expected ${expected} rows in ${table}, got ${JSON.stringify(row)}`)
}

function toRows([nothing = [], insert = [], valid = [], wrong = []]: Awaited<
  ReturnType<typeof interleave>
>): Row[] {
  const bare = (name: string, part: number, times = insert): string =>
    `${name}: ${formatMs(quantile(times, part))}`
  const row = (what: string, times: readonly number[], part: number): Row => ({
    what,
    here: formatMs(quantile(times, part)),
    beside: bare('bare insert', part),
    ratio: quantile(times, part) / quantile(insert, part),
  })
  const net = (times: readonly number[]): number => median(times) - median(nothing)
  return [
    { ...row('valid post, p50', valid, 0.5), limit: LIMIT },
    row('valid post, p95', valid, 0.95),
    {
      what: 'valid post, p50, beyond a post that does nothing',
      here: formatMs(net(valid)),
      beside: `bare insert: ${formatMs(net(insert))}`,
      ratio: net(valid) / net(insert),
    },
    row('wrong post, its page again (422), p50', wrong, 0.5),
    row('wrong post, its page again (422), p95', wrong, 0.95),
  ]
}
