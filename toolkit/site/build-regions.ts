/** Holds the regions of the pages against what there is to fill them. */

const LOOKUP = 'lookup:'

/**
 * Says which lookups have no page, and which pages wait for a lookup that is not declared.
 * @param regions - the page of each region, by the region's name
 * @param lookups - names of the declared lookups
 */
export function checkRegions(
  regions: Readonly<Record<string, string>>,
  lookups: readonly string[],
): string[] {
  const shown = Object.keys(regions).filter((region) => region.startsWith(LOOKUP))
  const waiting = shown.filter((region) => !lookups.includes(region.slice(LOOKUP.length)))
  const hidden = lookups.filter((name) => !shown.includes(LOOKUP + name))
  return [
    ...waiting.map(
      (region) =>
        `${regions[region]}: no lookup "${region.slice(LOOKUP.length)}" is declared in functions/lookups`,
    ),
    ...hidden.map(
      (name) =>
        `the lookup "${name}" has no page; its rows need one with data-leanto="lookup:${name}"`,
    ),
  ]
}
