/** Finds the rows in a value of JSON. */
import { BuildError } from '../core/errors.ts'

export interface JsonRows {
  /** The names of the columns, where rows are arrays. */
  readonly header?: readonly string[]
  readonly rows: Iterable<unknown>
}

/** What columns the members of an object are under that are rows themselves. */
const MEMBER_NAME = 'key'
const MEMBER_VALUE = 'value'

/**
 * An array of objects; an array of texts or numbers, which are the column `value`; an array of arrays, of which the first
 * has the names; an object with one member that is an array,
 * which is such; a FeatureCollection of GeoJSON (RFC 7946); else an object whose members are all objects, or none is:
 * then their names are the column `key`, and what are no objects is the column `value`.
 * @throws {BuildError} for any other value
 */
export function rowsOfJson(value: unknown, file: string): JsonRows {
  if (Array.isArray(value)) return rowsOfArray(value, file)
  if (!isObject(value)) return refuse(typeof value, file)
  if ('features' in value && isFeatureCollection(value)) {
    return { rows: rowsOfFeatures(value.features, file) }
  }
  const members = Object.entries(value)
  const arrays = members.filter(([, member]) => Array.isArray(member))
  const [only] = arrays
  if (only !== undefined && arrays.length === 1 && Array.isArray(only[1])) {
    return rowsOfArray(only[1], file)
  }
  if (arrays.length > 0) return refuse(`an object with ${arrays.length} arrays`, file)
  return rowsOfMembers(members, file)
}

function rowsOfArray(rows: readonly unknown[], file: string): JsonRows {
  const [first] = rows
  if (rows.every((row) => typeof row === 'string' || typeof row === 'number')) {
    return { rows: rows.map((row) => ({ [MEMBER_VALUE]: row })) }
  }
  if (!Array.isArray(first)) return { rows }
  if (!first.every((name) => typeof name === 'string')) {
    return refuse('an array of arrays whose first is not all texts', file)
  }
  const other = rows.findIndex((row) => !Array.isArray(row))
  if (other >= 0) return refuse(`an array of arrays with something else as item ${other + 1}`, file)
  return { header: first, rows: rows.slice(1) }
}

function rowsOfMembers(members: readonly (readonly [string, unknown])[], file: string): JsonRows {
  const count = members.filter(([, member]) => isObject(member)).length
  if (count === 0) {
    return { rows: members.map(([key, value]) => toMember(key, { [MEMBER_VALUE]: value })) }
  }
  if (count < members.length) return refuse('an object with objects and other values', file)
  return { rows: members.map(([key, member]) => toMember(key, isObject(member) ? member : {})) }
}

/** A field of a row that is called as the name's column keeps its value under another. */
function toMember(key: string, fields: object): object {
  const entries = Object.entries(fields).map(([name, value]) => [
    name === MEMBER_NAME ? `${MEMBER_NAME}_2` : name,
    value,
  ])
  return Object.fromEntries([[MEMBER_NAME, key], ...entries])
}

function isFeatureCollection(value: object): value is { readonly features: readonly unknown[] } {
  return (
    'type' in value &&
    value.type === 'FeatureCollection' &&
    'features' in value &&
    Array.isArray(value.features)
  )
}

function* rowsOfFeatures(features: readonly unknown[], file: string): Iterable<object> {
  for (const [at, feature] of features.entries()) {
    if (!isObject(feature)) {
      throw new BuildError(`row ${at + 1}: expected a feature of GeoJSON`, { file })
    }
    const properties =
      'properties' in feature && isObject(feature.properties) ? feature.properties : {}
    const own = Object.entries(properties).map(([name, value]) => [
      name === 'lat' || name === 'lng' ? `${name}_2` : name,
      value,
    ])
    const id = 'id' in feature && !Object.hasOwn(properties, 'id') ? [['id', feature.id]] : []
    yield Object.fromEntries([...id, ...own, ...pointOf(feature)])
  }
}

/** The position of a Point, longitude first; lines and areas have no place of their own. */
function pointOf(feature: object): (readonly [string, unknown])[] {
  if (!('geometry' in feature) || !isObject(feature.geometry)) return []
  const { geometry } = feature
  if (!('type' in geometry) || geometry.type !== 'Point' || !('coordinates' in geometry)) return []
  if (!Array.isArray(geometry.coordinates)) return []
  const [lng, lat]: readonly unknown[] = geometry.coordinates
  return [
    ['lat', lat],
    ['lng', lng],
  ]
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(got: string, file: string): never {
  throw new BuildError(
    `expected an array of objects, an object with one array of them, an object of objects, an array of arrays with the names first, or GeoJSON, got ${got}`,
    { file },
  )
}
