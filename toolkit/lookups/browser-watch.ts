/**
 * The pages of a site with a region of a lookup: notices when a visitor comes to it. What answers is loaded then, and
 * until it is there, and where it cannot be had, forms and links go to the Worker as they stand.
 */
import { findAsked, nameAround, nameOfPage, type Asked } from './browser-asked.ts'

/** What answers. */
export interface Answering {
  /** Answers in the page. @returns false where it could not, and the Worker is to be asked */
  ask(asked: Asked): Promise<boolean>
  /** Readies a lookup for its first question. */
  prepare(name: string): void
}

/** Watches the document. @param load - loads what answers, once or again after a failure */
export function watchRegions(load: () => Promise<Answering>): void {
  const prepare = ({ target }: Event): void => {
    const name = target instanceof Element && (findAsked(target)?.name ?? nameAround(target))
    if (name) void load().then((answering) => answering.prepare(name), ignore)
  }
  for (const type of ['focusin', 'pointerover']) document.addEventListener(type, prepare)
  document.addEventListener('submit', (event) => {
    const { submitter } = event
    // What a button sends to another place is not for here.
    if (!submitter?.hasAttribute('formaction')) answer(load, event, 'sent', submitter)
  })
  document.addEventListener('click', (event) => {
    const { button, ctrlKey, metaKey, shiftKey, altKey, target } = event
    const isPlain = button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey
    if (isPlain && target instanceof Element && target.closest('a[href]'))
      answer(load, event, 'followed')
  })
  answerAddress(load)
  // Astro's client router replaces the document without loading scripts again.
  document.addEventListener('astro:page-load', () => answerAddress(load))
}

function answer(
  load: () => Promise<Answering>,
  event: Event,
  how: Asked['how'],
  submitter?: HTMLElement | null,
): void {
  const { target, defaultPrevented } = event
  const found =
    !defaultPrevented && target instanceof Element ? findAsked(target, submitter) : undefined
  if (found === undefined || found.isElsewhere) return
  event.preventDefault()
  const goThere = (): void => location.assign(found.url)
  load()
    .then((answering) => answering.ask({ ...found, how }))
    .then((isAnswered) => isAnswered || goThere(), goThere)
}

/** Answers what is in the address of a static page; readies what a field was come to for before this script ran. */
function answerAddress(load: () => Promise<Answering>): void {
  const field = document.activeElement
  const name = field && findAsked(field)?.name
  if (name) void load().then((answering) => answering.prepare(name), ignore)
  const page = nameOfPage()
  if (page === undefined) return
  const asked: Asked = { name: page, url: new URL(location.href), how: 'opened' }
  void load().then((answering) => answering.ask(asked), ignore)
}

function ignore(): void {
  // Without it, the page works as it stands.
}
