/** Shows the times of a page in the owner's own time zone and manner. */

const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const OF_TODAY = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const OF_THIS_YEAR = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const OLDER = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

/** Writes anew what each `<time>` says; in lists as short as can be. */
export function showTimes(root: ParentNode, now: Date): void {
  for (const element of root.querySelectorAll('time')) {
    const at = new Date(element.dateTime)
    if (Number.isNaN(at.getTime())) continue
    const full = FULL.format(at)
    const isShort = element.dataset['short'] !== undefined
    element.textContent = isShort ? shorten(at, now) : full
    if (isShort) element.title = full
  }
}

function shorten(at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString()) return OF_TODAY.format(at)
  return at.getFullYear() === now.getFullYear() ? OF_THIS_YEAR.format(at) : OLDER.format(at)
}
