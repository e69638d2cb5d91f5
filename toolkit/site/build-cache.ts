/**
 * What came of the pages of the last build, so that those that have not changed are not read again. One file in the
 * project's `.leanto/cache`: beside all that the build makes for itself, where a project has no `node_modules`, too. It
 * may be deleted at any time.
 *
 * The first line is the version of what made it; each further line is an entry: the key of a page (`keyOf`), the start
 * of the SHA-256 of the JSON that follows, that JSON.
 */
import { hash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface PageCache {
  /** Whether it has nothing to be found. */
  readonly isEmpty: boolean
  /** The JSON that an entry holds for a key; nothing where it is damaged. */
  find(key: string): string | undefined
  /** Takes in entries that were made in this build. */
  add(entries: readonly string[]): void
  /** Keeps what was found and what was added, and forgets the rest. */
  save(): void
}

const NEWLINE = 0x0a
const KEY_LENGTH = 64
const SUM_LENGTH = 16
const JSON_AT = KEY_LENGTH + SUM_LENGTH + 2

/** The key of a page: the SHA-256 of its file's name and bytes. */
export function keyOf(file: string, bytes: Uint8Array): string {
  return hash('sha256', `${hash('sha256', bytes)} ${file}`)
}

/** An entry of the file. JSON has no line ends of its own. */
export function formatEntry(key: string, json: string): string {
  return `${key} ${sumOf(json)} ${json}`
}

/** The JSON of an entry. */
export function entryJson(entry: string): string {
  return entry.slice(JSON_AT)
}

/**
 * Opens the cache in a file.
 * @param version - of all that an entry comes from beside the page; entries of another are forgotten
 */
export function openCache(file: string, version: string): PageCache {
  const bytes = readCache(file)
  const places = listEntries(bytes, version)
  const fresh = `${file}.${process.pid}`
  const used = new Set<string>()
  let added = 0
  const append = (content: string | Uint8Array): void => {
    if (added === 0) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(fresh, `${version}\n`)
    }
    added++
    appendFileSync(fresh, content)
  }
  return {
    isEmpty: places.size === 0,
    find(key) {
      const [start, end] = places.get(key) ?? []
      const json = bytes.toString('utf8', (start ?? 0) + JSON_AT, end)
      if (start === undefined || !isWhole(bytes, start, json)) return undefined
      used.add(key)
      return json
    },
    add(entries) {
      if (entries.length > 0) append(`${entries.join('\n')}\n`)
    },
    save() {
      if (added === 0 && used.size === places.size) return
      append('')
      for (const key of used) {
        const [start, end] = places.get(key) ?? [0, 0]
        append(bytes.subarray(start, end + 1))
      }
      renameSync(fresh, file)
    },
  }
}

function readCache(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}

/** Where each entry starts and ends, by its key. The last line of a file that was cut off is none. */
function listEntries(bytes: Buffer, version: string): Map<string, readonly [number, number]> {
  const places = new Map<string, readonly [number, number]>()
  let end = bytes.indexOf(NEWLINE)
  if (bytes.toString('utf8', 0, Math.max(0, end)) !== version) return places
  for (let start = end + 1; ; start = end + 1) {
    end = bytes.indexOf(NEWLINE, start)
    if (end < 0) return places
    if (end > start + JSON_AT)
      places.set(bytes.toString('latin1', start, start + KEY_LENGTH), [start, end])
  }
}

function isWhole(bytes: Buffer, start: number, json: string): boolean {
  const sumAt = start + KEY_LENGTH + 1
  return bytes.toString('latin1', sumAt, sumAt + SUM_LENGTH) === sumOf(json)
}

function sumOf(json: string): string {
  return hash('sha256', json).slice(0, SUM_LENGTH)
}
