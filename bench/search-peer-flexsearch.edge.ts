/** The Worker that answers with this engine. */
import { flexsearch } from './search-peer-flexsearch.ts'
import { servePeer } from './search-peer-serve.edge.ts'

export default servePeer(flexsearch)
