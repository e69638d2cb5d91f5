/** Networks that an address is in. */
import { defineLookup } from '../../../toolkit/lookups/define.ts'

export const nets = defineLookup({
  name: 'nets',
  from: './nets.rows.ts',
  key: 'block',
  range: { kind: 'ip', cidr: 'block' },
  licence: 'CC0-1.0',
  attribution: 'IANA',
})
