/** Measures requests to the running site: how long the visitor waits, and what the runtime computes. */
import type { RunningSite, SiteRequest } from '../tests/worker/site.ts'
import { workerdCpu } from './cpu.ts'
import { median } from './statistics.ts'

/** Milliseconds; `cpu` where the system tells it. */
export interface Sample {
  readonly wall: number
  readonly cpu: number | undefined
}

export interface Operation {
  readonly name: string
  /** The `n`th request of this kind; they differ, so that no answer is reused. */
  readonly request: (n: number) => readonly [path: string, init?: SiteRequest]
  /** The status of a good answer. */
  readonly status: number
}

/** Sends one request and waits for the whole answer. */
export async function measure(site: RunningSite, operation: Operation, n: number): Promise<Sample> {
  const [path, init] = operation.request(n)
  const cpuBefore = workerdCpu()
  const started = performance.now()
  const response = await site.fetch(path, init)
  await response.arrayBuffer()
  const wall = performance.now() - started
  const cpuAfter = workerdCpu()
  if (response.status !== operation.status)
    throw new Error(
      `${operation.name}: expected ${operation.status} from ${path}, got ${response.status}`,
    )
  const cpu = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore
  return { wall, cpu }
}

/** The medians of several samples. */
export function medians(samples: readonly Sample[]): Sample {
  const cpus = samples.flatMap(({ cpu }) => (cpu === undefined ? [] : [cpu]))
  return {
    wall: median(samples.map(({ wall }) => wall)),
    cpu: cpus.length === 0 ? undefined : median(cpus),
  }
}
