/** The controls: what a Worker does that gets wrong the one thing or the other, around the real Worker. */
import { isStoring, type Around } from './faults.edge.ts'

type CrashRequest = Request<unknown, IncomingRequestCfProperties>
type Waiting = Pick<ExecutionContext, 'waitUntil'>

export interface Control {
  /** The request that the real Worker gets. */
  readonly change?: (request: CrashRequest) => Promise<CrashRequest>
  /** What happens around the calls of the database. */
  readonly around?: (faults: Around, execution: Waiting) => Around
  /** What is done behind the answer; `tell` notifies of a submission by its id. */
  readonly answered?: (
    response: Response,
    execution: Waiting,
    tell: (id: string) => Promise<void>,
  ) => void
}

/** Skips each row of the outbox, so that the real statements leave nothing there. */
export const SKIP_OUTBOX = `CREATE TRIGGER IF NOT EXISTS crash_skip_outbox BEFORE INSERT ON leanto_outbox BEGIN
  SELECT RAISE(IGNORE);
END`

// Milliseconds from the answer to the commit.
const LATE = 300

/** A commit that comes late comes for sure: nothing but the Worker's death loses it. */
const early: Control = {
  around: (faults, execution) => async (call) => {
    if (!isStoring(call)) return faults(call)
    execution.waitUntil(scheduler.wait(LATE).then(() => call.run()))
    return call.sql.map(() => ({ success: true, results: [], meta: {} }))
  },
}

/** Notifies behind the answer, and knows of it nowhere else. */
const noOutbox: Control = {
  async change(request) {
    const headers = new Headers(request.headers)
    headers.set('accept', 'application/json')
    return new Request(request, { headers })
  },
  answered(response, execution, tell) {
    if (response.status !== 201) return
    execution.waitUntil(response.json<{ id: string }>().then(({ id }) => tell(id)))
  },
}

/** Takes away whatever makes a submission the same when it is sent again. */
const noKey: Control = {
  async change(request) {
    if (request.method !== 'POST') return request
    const entries = new URLSearchParams(await request.text())
    entries.delete('_fill')
    entries.append('nonce', crypto.randomUUID())
    return new Request(request, { method: 'POST', body: entries })
  },
}

const CONTROLS: Readonly<Record<string, Control>> = {
  early,
  'no outbox': noOutbox,
  'no key': noKey,
}

/** The control of a name; for '' one that changes nothing. */
export function findControl(name: string): Control {
  return CONTROLS[name] ?? {}
}
