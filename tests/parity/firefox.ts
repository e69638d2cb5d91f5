/** Drives a stock Firefox by WebDriver BiDi, since Playwright asks for more than the extended support release knows. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

interface Page {
  /** Runs a script in the page; the text that it gives. */
  readonly evaluate: (script: string) => Promise<string>
  readonly close: () => Promise<void>
}

interface Answer {
  readonly id?: number
  readonly type: string
  readonly message?: string
  readonly result?: {
    readonly contexts?: readonly { readonly context: string }[]
    readonly result?: { readonly value?: string }
    readonly exceptionDetails?: { readonly text: string }
  }
}

type Send = (method: string, params: object) => Promise<NonNullable<Answer['result']>>

/** Opens the Firefox of `FIREFOX_PATH`, or `firefox-esr` as Debian installs it. */
export async function openFirefox(): Promise<Page> {
  const profile = await mkdtemp(join(tmpdir(), 'parity-firefox-'))
  const child = spawn(
    process.env['FIREFOX_PATH'] ?? 'firefox-esr',
    [
      '--headless',
      '--no-remote',
      '--profile',
      profile,
      '--remote-debugging-port',
      '0',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  // What cannot be started has no address either.
  child.once('error', () => {})
  const socket = new WebSocket(`${await readAddress(child)}/session`)
  await once(socket, 'open')
  const send = createSend(socket)
  await send('session.new', { capabilities: {} })
  const { contexts = [] } = await send('browsingContext.getTree', {})
  const target = { context: contexts[0]?.context }
  return {
    async evaluate(expression) {
      const answer = await send('script.evaluate', { expression, target, awaitPromise: true })
      if (answer.exceptionDetails !== undefined) throw new Error(answer.exceptionDetails.text)
      return answer.result?.value ?? ''
    },
    async close() {
      socket.close()
      child.kill()
      await once(child, 'exit')
      await rm(profile, { recursive: true, force: true })
    },
  }
}

async function readAddress(child: ChildProcessByStdio<null, null, Readable>): Promise<string> {
  for await (const line of createInterface(child.stderr)) {
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? []
    if (address === undefined) continue
    // What is not read would stop it.
    child.stderr.resume()
    return address
  }
  throw new Error(
    'Firefox ended before it could be driven: install it with `apt-get install firefox-esr`',
  )
}

/** Commands are answered by their number. */
function createSend(socket: WebSocket): Send {
  const waiting = new Map<number, (answer: Answer) => void>()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const answer: Answer = JSON.parse(String(data))
    waiting.get(answer.id ?? -1)?.(answer)
  })
  return async (method, params) => {
    last += 1
    const id = last
    const answered = new Promise<Answer>((resolve) => {
      waiting.set(id, resolve)
    })
    socket.send(JSON.stringify({ id, method, params }))
    const { message, result } = await answered
    waiting.delete(id)
    if (result === undefined) throw new Error(`Firefox refused ${method}: ${message}`)
    return result
  }
}
