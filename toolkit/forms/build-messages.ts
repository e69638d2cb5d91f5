/** The sentences of all languages, and which of them a site needs: the others are no part of its Worker. */
import { primarySubtag } from '../core/language.ts'
import type { FormContracts } from './format.ts'
import { GERMAN } from './messages-de.ts'
import { ENGLISH } from './messages-en.ts'
import { SPANISH } from './messages-es.ts'
import { FRENCH } from './messages-fr.ts'
import { ITALIAN } from './messages-it.ts'
import { JAPANESE } from './messages-ja.ts'
import { DUTCH } from './messages-nl.ts'
import { POLISH } from './messages-pl.ts'
import { PORTUGUESE } from './messages-pt.ts'
import { CHINESE } from './messages-zh.ts'
import { findMessages } from './messages.ts'
import type { Sentences } from './sentences.ts'

/** By primary language subtag. */
export const ALL_MESSAGES: Readonly<Record<string, Sentences>> = {
  de: GERMAN,
  en: ENGLISH,
  es: SPANISH,
  fr: FRENCH,
  it: ITALIAN,
  ja: JAPANESE,
  nl: DUTCH,
  pl: POLISH,
  pt: PORTUGUESE,
  zh: CHINESE,
}

/** The sentences of a language by its BCP 47 tag, or the English ones. */
export function messagesOf(language: string): Sentences {
  return findMessages(ALL_MESSAGES, language)
}

/** The sentences of the pages that hold the forms; not the English ones, which every Worker has. */
export function collectMessages(contracts: FormContracts): Record<string, Sentences> {
  const languages = Object.values(contracts).flatMap(({ pages }) =>
    pages.map(({ language }) => primarySubtag(language)),
  )
  const wanted = [...new Set(languages)].filter((language) => language !== 'en').toSorted()
  return Object.fromEntries(
    wanted.flatMap((language) => {
      const sentences = Object.hasOwn(ALL_MESSAGES, language) ? ALL_MESSAGES[language] : undefined
      return sentences === undefined ? [] : [[language, sentences]]
    }),
  )
}
