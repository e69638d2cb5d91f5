/** Runs a variant from its build to its verdict, and leaves nothing behind. */
import { check, FAULTS, type Findings } from './checker.ts'
import { drive, install, settle, type Load } from './driver.ts'
import { startServer } from './processes.ts'
import { createProject, readStored } from './project.ts'
import { startSink } from './sink.ts'
import { toLeastFound, toSize, type SizeName, type Variant } from './variants.ts'

export interface Outcome {
  readonly variant: string
  readonly seed: number
  readonly kills: number
  readonly seconds: number
  readonly findings: Findings
  /** What SQLite says of the file: `ok`. */
  readonly integrity: string
  /** What is not as it has to be, as sentences; none where the real Worker is right, or a control was found out. */
  readonly objections: readonly string[]
}

const CLIENTS = 32
const FAULT_PERCENT = 5
const SINK_FAILURES = 10
const SINK_SLOWNESS_MS = 20

/** A message in a hundred may come twice, and those that a death may catch between sending and noting: two as a rule. */
const MAX_REPEATED = 0.01
const MAX_CAUGHT = 6

/** Runs a variant. */
export async function run(variant: Variant, size: SizeName, seed: number): Promise<Outcome> {
  const started = performance.now()
  const load = { ...toSize(size, variant), seed, clients: CLIENTS }
  const sink = await startSink({ seed, failures: SINK_FAILURES, slowness: SINK_SLOWNESS_MS })
  const vars = { SINK: sink.url, BROKEN: variant.broken, FAULTS: String(FAULT_PERCENT) }
  const project = await createProject(vars)
  const server = await startServer(project)
  try {
    await server.up()
    await install(server)
    const { posts, kills } = await drive(server, load)
    await settle(server, sink)
    server.close()
    const { rows, integrity, isCounted } = await readStored(project)
    const findings = check({ posts, rows, deliveries: sink.deliveries })
    const seconds = (performance.now() - started) / 1000
    const outcome = { variant: variant.name, seed, kills, seconds, findings, integrity }
    return {
      ...outcome,
      objections: [...judgeRun(outcome, load, isCounted), ...judge(findings, variant, kills, size)],
    }
  } finally {
    server.close()
    await sink.close()
    await project.remove()
  }
}

/** What holds of every variant. */
function judgeRun(
  { kills, integrity }: Pick<Outcome, 'kills' | 'integrity'>,
  load: Load,
  isCounted: boolean,
): string[] {
  return [
    ...(kills === load.kills ? [] : [`expected ${load.kills} deaths, got ${kills}`]),
    ...(integrity === 'ok' ? [] : [`expected a database in order, got: ${integrity}`]),
    ...(isCounted ? [] : ['expected as many counted submissions as stored ones']),
  ]
}

function judge(findings: Findings, { fault }: Variant, kills: number, size: SizeName): string[] {
  if (fault !== undefined) {
    const [found, least] = [findings[fault].length, toLeastFound(size)]
    return found >= least ? [] : [`expected to find at least ${least} ${fault}, found ${found}`]
  }
  const { unknown, repeated, stored } = findings
  const most = Math.ceil(stored * MAX_REPEATED) + kills * MAX_CAUGHT
  return [
    ...FAULTS.filter((name) => findings[name].length > 0).map(
      (name) =>
        `expected none ${name}, found ${findings[name].length}: ${findings[name].slice(0, 3).join(', ')}`,
    ),
    ...(unknown === 0 ? [] : [`expected an answer to every post, got none to ${unknown}`]),
    ...(repeated.length <= most
      ? []
      : [`expected at most ${most} repeated, found ${repeated.length}`]),
  ]
}
