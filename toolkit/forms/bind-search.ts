/**
 * Finds what a browser sent by controls that share a name, where the same entries may come from different states of the
 * form: of those states, a valid one.
 */
import { maySend, type Item, type Sender, type Senders } from './bind-senders.ts'
import type { Control } from './format.ts'

/** Says 0 where a control is valid with what it sent, 1 where it is not, `Infinity` where no browser sends it. */
export type Weigh = (control: Control, items: readonly Item[]) => number

interface Search extends Pick<Senders, 'list' | 'asked'> {
  readonly items: readonly Item[]
  readonly weigh: Weigh
  /** How much work is left to be done: steps, and characters looked at. */
  budget: number
}

/** A way to send items. */
interface Way {
  readonly cost: number
  /** By sender. */
  readonly parts: readonly (readonly Item[])[]
}

// A group sends one radio button, and a form one submit button.
const RADIO = 1
const BUTTON = 2

// Nothing is invalid any more where a button skips the checks.
const SKIP_CHECKS = -1_000_000

// An owner has few controls of one name, but a program may send many entries, and long ones.
const BUDGET = 50_000

/**
 * What each sender of a name sent, if a browser can have sent these items in this order and no others; `undefined` if
 * none can.
 * @param isPressed - whether a button of another name was
 */
export function searchParts(
  { list, asked }: Senders,
  items: readonly Item[],
  isPressed: boolean,
  weigh: Weigh,
): Way['parts'] | undefined {
  const search = { list, asked, items, weigh, budget: BUDGET }
  return findBest(search, 0, 0, isPressed ? BUTTON : 0)?.parts
}

/** The best way to send the items from one on by the senders from one on, without what is spent. */
function findBest(search: Search, rank: number, from: number, spent: number): Way | undefined {
  const { list, asked, items, weigh } = search
  const sender = list[rank]
  if (sender === undefined) {
    const isMissing = asked.length > 0 && (spent & RADIO) === 0
    return from < items.length ? undefined : { cost: isMissing ? 1 : 0, parts: [] }
  }
  let best: Way | undefined
  const once = toOnce(sender)
  let count = (spent & once) > 0 ? 0 : countRun(sender, items.slice(from))
  for (; count >= (sender.isConstant ? 1 : 0) && search.budget > 0; count -= 1) {
    search.budget -= 1 + (items[from]?.value.length ?? 0)
    const sent = items.slice(from, from + count)
    const rest = findBest(search, rank + 1, from + count, count > 0 ? spent | once : spent)
    if (rest === undefined) continue
    const cost = rest.cost + toCost(sender, sent, weigh)
    if (cost < (best?.cost ?? Infinity)) best = { cost, parts: [sent, ...rest.parts] }
  }
  return best
}

function toOnce({ kind }: Sender): number {
  if (kind === 'radio') return RADIO
  return kind === 'submit' ? BUTTON : 0
}

/** How many items in a row a sender may have sent. */
function countRun(sender: Sender, items: readonly Item[]): number {
  let option = -1
  const end = items.findIndex((item, at) => {
    if (!maySend(sender, item) || (at > 0 && !sender.isMultiple)) return true
    // Each option is sent once, and in order.
    option = sender.offered?.indexOf(item.value, option + 1) ?? 0
    // That no file was chosen is one entry.
    const isNone = sender.kind === 'file' && at > 0 && !(item.upload && items[0]?.upload)
    return option < 0 || isNone
  })
  return end < 0 ? items.length : end
}

function toCost({ control, kind }: Sender, sent: readonly Item[], weigh: Weigh): number {
  const isPressed = kind !== 'direction' && sent.length > 0
  if (isPressed && control.skipsChecks === true) return SKIP_CHECKS
  return kind === control.type ? weigh(control, sent) : 0
}
