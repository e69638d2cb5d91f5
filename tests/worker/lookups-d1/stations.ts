/** Stations in D1. */
import { defineLookup } from '../../../toolkit/lookups/define.ts'

export const stations = defineLookup({
  name: 'stations',
  from: './stations.rows.ts',
  key: 'id',
  find: ['name'],
  rank: 'size',
  near: ['lat', 'lng'],
  range: { kind: 'number', from: 'low', to: 'high' },
  filter: ['line', 'size', 'tags'],
  store: 'd1',
  licence: 'CC0-1.0',
  attribution: 'nobody',
})
