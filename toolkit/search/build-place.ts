/** How the parts of a page are read: aloud or silently, as text of the page or of what surrounds it, and for how much. */
import type { Element } from '../page/build-page.ts'
import type { Attributes } from './build-attributes.ts'
import { isFurniture } from './build-furniture.ts'
import type { Manner } from './build-items.ts'

/** Left out by the author; the header of the site; other furniture. */
export type Silence = 'ignored' | 'header' | 'furniture'

/** How what stands at some place of a page is read. */
export interface Place extends Manner {
  /** Within what holds the page's own text, so that a `header` is not that of the site. */
  readonly inside: boolean
  /** Why nothing is said here. Values are captured all the same. */
  readonly silence: Silence | undefined
}

/** Where a page begins. */
export const ROOT: Place = {
  weight: 1,
  isLink: false,
  solid: undefined,
  inside: false,
  silence: undefined,
}

/** How what stands within an element is read, by how it is read around it. */
export function placeWithin(element: Element, attributes: Attributes, place: Place): Place {
  const { tagName } = element
  const { marks, role } = attributes
  const isMarked = marks?.body === true
  const isMain = tagName === 'main' || role === 'main'
  const inside =
    place.inside || isMarked || isMain || tagName === 'article' || tagName === 'section'
  const silence = isMarked
    ? undefined
    : (place.silence ?? silenceOf(element, attributes, place.inside))
  const weight = marks?.weight ?? place.weight
  const isLink = place.isLink || tagName === 'a'
  const solid = place.solid ?? (tagName === 'pre' ? 'code' : tagName === 'tr' ? 'row' : undefined)
  const isSame =
    inside === place.inside &&
    silence === place.silence &&
    weight === place.weight &&
    isLink === place.isLink &&
    solid === place.solid
  return isSame ? place : { weight, isLink, solid, inside, silence }
}

function silenceOf(element: Element, attributes: Attributes, inside: boolean): Silence | undefined {
  if (attributes.marks?.ignore !== undefined) return 'ignored'
  if (!isFurniture(element, attributes, inside)) return undefined
  return element.tagName === 'header' ? 'header' : 'furniture'
}
