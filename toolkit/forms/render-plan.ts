/** Decides what to change at which element of a form's page, by rank, before the page streams past. */
import type { ControlPlace, FormContract, FormPage } from './format.ts'
import { toMessageHtml, toMessageId, toSummaryText, type SummaryItem } from './render-markup.ts'

/** What the page has to show. */
export interface FormState {
  readonly status: 422 | 503
  /** Before the page's title. */
  readonly titlePrefix: string
  /** Path and query at which the page is shown. */
  readonly address: string
  readonly heading: string
  /** For each control of the contract, the values that it sent. */
  readonly bound: readonly (readonly string[])[]
  /** For each invalid control, by its index in the contract. */
  readonly messages: ReadonlyMap<number, string>
  /** Headers beside those of a page. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface RenderPlan {
  readonly contract: FormContract
  readonly page: FormPage
  readonly state: FormState
  /** What the summary before the form lists. */
  readonly summary: readonly SummaryItem[]
  /** Index in the contract by rank among the controls of the page. */
  readonly controls: ReadonlyMap<number, number>
  /** Whether an option is selected; what is not here stays as it is. */
  readonly options: ReadonlyMap<number, boolean>
  /** Markup to insert behind an end tag. */
  readonly afterLabels: ReadonlyMap<number, string>
  readonly afterLegends: ReadonlyMap<number, string>
  /** Message ids of the groups. */
  readonly fieldsets: ReadonlyMap<number, string>
}

/** Plans the changes to a page for what it has to show. */
export function createPlan(contract: FormContract, page: FormPage, state: FormState): RenderPlan {
  const invalid = listInvalid(page, state)
  return {
    contract,
    page,
    state,
    summary: invalid.map(({ place, message }) => ({
      id: place.id,
      text: toSummaryText(place.label, message),
    })),
    controls: new Map(page.places.map(({ at }, index) => [at, index])),
    options: planOptions(contract, page, state),
    afterLabels: planMessages(invalid, ({ legend, after }) =>
      legend === undefined ? after : undefined,
    ),
    afterLegends: planMessages(invalid, ({ legend }) => legend),
    fieldsets: planFieldsets(invalid),
  }
}

interface InvalidPlace {
  readonly place: ControlPlace
  readonly message: string
}

function listInvalid({ places }: FormPage, { messages }: FormState): InvalidPlace[] {
  return [...messages].flatMap(([index, message]) => {
    const place = places[index]
    return place === undefined ? [] : [{ place, message }]
  })
}

function planOptions(
  { controls }: FormContract,
  { places }: FormPage,
  { bound }: FormState,
): Map<number, boolean> {
  const planned = new Map<number, boolean>()
  for (const [index, { options = [], disabled, multiple }] of controls.entries()) {
    const first = places[index]?.options
    const open = [...(bound[index] ?? [])]
    // A select for one option that sent none stands on a disabled placeholder, as the page has it.
    const isSilent = multiple !== true && open.length === 0
    if (first === undefined || disabled === true || isSilent) continue
    for (const [at, option] of options.entries()) {
      const chosen = option.disabled === true ? -1 : open.indexOf(option.value)
      if (chosen >= 0) open.splice(chosen, 1)
      planned.set(first + at, chosen >= 0)
    }
  }
  return planned
}

/** The messages by the rank of the element behind which they belong. */
function planMessages(
  invalid: readonly InvalidPlace[],
  rankOf: (place: ControlPlace) => number | undefined,
): Map<number, string> {
  const planned = new Map<number, string>()
  for (const { place, message } of invalid) {
    const rank = rankOf(place)
    if (rank === undefined) continue
    planned.set(rank, (planned.get(rank) ?? '') + toMessageHtml(place.id, message))
  }
  return planned
}

function planFieldsets(invalid: readonly InvalidPlace[]): Map<number, string> {
  const planned = new Map<number, string>()
  for (const { place } of invalid) {
    if (place.legend !== undefined && place.fieldset !== undefined) {
      planned.set(place.fieldset, toMessageId(place.id))
    }
  }
  return planned
}
