/** The Worker that answers with this engine. */
import { minisearch } from './search-peer-minisearch.ts'
import { servePeer } from './search-peer-serve.edge.ts'

export default servePeer(minisearch)
