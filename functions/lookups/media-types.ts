/** Every registered and widely used media type, by its name or by a file's extension. */
import { defineLookup } from 'leanto/lookups'

export const mediaTypes = defineLookup({
  name: 'media-types',
  title: 'Media types',
  from: './media-types.rows.ts',
  key: 'type',
  find: ['extensions', 'type'],
  licence: 'MIT',
  attribution: 'mime-db (IANA, Apache, nginx)',
  source: 'https://github.com/jshttp/mime-db',
})
