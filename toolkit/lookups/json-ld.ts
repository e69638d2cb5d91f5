/** What a page says to machines that read pages: a row and a dataset in the words of schema.org, as JSON-LD 1.1. */
import { rowKey, rowPath } from './address.ts'
import { CONTENT_TYPES, FORMATS } from './api-format.ts'
import { placeOf, type ToUrl } from './api-row.ts'
import { licenceUrl } from './api-write.ts'
import type { Cell, Column, LookupIndex, LookupRow } from './format.ts'
import { labelOf } from './page-row.ts'

/** A node as plain data; `toScriptJson` writes it into a page. */
export type JsonLd = Readonly<Record<string, unknown>>

const CONTEXT = 'https://schema.org'

/** The dataset that a lookup is, for the page that describes it. */
export function datasetJsonLd(index: LookupIndex, toUrl: ToUrl): JsonLd {
  const { title, description, attribution, source, updated, columns } = index
  return {
    '@context': CONTEXT,
    '@type': 'Dataset',
    '@id': datasetId(index, toUrl),
    name: title,
    description: description ?? `${title}: ${index.rows} rows by ${attribution}.`,
    url: toUrl(`/lookups/${index.name}/`),
    license: licenceUrl(index.licence) ?? index.licence,
    creditText: attribution,
    creator: { '@type': 'Organization', name: attribution },
    ...(source !== undefined && { isBasedOn: source }),
    ...(updated !== undefined && { dateModified: updated }),
    isAccessibleForFree: true,
    variableMeasured: columns.map(toVariable),
    distribution: toDistribution(index, toUrl),
  }
}

/** What a row is about: a place where it has one, else a thing. */
export function rowJsonLd(index: LookupIndex, row: LookupRow, toUrl: ToUrl): JsonLd {
  const key = rowKey(index, row)
  const address = toUrl(rowPath('/lookups', index, key))
  const geo = toGeo(index, row)
  return {
    '@context': CONTEXT,
    '@type': index.near === undefined ? 'Thing' : 'Place',
    '@id': address,
    name: labelOf(index, row),
    identifier: key,
    url: address,
    ...(geo && { geo }),
    additionalProperty: index.columns.flatMap((column) => toProperty(column, row[column.name])),
    subjectOf: { '@type': 'Dataset', '@id': datasetId(index, toUrl), name: index.title },
  }
}

function datasetId({ name }: LookupIndex, toUrl: ToUrl): string {
  return toUrl(`/lookups/${name}/about`)
}

function toVariable({ name, title, description, unit }: Column): JsonLd {
  return {
    '@type': 'PropertyValue',
    name: title ?? name,
    propertyID: name,
    ...(description !== undefined && { description }),
    ...(unit !== undefined && { unitText: unit }),
  }
}

function toProperty(column: Column, cell: Cell | undefined): JsonLd[] {
  if (cell === null || cell === undefined) return []
  return [{ ...toVariable(column), value: cell }]
}

function toGeo(index: LookupIndex, row: LookupRow): JsonLd | undefined {
  const place = placeOf(index, row)
  if (place === null) return undefined
  return { '@type': 'GeoCoordinates', latitude: place.lat, longitude: place.lng }
}

function toDistribution({ downloads }: LookupIndex, toUrl: ToUrl): JsonLd[] {
  return FORMATS.flatMap((format) =>
    (downloads[format] ?? []).map((path) => ({
      '@type': 'DataDownload',
      encodingFormat: CONTENT_TYPES[format].split(';', 1).join(''),
      contentUrl: toUrl(path),
    })),
  )
}
