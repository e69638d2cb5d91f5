/** Every licence of the SPDX list, by its identifier or by its name. */
import { defineLookup } from 'leanto/lookups'

export const licences = defineLookup({
  name: 'licences',
  title: 'Software licences',
  description: 'The licences of the SPDX list, with their identifiers.',
  from: './licences.rows.ts',
  columns: {
    id: { title: 'Identifier' },
    name: { title: 'Name' },
    osi_approved: { title: 'Approved by the OSI' },
    text: { title: 'Text' },
  },
  key: 'id',
  find: ['id', 'name'],
  filter: ['osi_approved'],
  licence: 'CC0-1.0',
  attribution: 'SPDX, The Linux Foundation',
  source: 'https://spdx.org/licenses/',
})
