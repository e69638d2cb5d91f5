/** Answers with all that there is of one person, as a zip file for that person. */
import { makeZip } from 'client-zip'

import { problem } from '../core/problem.ts'
import { isOneAddress, normalizeAddress } from './addresses.ts'
import { toSafeName } from './file-names.ts'
import { auditStatement } from './serve-audit.ts'
import type { Call } from './serve-call.ts'
import { findPerson, type PersonIds } from './serve-find-person.ts'
import { readPersonRows } from './serve-person-rows.ts'
import { readFileBodies, type FileBody, type StoredFile } from './serve-read-file.ts'
import { downloadHeaders, streamTexts } from './serve-stream.ts'

export { findPerson } from './serve-find-person.ts'

/**
 * Answers GET with `?email=`: `person.json` has what the person sent, whole, and the ids of submissions of others that
 * name the address; `files/<id of the submission>/<number>-<name>` are the files. It streams, and breaks off where the
 * database fails.
 */
export async function answerPersonZip(call: Call): Promise<Response> {
  const { env, context, now } = call
  const email = context.url.searchParams.get('email')?.trim() ?? ''
  if (!isOneAddress(email)) return problem(400, 'Expected one e-mail address in "email".')
  const found = await findPerson(env.DB, email)
  await auditStatement(env.DB, call, 'exported', found.own.length, 'one person').run()
  const zip = makeZip(listEntries(call, email, found), { buffersAreUTF8: true })
  const name = `person-${now.toISOString().slice(0, 10)}.zip`
  return new Response(zip, { headers: downloadHeaders(name, 'application/zip') })
}

interface Entry {
  readonly name: string
  readonly input: ReadableStream<Uint8Array> | Blob | string
  readonly lastModified: Date
}

async function* listEntries(
  { env, now: lastModified }: Call,
  email: string,
  found: PersonIds,
): AsyncGenerator<Entry> {
  const texts = writePerson(env.DB, email, found, lastModified)
  yield { name: 'person.json', input: streamTexts(texts), lastModified }
  for await (const [file, body] of readFiles(env, found.own)) {
    const name = `files/${file.submission}/${file.number}-${toSafeName(file.name)}`
    yield body === undefined
      ? { name: `${name}.missing.txt`, input: 'The bytes of this file are lost.\n', lastModified }
      : { name, input: body, lastModified }
  }
}

async function* writePerson(
  db: D1Database,
  email: string,
  { own, mentions }: PersonIds,
  now: Date,
): AsyncGenerator<string> {
  const head = { address: normalizeAddress(email), exportedAt: now.toISOString(), mentions }
  yield `${JSON.stringify(head).slice(0, -1)},"submissions":[`
  let start = '\n'
  for await (const row of readPersonRows(db, own)) {
    yield start + JSON.stringify(row)
    start = ',\n'
  }
  yield '\n]}\n'
}

interface FileEntry extends StoredFile {
  readonly name: string
  readonly submission: string
  /** Within its submission, from 1 on: names may be the same. */
  readonly number: number
}

/** So many submissions are asked for at once; each has a few files at most. */
const SUBMISSIONS = 100

async function* readFiles(
  env: Call['env'],
  ids: readonly string[],
): AsyncGenerator<readonly [FileEntry, FileBody | undefined]> {
  for (let at = 0; at < ids.length; at += SUBMISSIONS) {
    const { results } = await env.DB.prepare(
      `SELECT id, store, size, name, submission, row_number() OVER (PARTITION BY submission ORDER BY rowid) AS number
         FROM leanto_files WHERE submission IN (SELECT value FROM json_each(?)) ORDER BY submission, number`,
    )
      .bind(JSON.stringify(ids.slice(at, at + SUBMISSIONS)))
      .all<FileEntry>()
    yield* readFileBodies(env, results)
  }
}
