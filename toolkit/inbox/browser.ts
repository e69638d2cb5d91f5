/** Makes the inbox quicker: times of the owner's own zone, ranges of selected rows, keys. All of it works without. */
import { startKeys } from './browser-keys.ts'
import { startList } from './browser-list.ts'
import { showTimes } from './browser-times.ts'
import { DONE_PARAMETER } from './page-words.ts'

showTimes(document, new Date())
startList()
startKeys()
forgetDone()

/** What was done is said once: not again when the page is loaded anew. */
function forgetDone(): void {
  const url = new URL(location.href)
  if (!url.searchParams.has(DONE_PARAMETER)) return
  url.searchParams.delete(DONE_PARAMETER)
  history.replaceState(null, '', url)
}

// One question at a time: a click elsewhere takes it back.
document.addEventListener('click', ({ target }) => {
  for (const question of document.querySelectorAll<HTMLDetailsElement>('details.confirm[open]'))
    if (!(target instanceof Node && question.contains(target))) question.open = false
})
