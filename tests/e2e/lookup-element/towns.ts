/** Towns that are found by name and by place. */
import { defineLookup } from '../../../toolkit/lookups/define.ts'

export const towns = defineLookup({
  name: 'towns',
  title: 'Towns',
  from: './towns.rows.ts',
  key: 'id',
  find: ['name'],
  rank: 'population',
  near: ['lat', 'lng'],
  filter: ['country'],
  sort: ['population'],
  columns: { name: { title: 'Name' }, population: { unit: 'people' } },
  licence: 'CC-BY-4.0',
  attribution: 'Nobody & Sons',
  source: 'https://data.example/towns',
})
