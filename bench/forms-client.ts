/** Sends requests to a running site over one connection that stays open, as a browser's does. */
import { Agent, request } from 'node:http'

export interface Sent {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Client {
  /**
   * Milliseconds from the first byte of the request to the last of the answer.
   * @throws for an answer of another status
   */
  send(path: string, status: number, sent: Sent): Promise<number>
  close(): void
}

export function createClient(url: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    send: (path, status, sent) => send(agent, url + path, status, sent),
    close: () => agent.destroy(),
  }
}

function send(
  agent: Agent,
  url: string,
  status: number,
  { method, headers = {}, body = '' }: Sent,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const started = performance.now()
  const length = String(Buffer.byteLength(body))
  const sent = request(url, { agent, method, headers: { ...headers, 'content-length': length } })
  sent.on('error', reject)
  sent.on('response', (response) => {
    response.on('error', reject)
    response.on('end', () => {
      if (response.statusCode === status) resolve(performance.now() - started)
      else reject(new Error(`expected ${status} from ${url}, got ${response.statusCode}`))
    })
    response.resume()
  })
  sent.end(body)
  return promise
}
