/** Which entries of a submission belong to which control, when all that came is names and values in order. */
import { searchParts, type Weigh } from './bind-search.ts'
import { findSenders, maySend, type Item, type Sender, type Senders } from './bind-senders.ts'
import type { Control, Entry, Upload } from './format.ts'

/** A file that a control sent. */
export interface BoundUpload {
  /** Index of the control in the contract. */
  readonly control: number
  /** Of the file. */
  readonly name: string
  readonly upload: Upload
}

export interface Binding {
  /** For each control what it sent; none where it sent nothing. */
  readonly items: readonly (readonly Item[])[]
  /** The values of that. */
  readonly bound: readonly (readonly string[])[]
  readonly uploads: readonly BoundUpload[]
  /** What came beside the values: directions of texts, points of image buttons. */
  readonly beside: readonly Item[]
  /** Controls under whose name came what they do not offer, or text for a file. */
  readonly notOffered: ReadonlySet<number>
  /** Buttons that were pressed: in a browser at most one. */
  readonly pressed: ReadonlySet<number>
  /** What belongs to no control, in the order of the entries. */
  readonly left: readonly Item[]
}

/** A binding while it is made. */
interface Draft {
  readonly items: Item[][]
  readonly uploads: BoundUpload[]
  readonly beside: Item[]
  readonly pressed: Set<number>
  /** By index of the entry. */
  readonly taken: boolean[]
}

/**
 * Binds the entries of a submission, in their order, to the controls, in tree order.
 * @param weigh - decides between states of the form that send the same
 */
export function bindEntries(
  controls: readonly Control[],
  entries: readonly Entry[],
  weigh: Weigh = () => 0,
): Binding {
  const all = entries.map(([name, text, upload], index): Item => {
    const value = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
    return { index, name, value, upload }
  })
  const binding = bindItems(controls, all, false, weigh)
  // A browser sends one button: of two, the one whose entries may come from another control was not pressed.
  return binding.pressed.size > 1 ? bindItems(controls, all, true, weigh) : binding
}

function bindItems(
  controls: readonly Control[],
  all: readonly Item[],
  isPressed: boolean,
  weigh: Weigh,
): Binding {
  const senders = findSenders(controls)
  const draft: Draft = {
    items: controls.map(() => []),
    uploads: [],
    beside: [],
    pressed: new Set(),
    taken: [],
  }
  const groups = groupByName(all)
  for (const [name, named] of groups) {
    const found = senders.get(name)
    if (found === undefined) continue
    // An image button sends both of its coordinates: one alone is another control's.
    const isWhole = groups.has(name.slice(0, -1) + (name.endsWith('x') ? 'y' : 'x'))
    const list = isWhole ? found.list : found.list.filter(({ kind }) => kind !== 'point')
    const own = found.isAmbiguous ? { ...found, list } : found
    const parts = own.isAmbiguous ? searchParts(own, named, isPressed, weigh) : undefined
    const shares = parts ?? shareInTurn(own, named)
    own.list.forEach((sender, rank) => {
      for (const item of shares[rank] ?? []) record(draft, sender, item)
    })
  }
  const bound = draft.items.map((own) => own.map(({ value }) => value))
  const left = all.filter(({ index }) => draft.taken[index] !== true)
  const notOffered = new Set(left.map(({ name }) => senders.get(name)?.strict ?? -1))
  return { ...draft, bound, notOffered, left }
}

/** A browser's own `Map.groupBy` is slower. */
export function groupByName(all: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of all) {
    const group = groups.get(item.name)
    if (group === undefined) groups.set(item.name, [item])
    else group.push(item)
  }
  return groups
}

function record(draft: Draft, { at, kind }: Sender, item: Item): void {
  draft.taken[item.index] = true
  if (kind === 'submit' || kind === 'point') draft.pressed.add(at)
  const { value, upload } = item
  const isBeside = kind === 'direction' || kind === 'point'
  ;(isBeside ? draft.beside : draft.items[at])?.push(item)
  if (upload !== undefined) draft.uploads.push({ control: at, name: value, upload })
}

/** Each sender in turn takes what it may have sent, in whatever order it came. */
function shareInTurn({ list }: Senders, items: readonly Item[]): Item[][] {
  const left = [...items]
  let owed = list.filter(({ isConstant }) => isConstant).length
  let isRadioTaken = false
  return list.map((sender) => {
    const isRadio = sender.kind === 'radio'
    if (sender.isConstant) owed -= 1
    if (isRadio && isRadioTaken) return []
    const taken = take(sender, left, owed)
    isRadioTaken ||= isRadio && taken.length > 0
    return taken
  })
}

/** Takes from what is left, as long as enough stays for the controls that always send a value. */
function take(sender: Sender, left: Item[], owed: number): Item[] {
  const taken: Item[] = []
  const takeFirst = (holds: (item: Item) => boolean): boolean => {
    const at = left.length > owed ? left.findIndex(holds) : -1
    if (at >= 0) taken.push(...left.splice(at, 1))
    return at >= 0
  }
  const { offered, isMultiple } = sender
  // Each option once.
  if (isMultiple && offered) for (const value of offered) takeFirst((item) => item.value === value)
  else while (takeFirst((item) => maySend(sender, item)) && sender.isMultiple);
  return taken
}
