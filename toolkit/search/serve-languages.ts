/** The languages that a site can be searched in, each with the indexes that answer. */
import { findTag } from '../core/language.ts'
import type { SearchIndex } from './format.ts'

/** A language of the site. */
export interface Language {
  /** BCP 47. */
  readonly tag: string
  /** The name of its index: `pt-br`. */
  readonly name: string
  /** What everybody may find; undefined where all pages of the language are private. */
  readonly open: SearchIndex | undefined
  /** What only some may find. */
  readonly hidden: SearchIndex | undefined
}

/** The first is the site's main one. */
export type Languages = readonly [Language, ...Language[]]

const PRIVATE = /-private$/
const NONE: Language = { tag: 'en', name: 'en', open: undefined, hidden: undefined }

/** The languages of some indexes, in their order. */
export function listLanguages(indexes: readonly SearchIndex[]): Languages {
  const byName = Map.groupBy(indexes, ({ name, private: isPrivate }) =>
    isPrivate ? name.replace(PRIVATE, '') : name,
  )
  const [first = NONE, ...others] = [...byName].map(([name, members]) => ({
    tag: members[0]?.language ?? name,
    name,
    open: members.find((index) => !index.private),
    hidden: members.find((index) => index.private),
  }))
  return [first, ...others]
}

/**
 * The language of a tag: its own index, or that of the same language elsewhere, as `de` for `de-AT`. The main one for
 * no tag, undefined where there is none.
 */
export function findLanguage(languages: Languages, tag: string): Language | undefined {
  if (tag === '') return languages[0]
  const name = findTag(
    languages.map((language) => language.name),
    tag,
  )
  return languages.find((language) => language.name === name)
}
