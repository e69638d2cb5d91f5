/** What a visitor agreed to: the boxes of consent that they ticked, with the words that stood beside them. */
import type { ConsentRecord } from '../inbox/views.ts'
import type { Control, EarlierContract, FormPage } from './format.ts'

/** Whether a page of that revision has these controls. Pages with other words of consent have revisions of their own. */
export function hasRevision({ revision, controls }: EarlierContract, wanted: string): boolean {
  return (
    revision === wanted ||
    controls.some(({ consent }) => consent !== undefined && Object.hasOwn(consent, wanted))
  )
}

/**
 * The consents of a submission, in tree order. A text is '' where it is not known which words the visitor had: it is
 * better to say so than to claim others.
 * @param controls - those that the submission was held to
 * @param bound - what each of them sent
 * @param page - the page of today that it seems to come from, for a submission that does not say its revision
 * @param revision - of the page that it comes from, as it says itself
 */
export function toConsent(
  controls: readonly Control[],
  bound: readonly (readonly string[])[],
  page: Pick<FormPage, 'revision'>,
  revision: string | undefined = page.revision,
): ConsentRecord[] {
  return controls.flatMap(({ name, consent }, at) => {
    if (consent === undefined || (bound[at] ?? []).length === 0) return []
    // A revision is what a visitor sent: `constructor` is none.
    const isKnown = revision !== undefined && Object.hasOwn(consent, revision)
    return { name, text: (isKnown ? consent[revision] : undefined) ?? '' }
  })
}
