/** What the page of exports, persons and backups is filled with. */
import type { Data } from '../page/format.ts'
import { HOME, submissionUrl, withQuery } from './page-urls.ts'
import { countWords, timeWords } from './page-words.ts'
import type { ListItem } from './views.ts'

/** What there is of one person. */
export interface PersonView {
  readonly email: string
  /** How many came from the address. */
  readonly own: number
  /** How many of others have it in their text. */
  readonly mentions: number
  /** The newest of both. */
  readonly items: readonly (ListItem & { readonly isMention: boolean })[]
}

/**
 * The fields of the page.
 * @param forms - the names of all forms that sent something
 * @param person - what was found; `undefined` where nobody was looked for
 * @param fault - what is wrong with the address that was looked for
 */
export function dataFields(
  forms: readonly string[],
  email: string | undefined,
  person: PersonView | undefined,
  fault: string | undefined,
): Data {
  return {
    heading: 'Data',
    exportForms: [
      { value: '', name: 'All forms' },
      ...forms.map((name) => ({ value: name, name })),
    ],
    email,
    fault,
    person: person === undefined ? undefined : personFields(person),
  }
}

function personFields({ email, own, mentions, items }: PersonView): Data {
  const hidden = own + mentions - items.length
  return {
    summary: describePerson(own, mentions),
    any: own + mentions > 0,
    hasMentions: mentions > 0,
    zip: withQuery(`${HOME}/person.zip`, { email }),
    items: items.map((item) => ({
      at: item.receivedAt,
      when: timeWords(item.receivedAt),
      url: submissionUrl(item.id),
      title: item.author === '' ? 'No name' : item.author,
      form: item.form,
      excerpt: item.excerpt,
      isMention: item.isMention,
    })),
    more: hidden > 0 ? `And ${countWords(hidden, 'older one')}.` : undefined,
  }
}

function describePerson(own: number, mentions: number): string {
  if (own + mentions === 0) return 'Nothing is kept of this address.'
  const parts = [
    own === 0 ? undefined : `${countWords(own, 'submission')} from this address`,
    mentions === 0
      ? undefined
      : `${countWords(mentions, 'other')} that ${mentions === 1 ? 'mentions' : 'mention'} it`,
  ]
  return `${parts.filter((part) => part !== undefined).join(', ')}.`
}
