/** What the list of the inbox is filled with. */
import type { Data } from '../page/format.ts'
import { exportUrl, listUrl, submissionUrl } from './page-urls.ts'
import { countWords, FOLDER_NAMES, shortTimeWords } from './page-words.ts'
import type { Folder, FormCounts, ListItem, ListPage, Selection } from './views.ts'

/** What a list shows. */
export interface ListView {
  readonly selection: Selection
  /** The cursor of the page; absent on the first. */
  readonly after: string | undefined
  readonly page: ListPage
  readonly counts: readonly FormCounts[]
  /** Whether deliveries were given up. */
  readonly hasDead: boolean
  readonly now: Date
}

const FOLDERS: readonly Folder[] = ['inbox', 'unread', 'spam', 'archive']

/** The fields of the list page. */
export function listFields(view: ListView): Data {
  const { selection, after, page, counts, hasDead } = view
  const { form, folder, query } = selection
  const items = page.items.map((item) => itemFields(item, view))
  const newest = after === undefined ? undefined : listUrl(selection)
  const older = page.next === undefined ? undefined : listUrl(selection, page.next)
  return {
    ...headings(view),
    folders: FOLDERS.map((name) => folderFields(name, view)),
    forms: counts.length > 1 || form !== undefined ? formsFields(view) : [],
    query,
    form,
    isAllForms: form === undefined,
    folder,
    isInbox: folder === 'inbox',
    hasDead,
    isUnindexed: (page.unindexed ?? 0) > 0,
    items,
    back: listUrl(selection, after),
    canArchive: folder !== 'archive' && folder !== 'spam',
    canInbox: folder === 'archive',
    canSpam: folder !== 'spam',
    canHam: folder === 'spam',
    empty: items.length === 0 ? describeEmpty(view) : undefined,
    newest,
    older,
    hasPages: newest !== undefined || older !== undefined,
    exports: {
      csv: exportUrl('csv', selection),
      json: exportUrl('json', selection),
      ndjson: exportUrl('ndjson', selection),
    },
  }
}

function headings(view: ListView): Data {
  const { folder, form, query } = view.selection
  const name = FOLDER_NAMES[folder]
  const title = query === undefined ? name : `“${query}” in ${name}`
  const unread = countIn('unread', view)
  const about = form === undefined ? undefined : `Of the form ${form}`
  // The title of the page ends with `Inbox` in any case.
  const isHome = folder === 'inbox' && query === undefined
  const heading = isHome ? (unread === 0 ? '' : `${unread} unread`) : title
  return { title, about, heading: [heading, form].filter(Boolean).join(' · ') }
}

function folderFields(name: Folder, view: ListView): Data {
  const { selection } = view
  const count = countIn(name, view)
  return {
    name: FOLDER_NAMES[name],
    // What is searched for in one folder may lie in another.
    url: listUrl({ ...selection, folder: name }),
    count: count === 0 ? '' : count,
    countLook: name === 'unread' ? 'count fresh' : 'count',
    current: name === selection.folder ? 'page' : undefined,
  }
}

/** The number in a folder, of the form that is shown. */
function countIn(folder: Folder, { counts, selection: { form } }: ListView): number {
  return counts
    .filter((count) => form === undefined || count.form === form)
    .reduce((sum, count) => sum + count[folder], 0)
}

function formsFields({ counts, selection: { form } }: ListView): Data[] {
  const unread = counts.reduce((sum, count) => sum + count.unread, 0)
  const all = { name: 'All forms', url: listUrl({ folder: 'inbox' }), unread, isCurrent: !form }
  const each = counts.map((count) => ({
    name: count.form,
    url: listUrl({ folder: 'inbox', form: count.form }),
    unread: count.unread,
    isCurrent: count.form === form,
  }))
  return [all, ...each].map(({ isCurrent, ...fields }) => ({
    ...fields,
    unread: fields.unread === 0 ? '' : fields.unread,
    current: isCurrent ? 'true' : undefined,
  }))
}

function itemFields(item: ListItem, { selection, after, now }: ListView): Data {
  const author = item.author === '' ? 'No name' : item.author
  return {
    id: item.id,
    url: submissionUrl(item.id, selection, after),
    label: `Select: ${author}, ${item.excerpt}`,
    look: item.isRead ? 'row' : 'row fresh',
    isUnread: !item.isRead,
    author,
    excerpt: item.excerpt,
    form: selection.form === undefined ? item.form : undefined,
    files: item.fileCount === 0 ? undefined : countWords(item.fileCount, 'file'),
    points: item.folder === 'spam' ? countWords(roundPoints(item.score), 'point') : undefined,
    at: item.receivedAt,
    when: shortTimeWords(item.receivedAt, now),
  }
}

/** Points of spam with one decimal at most. */
export function roundPoints(score: number): number {
  return Math.round(score * 10) / 10
}

const NOTHING: Readonly<Record<Folder, readonly [title: string, text: string]>> = {
  inbox: ['Nothing to do', 'What is sent next shows up here. What you archived is in Archive.'],
  unread: ['Nothing unread', 'Every submission in the inbox was opened.'],
  spam: ['No spam', 'What looks like spam waits here. It is kept, and nobody is told of it.'],
  archive: ['Nothing archived', 'Archive what is done: it stays, and can be found.'],
}

/** An empty list says what to expect of it. */
function describeEmpty(view: ListView): Data {
  const { selection, after, counts, page } = view
  const { folder, query } = selection
  // A search ends where enough was looked at.
  if (page.next !== undefined)
    return { title: 'Nothing found so far', text: '“Older” looks further back.' }
  if (after !== undefined) return { title: 'No more', text: 'There is nothing older.' }
  if (query !== undefined)
    return {
      title: 'Nothing found',
      text: `No submission in ${FOLDER_NAMES[folder]} has these words. Each folder is searched by itself.`,
    }
  if (
    folder === 'inbox' &&
    counts.every(({ inbox, spam, archive }) => inbox + spam + archive === 0)
  )
    return {
      title: 'Nothing was sent yet',
      text: 'When somebody sends a form of your site, it shows up here at once.',
    }
  const [title, text] = NOTHING[folder]
  return { title, text }
}
