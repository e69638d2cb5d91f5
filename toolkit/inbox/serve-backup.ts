/** Answers with a backup of the inbox, as `backup.md` specifies it: a part for each request, none of them large. */
import { problem } from '../core/problem.ts'
import { ROW_KINDS, type RowKind } from './backup-columns.ts'
import {
  BACKUP_TYPE,
  encodeLine,
  type BytesLine,
  type Counts,
  type RowLine,
} from './backup-format.ts'
import { auditStatement } from './serve-audit.ts'
import { isBytesPosition, readBytes } from './serve-backup-bytes.ts'
import { isPosition, readLines } from './serve-backup-rows.ts'
import type { Call } from './serve-call.ts'
import { UNBOUND } from './serve-restore-file.ts'

// A Worker may make 50 calls to its bindings for one request, and has 10 ms to compute.
const MAX_CALLS = 30
const MAX_ROWS = 500
const MAX_BYTES = 1_500_000

/** What one request still gives. */
export interface Budget {
  readonly rows: number
  readonly bytes: number
  readonly calls: number
}

/** What one read gave. */
export interface Part {
  readonly lines: readonly (RowLine | BytesLine)[]
  /** Where the next read goes on; absent where nothing is left. */
  readonly next?: string
  /** How many calls it has cost. */
  readonly calls: number
}

/** What a backup has, in this order. The files come last: a reader knows by then whose they are. */
const SECTIONS: readonly (RowKind | 'bytes')[] = [...ROW_KINDS, 'bytes']

/** Where a request goes on. */
interface Place {
  /** Index in `SECTIONS`. */
  readonly section: number
  /** Of the last line; '' at the start of a section. */
  readonly after: string
  /** Of the lines before. */
  readonly counts: Counts
}

const START: Place = { section: 0, after: '', counts: {} }

/**
 * Answers GET with the first part, or the one that `after` asks for: its last line has what asks for the next, or the
 * end. What is written while a backup is made may be left out of it; what it has fits together all the same. Answers 400
 * for an `after` that is none, and 403 where files lie in a bucket that is not bound: it would be no whole backup.
 */
export async function answerBackup(call: Call): Promise<Response> {
  const { env, context, now } = call
  const cursor = context.url.searchParams.get('after')
  const place = cursor === null ? START : decodePlace(cursor)
  if (place === undefined)
    return problem(400, 'Expected the "next" of the part before this one in "after".')
  if (await isUnbound(env)) return problem(403, UNBOUND)
  const head: string[] = []
  if (cursor === null) {
    await audit(call)
    head.push(encodeLine({ kind: 'head', at: now.toISOString() }))
  }
  const lines = await readPart(env, place)
  return new Response(`${[...head, ...lines].join('\n')}\n`, {
    headers: { 'content-type': BACKUP_TYPE },
  })
}

async function isUnbound({ DB, FILES }: Call['env']): Promise<boolean> {
  if (FILES !== undefined) return false
  const file = await DB.prepare(`SELECT 1 FROM leanto_files WHERE store = 'r2' LIMIT 1`).first()
  return file !== null
}

async function audit(call: Call): Promise<void> {
  const { DB } = call.env
  const total = await DB.prepare('SELECT sum(total) AS total FROM leanto_counts').first<
    number | null
  >('total')
  await auditStatement(DB, call, 'backed up', total ?? 0).run()
}

async function readPart(env: Call['env'], place: Place): Promise<string[]> {
  const lines: string[] = []
  let left: Budget = { rows: MAX_ROWS, bytes: MAX_BYTES, calls: MAX_CALLS }
  let { section, after, counts } = place
  while (left.rows > 0 && left.bytes > 0 && left.calls > 0) {
    const kind = SECTIONS[section]
    if (kind === undefined) return [...lines, encodeLine({ kind: 'end', counts })]
    const part =
      kind === 'bytes'
        ? await readBytes(env, after, left)
        : await readLines(env.DB, kind, after, left)
    const texts = part.lines.map(encodeLine)
    lines.push(...texts)
    if (texts.length > 0) counts = { ...counts, [kind]: (counts[kind] ?? 0) + texts.length }
    left = {
      rows: left.rows - texts.length,
      bytes: left.bytes - texts.reduce((sum, { length }) => sum + length, 0),
      calls: left.calls - part.calls,
    }
    after = part.next ?? ''
    if (part.next === undefined) section += 1
  }
  return [...lines, encodeLine({ kind: 'next', cursor: encodePlace({ section, after, counts }) })]
}

const ENCODING = { alphabet: 'base64url', omitPadding: true } as const

function encodePlace({ section, after, counts }: Place): string {
  return new TextEncoder().encode(JSON.stringify([section, after, counts])).toBase64(ENCODING)
}

/** Gives `undefined` for what is none. */
function decodePlace(cursor: string): Place | undefined {
  try {
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: ENCODING.alphabet })
    const list: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const [section, after, counts]: readonly unknown[] = Array.isArray(list) ? list : []
    const kind = typeof section === 'number' ? SECTIONS[section] : undefined
    if (typeof section !== 'number' || kind === undefined) return undefined
    if (typeof after !== 'string' || typeof counts !== 'object') return undefined
    if (kind === 'bytes' ? !isBytesPosition(after) : !isPosition(kind, after)) return undefined
    const numbers = Object.entries(counts ?? {}).flatMap(([name, count]: [string, unknown]) =>
      typeof count === 'number' ? [[name, count] as const] : [],
    )
    return { section, after, counts: Object.fromEntries(numbers) }
  } catch {
    return undefined
  }
}
