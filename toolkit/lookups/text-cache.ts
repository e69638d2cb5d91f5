/** The files that an isolate keeps, so that the next question about the same rows reads nothing. */
import type { Layout } from './format.ts'

/**
 * Only what is read is kept, never a pending read: a Worker's request may not wait for another's.
 */
export interface TextCache {
  readonly texts: Map<string, string>
  readonly layouts: Map<string, Layout>
}

/** At most 128 KB each, 8 MB as UTF-16 in the worst case: little of the 128 MB that an isolate has. */
const MAX_TEXTS = 32

export function createTextCache(): TextCache {
  return { texts: new Map(), layouts: new Map() }
}

/** The text under `path`, which becomes the one used last. */
export function recallText({ texts }: TextCache, path: string): string | undefined {
  const text = texts.get(path)
  if (text !== undefined) keepText({ texts }, path, text)
  return text
}

/** Keeps a text and lets go of the one that was unused the longest. */
export function keepText({ texts }: Pick<TextCache, 'texts'>, path: string, text: string): void {
  texts.delete(path)
  texts.set(path, text)
  const [oldest] = texts.keys()
  if (texts.size > MAX_TEXTS && oldest !== undefined) texts.delete(oldest)
}
