/** The Worker that answers with this engine. */
import { lunrPeer } from './search-peer-lunr.ts'
import { servePeer } from './search-peer-serve.edge.ts'

export default servePeer(lunrPeer)
