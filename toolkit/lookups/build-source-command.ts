/** Runs a program whose output is rows, and keeps the output as a file: it may be read twice. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

import { BuildError } from '../core/errors.ts'
import { toMessage } from './build-declarations.ts'
import { limitBytes, MAX_SOURCE_BYTES } from './build-source-limit.ts'

export interface CommandOptions {
  /** Where it runs, as an absolute path. */
  readonly folder: string
  /** Where its output goes. */
  readonly path: string
  /** The file of the declaration, for messages. */
  readonly file: string
  /** How long it may take. Milliseconds. */
  readonly timeout?: number
  readonly maxBytes?: number
}

const TIMEOUT = 15 * 60_000

/** How much of what it says on its standard error is repeated. UTF-16 code units. */
const MAX_COMPLAINT = 2000

/**
 * Runs without a shell: the arguments are what they are. Its standard input is empty.
 * @throws {BuildError} when it cannot be started, does not end well, or in time; with its standard error
 */
export async function runCommand(
  command: readonly string[],
  options: CommandOptions,
): Promise<void> {
  const { folder, path, file, timeout = TIMEOUT, maxBytes = MAX_SOURCE_BYTES } = options
  const [program = '', ...args] = command
  const shown = `the command ${JSON.stringify(command)}`
  const child = spawn(program, args, {
    cwd: folder,
    shell: false,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let complaint = ''
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, timeout)
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-MAX_COMPLAINT)
  })
  try {
    const closed = once(child, 'close')
    await Promise.all([
      closed,
      pipeline(child.stdout, limitBytes(maxBytes), createWriteStream(path)),
    ])
    const end = isLate
      ? `did not end within ${timeout / 1000} s`
      : describeEnd(child.exitCode, child.signalCode)
    if (end === undefined) return
    throw new Error(`${end}${complaint.trim() === '' ? '' : `: ${complaint.trim()}`}`)
  } catch (cause) {
    child.kill('SIGKILL')
    await rm(path, { force: true })
    throw new BuildError(`${shown} failed: ${toMessage(cause)}`, { file }, { cause })
  } finally {
    clearTimeout(timer)
  }
}

function describeEnd(code: number | null, signal: string | null): string | undefined {
  if (code === 0) return undefined
  return code === null
    ? `it was ended by ${signal ?? 'a signal'}`
    : `it ended with the code ${code}`
}
