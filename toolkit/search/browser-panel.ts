/** What is asked in the field of the element, and what its list then shows. */
import { openIndex } from './browser-engine.ts'
import { createInsight, type Insight } from './browser-insight.ts'
import { createListbox } from './browser-listbox.ts'
import type { Parts } from './browser-markup.ts'
import { toItems } from './browser-options.ts'
import { askAsTyped } from '../page/browser-typed.ts'
import type { Say } from './browser-words.ts'
import type { SearchResult } from './engine.ts'
import type { SearchIndex } from './format.ts'

// A page that has a search page's region too loads the engine once.
export { openIndex } from './browser-engine.ts'

const DEFAULT_LIMIT = 8

/** An answer, and the index that gave it. */
interface Answer {
  readonly result: SearchResult
  readonly index: SearchIndex
}

/**
 * Answers in the list what is typed into the field, and what stands there already.
 * @param host - its attributes say what to ask for
 * @param root - the address of the index's root
 */
export function startPanel(host: Element, parts: Parts, say: Say, root: string): void {
  const { form, input, list, dialog } = parts
  const wanted = new URLSearchParams(host.getAttribute('filter') ?? '')
  const options = {
    limit: Number(host.getAttribute('limit')) || DEFAULT_LIMIT,
    // Without a filter, what reads filters is not loaded.
    ...(wanted.size > 0 && {
      filters: Object.fromEntries(Array.from(wanted.keys(), (name) => [name, wanted.getAll(name)])),
    }),
  }
  const insight = createInsight(host.getAttribute('insight') !== 'off')
  const listbox = createListbox(input, list)
  const answer = async (query: string): Promise<Answer | null> => {
    const { index, search } = await openIndex(root)
    return query.trim() === '' ? null : { result: await search(query, options), index }
  }
  const { ask, stop } = askAsTyped(
    input,
    () => input.value.trimStart(),
    answer,
    (answered) => {
      show(parts, say, answered && answered.result)
      listbox.toggle(list.hasChildNodes())
      if (!answered) return
      const { result, index } = answered
      insight.answered(result, index.language)
      void import('./browser-later.ts').then(
        ({ keepOffline }) => keepOffline(root, index, host.hasAttribute('offline')),
        () => undefined,
      )
    },
  )
  input.addEventListener('input', insight.typed)
  form.addEventListener('submit', () => {
    stop()
    // The search page counts what it is asked.
    insight.forget()
  })
  watchChoice(parts, insight)
  // What comes back is the list, without an option that the keys chose.
  dialog?.addEventListener('close', () => listbox.toggle(list.hasChildNodes()))
  if (!dialog)
    input.addEventListener('keydown', ({ key, isComposing }) => {
      if (key === 'Escape' && !isComposing) listbox.toggle(false)
    })
  void ask()
}

function watchChoice({ list, dialog }: Parts, insight: Insight): void {
  // The field keeps the focus, and so a list that is there for it, until the click is done.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', ({ target, ctrlKey, metaKey, shiftKey }) => {
    if (target instanceof Element && target.closest('[part$=more]')) insight.forget()
    else insight.settle()
    if (!ctrlKey && !metaKey && !shiftKey) dialog?.close()
  })
  dialog?.addEventListener('close', insight.settle)
}

/**
 * Shows an answer in place of the last.
 * @param result - null where nothing was asked, undefined where there is no answer
 */
function show(
  { form, list, status }: Parts,
  say: Say,
  result: SearchResult | null | undefined,
): void {
  list.replaceChildren()
  if (!result) {
    status.textContent = result === null ? '' : say('failed')
    return
  }
  const { query, total, results, corrected, suggestion } = result
  status.textContent =
    (total > 0 ? `${say('found')} ${total}` : say('none')) +
    (corrected ? `. ${say('meant')} “${corrected.trim()}”` : '')
  const more = [
    ...(suggestion ? [{ title: suggestion, url: urlOf(form, suggestion) }] : []),
    ...(total > results.length ? [{ title: say('all'), url: urlOf(form, query) }] : []),
  ]
  list.append(...toItems(results, more))
}

/** Where the form would lead with a query. */
function urlOf(form: HTMLFormElement, query: string): string {
  const url = new URL(form.action)
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') url.searchParams.append(name, name === 'q' ? query : value)
  return url.href
}
