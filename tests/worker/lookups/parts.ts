/** Parts of countries: a key of two columns, which several rows may have. */
import { defineLookup } from '../../../toolkit/lookups/define.ts'

export const parts = defineLookup({
  name: 'parts',
  from: './parts.rows.ts',
  key: ['country', 'code'],
  duplicates: 'keep',
  find: ['name'],
  licence: 'https://data.example/licence',
  attribution: 'Nobody',
})
