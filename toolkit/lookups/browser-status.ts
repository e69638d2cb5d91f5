/** Tells those who do not see the answer of a page that has no status of its own. */
import type { Data } from '../page/format.ts'
import { toText } from '../page/render.ts'
import { regionsOf } from './browser-asked.ts'
import { loadWords, type Say } from './browser-words.ts'

const LIVE = '[role=status],[role=alert],[aria-live],output'

const known = new WeakMap<Element, HTMLElement>()

/** Says what was found, unless the page does so itself. @param data - the fields of the answer; none where nothing was asked */
export async function announce(name: string, data: Data = {}): Promise<void> {
  const regions = regionsOf(name)
  const region = regions.find((each) => document.body.contains(each))
  if (!region || regions.some((each) => each.matches(LIVE) || each.querySelector(LIVE))) return
  const say = await loadWords(region)
  const status = known.get(region) ?? createStatus()
  known.set(region, status)
  // Behind the region, which may be filled as a whole.
  if (!status.isConnected) region.after(status)
  status.textContent = toSentence(data, say)
}

function toSentence(
  { asked, failed, mistake, total, none, missing, heading }: Data,
  say: Say,
): string {
  if (failed === true) return say('failed')
  if (asked !== true) return ''
  if (mistake !== undefined) return `${say('unclear')} ${toText(mistake)}`
  if (none === true || missing === true) return say('none')
  return typeof total === 'number' ? `${say('found')} ${total}` : toText(heading)
}

/** An element that is read out, and takes no place. */
function createStatus(): HTMLElement {
  const status = document.createElement('div')
  status.role = 'status'
  // Set by script, which a policy without inline styles allows (CSP 3, section 6.7.3.3).
  Object.assign(status.style, {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  })
  return status
}
