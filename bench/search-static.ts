/** Serves folders of files, as a host of static files would, and says what it has sent. */
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

export interface StaticServer {
  readonly url: string
  /** What was sent, in order; may be emptied. */
  readonly sent: SentFile[]
  close(): void
}

export interface SentFile {
  readonly path: string
  readonly bytes: number
  /** Its size after the compression that a host would use, unless that makes it larger. */
  readonly gzip: number
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
}

/**
 * @param folders - by the start of the paths that they answer, the longer ones first
 * @param page - what every path answers that no folder has
 */
export async function startStatic(
  folders: Readonly<Record<string, string>>,
  page: string,
): Promise<StaticServer> {
  const sent: SentFile[] = []
  const find = async (path: string): Promise<Uint8Array | undefined> => {
    const [start = '/', folder = ''] =
      Object.entries(folders).find(([name]) => path.startsWith(name)) ?? []
    const file = path.slice(start.length)
    return readFile(
      join(folder, file === '' || file.endsWith('/') ? `${file}index.html` : file),
    ).catch(() => undefined)
  }
  const server = createServer(async (request, response) => {
    const path = decodeURI(new URL(request.url ?? '/', 'http://localhost').pathname)
    const found = await find(path)
    const bytes = found ?? new TextEncoder().encode(page)
    const type = found === undefined ? '.html' : extname(path) || '.html'
    sent.push({ path, bytes: bytes.length, gzip: Math.min(bytes.length, gzipSync(bytes).length) })
    response.setHeader('content-type', TYPES[type] ?? 'application/octet-stream')
    response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://localhost:${port}`, sent, close: () => void server.close() }
}
