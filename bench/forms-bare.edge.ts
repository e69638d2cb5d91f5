/** What forms are held against: handlers that do as little as can be, in a Worker like theirs. */
import { readEntries } from '../toolkit/forms/entries.ts'
import type { Limits } from '../toolkit/forms/limits.ts'

interface Bindings {
  readonly DB: D1Database
  readonly FILES?: R2Bucket
}

const LIMITS: Limits = {
  textBytes: 1e6,
  fileBytes: 1e7,
  fields: 10,
  files: 1,
  nameLength: 100,
  storedBytes: 1e6,
}

const worker: ExportedHandler<Bindings> = {
  async fetch(request, { DB, FILES }) {
    switch (new URL(request.url).pathname) {
      case '/forms/insert':
        await insert(DB, await request.formData())
        break
      case '/forms/put':
        await FILES?.put(crypto.randomUUID(), (await request.formData()).get('file'))
        break
      case '/forms/read':
        await read(request)
        break
      case '/forms/form-data':
        await request.formData()
        break
      case '/forms/nothing':
        break
      default:
        return new Response('expected another path', { status: 404 })
    }
    return new Response(null, { status: 303, headers: { location: '/' } })
  },
}

export default worker

async function insert(db: D1Database, form: FormData): Promise<void> {
  await db
    .prepare('INSERT INTO bare (form, received_at, entries) VALUES (?, ?, ?)')
    .bind('contact', new Date().toISOString(), JSON.stringify([...form]))
    .run()
}

/** Our own parser, with nowhere to put what it reads. */
async function read(request: Request): Promise<void> {
  const entries = await readEntries(request, {
    limits: LIMITS,
    controls: [{ type: 'file', name: 'file' }],
    keepFile: () => ({ id: 'none', write() {}, end() {}, abort: () => Promise.resolve() }),
  })
  const [upload] = entries.entries.map(([, , file]) => file?.size)
  if (upload !== 9e6) throw new Error(`expected the whole file, got ${upload} bytes`)
}
