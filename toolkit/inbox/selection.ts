/** Which submissions the parameters of an address ask for. */
import { FORM_NAME } from '../forms/format.ts'
import { FOLDER_STATES, type Folder, type Selection } from './views.ts'

/** The parameters that a selection is made of. */
export const SELECTION_PARAMETERS = ['form', 'folder', 'q'] as const

/** Longer queries are no words that somebody looks for. */
export const MAX_QUERY_LENGTH = 200

// The longest part of a wrong value that an error repeats.
const MAX_SHOWN = 60

/**
 * Reads `form`, `folder` and `q`; others are left alone. An empty value is none, since a page's form sends those.
 * @returns the selection, of the inbox where no folder is named; or what is wrong, as a sentence without its end
 */
export function parseSelection(params: URLSearchParams): Selection | string {
  const repeated = SELECTION_PARAMETERS.find((name) => params.getAll(name).length > 1)
  if (repeated !== undefined) {
    return `expected "${repeated}" once, got it ${params.getAll(repeated).length} times`
  }
  const form = params.get('form') ?? ''
  if (form !== '' && !FORM_NAME.test(form)) {
    return `expected a form's name of lower-case letters, digits and hyphens in "form", got ${show(form)}`
  }
  const folder = params.get('folder') || 'inbox'
  if (!isFolder(folder)) {
    return `expected one of ${Object.keys(FOLDER_STATES).join(', ')} in "folder", got ${show(folder)}`
  }
  const query = (params.get('q') ?? '').trim()
  if (query.length > MAX_QUERY_LENGTH) {
    return `expected at most ${MAX_QUERY_LENGTH} characters in "q", got ${query.length}`
  }
  return {
    folder,
    ...(form === '' ? {} : { form }),
    ...(query === '' ? {} : { query }),
  }
}

/** A wrong value as an error repeats it: quoted, and not longer than a line. */
export function show(value: string): string {
  return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value)
}

function isFolder(text: string): text is Folder {
  return Object.hasOwn(FOLDER_STATES, text)
}
