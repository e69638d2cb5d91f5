/** Processor time of the local runtime, where the system tells it. */
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Milliseconds of processor time that the main threads of all `workerd` children have used so far: the thread that
 * runs JavaScript, HTTP and files (`/proc/PID/task/TID/schedstat`, nanoseconds). `undefined` but on Linux.
 */
export function workerdCpu(): number | undefined {
  if (process.platform !== 'linux') return undefined
  const nanoseconds = findWorkerd().map((pid) =>
    Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]),
  )
  return nanoseconds.reduce((sum, value) => sum + value, 0) / 1e6
}

function findWorkerd(): string[] {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && isOwnWorkerd(entry))
}

function isOwnWorkerd(pid: string): boolean {
  try {
    // "PID (NAME) STATE PARENT …", proc(5).
    const [, name, parent] =
      /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return name === 'workerd' && parent === String(process.pid)
  } catch {
    return false // The process ended meanwhile.
  }
}
