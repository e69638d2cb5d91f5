/** What the page of one submission is filled with. */
import type { Data } from '../page/format.ts'
import { deliveryFields } from './page-fields-deliveries.ts'
import { roundPoints } from './page-fields.ts'
import { HOME, listUrl, mailUrl, pageUrl, submissionUrl, webUrl } from './page-urls.ts'
import { countWords, FOLDER_NAMES, signWords, sizeWords, timeWords } from './page-words.ts'
import type { FileView, HistoryEntry, Selection, SubmissionView } from './views.ts'

/** The list that it was reached from. */
export interface Origin {
  readonly selection: Selection
  readonly after: string | undefined
}

/** The fields of the page. Everything that was sent is shown as it came. */
export function submissionFields(view: SubmissionView, { selection, after }: Origin): Data {
  const { id, form, folder, author, replyTo } = view
  const own = submissionUrl(id, selection, after)
  const fields = view.fields.map(([name, values]) => ({ name, values: valuesFields(values) }))
  const name = author === '' ? 'No name' : author
  return {
    heading: name,
    id,
    author: name,
    form,
    folder: FOLDER_NAMES[folder],
    at: view.receivedAt,
    when: timeWords(view.receivedAt),
    page: view.page,
    pageUrl: pageUrl(view.page),
    expires: view.expiresAt,
    expiresWhen: view.expiresAt === undefined ? undefined : timeWords(view.expiresAt),
    own,
    back: listUrl(selection, after),
    backLabel: backLabel(selection),
    reply: replyTo === undefined ? undefined : mailUrl(replyTo, `Re: ${form}`),
    canArchive: folder === 'inbox',
    canInbox: folder === 'archive',
    canSpam: folder !== 'spam',
    canHam: folder === 'spam',
    isSpam: folder === 'spam',
    verdict: describeVerdict(view),
    signs: view.signs.map((sign) => ({ words: signWords(sign) })),
    fields,
    isEmpty: fields.length === 0 && view.files.length === 0,
    files: view.files.map(fileFields),
    consent: view.consent.map(({ name: box, text }) => ({ name: box, text })),
    extra: view.extra.map(([extraName, value]) => ({ name: extraName, value })),
    deliveries: view.deliveries.map((delivery) => ({ ...deliveryFields(delivery), own })),
    history: view.history.map(historyFields),
  }
}

function backLabel({ folder, query }: Selection): string {
  return query === undefined ? FOLDER_NAMES[folder] : `Found in ${FOLDER_NAMES[folder]}`
}

/** What the signs of spam came to. */
function describeVerdict({ mark, score, folder }: SubmissionView): string {
  const points = countWords(roundPoints(score), 'point')
  if (mark === 'spam') return `You said that this is spam. It had ${points}`
  if (mark === 'ham') return `You said that this is no spam. It had ${points}`
  return folder === 'spam' ? `This looks like spam: ${points}` : `Not taken for spam: ${points}`
}

/** A list without a value is what a group of check boxes sends when none is ticked. */
function valuesFields(values: readonly string[]): Data[] {
  return values.length === 0 ? [{ isEmpty: true }] : values.map(valueFields)
}

function valueFields(text: string): Data {
  const web = webUrl(text)
  const mail = mailUrl(text)
  const isPlain = web === undefined && mail === undefined
  return { text, web, mail, plain: isPlain ? text : undefined, isEmpty: text === '' }
}

function fileFields({ id, name, type, size, field }: FileView): Data {
  return {
    url: `${HOME}/files/${encodeURIComponent(id)}`,
    name: name === '' ? 'without a name' : name,
    type: type === '' ? 'of a type unknown' : type,
    size: sizeWords(size),
    field,
  }
}

function historyFields({ at, actor, event, detail }: HistoryEntry): Data {
  return {
    at,
    when: timeWords(at),
    event,
    // What the software does by itself needs no name.
    actor: actor === 'leanto' ? undefined : actor,
    detail,
  }
}
