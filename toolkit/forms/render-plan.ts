/** Decides what to change at which element of a form's page, by rank, before the page streams past. */
import type { ControlPlace, FormContract, FormPage } from './format.ts'
import { toRemarkHtml, toRemarkId, toSummaryText, type SummaryItem } from './render-markup.ts'

/** What the page says at a control: what is wrong with it, or what the visitor should know. */
export interface Remark {
  readonly kind: 'error' | 'note'
  readonly text: string
}

/** What the page has to show. */
export interface FormState {
  readonly status: number
  /** Before the page's title. */
  readonly titlePrefix: string
  /** Path and query at which the page is shown. */
  readonly address: string
  readonly heading: string
  /** For each control of the contract, the values that it sent. */
  readonly bound: readonly (readonly string[])[]
  /** By the index of the control in the contract. */
  readonly remarks: ReadonlyMap<number, Remark>
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
  /** Ids of the remarks on groups. */
  readonly fieldsets: ReadonlyMap<number, string>
}

/** Plans the changes to a page for what it has to show. */
export function createPlan(contract: FormContract, page: FormPage, state: FormState): RenderPlan {
  const remarked = listRemarked(page, state)
  return {
    contract,
    page,
    state,
    summary: remarked
      .filter(({ remark }) => remark.kind === 'error')
      .map(({ place, remark }) => ({
        id: place.id,
        text: toSummaryText(place.label, remark.text),
      })),
    controls: new Map(page.places.map(({ at }, index) => [at, index])),
    options: planOptions(contract, page, state),
    afterLabels: planRemarks(remarked, ({ legend, after }) =>
      legend === undefined ? after : undefined,
    ),
    afterLegends: planRemarks(remarked, ({ legend }) => legend),
    fieldsets: planFieldsets(remarked),
  }
}

interface Remarked {
  readonly place: ControlPlace
  readonly remark: Remark
}

/** In tree order, as the summary lists them. */
function listRemarked({ places }: FormPage, { remarks }: FormState): Remarked[] {
  return places.flatMap((place, index) => {
    const remark = remarks.get(index)
    return remark === undefined ? [] : [{ place, remark }]
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

/** The remarks by the rank of the element behind which they belong. */
function planRemarks(
  remarked: readonly Remarked[],
  rankOf: (place: ControlPlace) => number | undefined,
): Map<number, string> {
  const planned = new Map<number, string>()
  for (const { place, remark } of remarked) {
    const rank = rankOf(place)
    if (rank === undefined) continue
    planned.set(rank, (planned.get(rank) ?? '') + toRemarkHtml(place.id, remark))
  }
  return planned
}

function planFieldsets(remarked: readonly Remarked[]): Map<number, string> {
  const planned = new Map<number, string>()
  for (const { place, remark } of remarked) {
    if (place.legend !== undefined && place.fieldset !== undefined) {
      planned.set(place.fieldset, toRemarkId(place.id, remark))
    }
  }
  return planned
}
