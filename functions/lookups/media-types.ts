/** Every registered and widely used media type, by its name or by a file's extension. */
import { defineLookup } from 'leanto/lookups'

export const mediaTypes = defineLookup({
  name: 'media-types',
  title: 'Media types',
  description: 'What a Content-Type header may say, and the file extensions that go with it.',
  from: './media-types.rows.ts',
  columns: {
    type: { title: 'Type' },
    source: { title: 'Registered by' },
    compressible: { title: 'Worth compressing' },
    charset: { title: 'Charset' },
    extensions: { title: 'Extensions' },
  },
  key: 'type',
  find: ['extensions', 'type'],
  filter: ['source', 'compressible', 'charset'],
  licence: 'MIT',
  attribution: 'mime-db (IANA, Apache, nginx)',
  source: 'https://github.com/jshttp/mime-db',
})
