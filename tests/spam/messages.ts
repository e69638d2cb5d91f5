/** The labelled set: invented messages, of the kinds that contact forms get. */
import type { Message } from './message.ts'
import { chinese } from './messages-zh.ts'
import { dutch } from './messages-nl.ts'
import { englishHonest } from './messages-en-honest.ts'
import { englishSpam } from './messages-en-spam.ts'
import { french } from './messages-fr.ts'
import { german } from './messages-de.ts'
import { italian } from './messages-it.ts'
import { japanese } from './messages-ja.ts'
import { others } from './messages-other.ts'
import { polish } from './messages-pl.ts'
import { portuguese } from './messages-pt.ts'
import { spanish } from './messages-es.ts'

export const MESSAGES: readonly Message[] = [
  ...englishHonest,
  ...englishSpam,
  ...german,
  ...french,
  ...spanish,
  ...portuguese,
  ...italian,
  ...dutch,
  ...polish,
  ...japanese,
  ...chinese,
  ...others,
]
