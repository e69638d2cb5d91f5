/** Reads the parts of a multipart body: text into entries, the bytes of files into a store as they come. */
import type { FileFacts } from './accept.ts'
import { refuse, type Entries } from './entries-result.ts'
import type { Control, Entry } from './format.ts'
import { HEAD_BYTES, type Limits } from './limits.ts'
import {
  readBoundary,
  readMultipart,
  type MultipartEnd,
  type PartHead,
  type PartSink,
} from './multipart.ts'

/** Takes the bytes of one file, and keeps them unless it is told not to. */
export interface KeptFile extends PartSink {
  /** Random; what the file is called in the store. */
  readonly id: string
  /** Forgets what was written. */
  abort(): Promise<void>
}

/** Opens a place for a file. */
export type KeepFile = () => KeptFile

interface Options {
  readonly limits: Limits
  readonly controls: readonly Control[]
  readonly keepFile: KeepFile
}

/** What has been read so far, over all parts. */
interface Progress {
  readonly entries: Entry[]
  textBytes: number
  /** Of the files that are not too large by themselves. */
  fileBytes: number
  files: number
  /** The file that is being written. */
  open: KeptFile | undefined
}

/** Reads the entries of a multipart body. The files that are kept are those of the entries, whatever comes of them. */
export async function readMultipartEntries(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  contentType: string,
  options: Options,
): Promise<Entries> {
  const { limits } = options
  const boundary = readBoundary(contentType)
  if (boundary === undefined) return refuse(400, 'expected a boundary in the Content-Type')
  // Files that are too large are read past, so that the page can say which it is; but not for ever.
  const most = limits.textBytes + 2 * limits.fileBytes
  const isHopeless = Number(headers.get('content-length') ?? 0) > most
  const progress: Progress = { entries: [], textBytes: 0, fileBytes: 0, files: 0, open: undefined }
  const bounds = {
    bytes: isHopeless ? limits.textBytes : most,
    parts: limits.fields,
    nameLength: limits.nameLength,
  }
  try {
    const end = await readMultipart(body, boundary, bounds, (head) =>
      openPart(head, options, progress, isHopeless),
    )
    return toEntries(end, progress, limits, isHopeless)
  } finally {
    // Of a body that breaks off, and of a store that does.
    await progress.open?.abort()
  }
}

/** What was read, or why it is refused: the sizes first, since what is too large may well be broken, too. */
function toEntries(
  end: MultipartEnd,
  { entries, textBytes, fileBytes, files }: Progress,
  limits: Limits,
  isHopeless: boolean,
): Entries {
  const tooLarge = (most: number, what: string): Entries =>
    refuse(413, `expected at most ${most} ${what}`, entries, limits.fileBytes || limits.textBytes)
  if (end.kind === 'too-many') return tooLarge(limits.fields, 'fields')
  if (textBytes > limits.textBytes) {
    return refuse(
      413,
      `expected at most ${limits.textBytes} bytes of text`,
      entries,
      limits.textBytes,
    )
  }
  if (end.kind === 'too-long' || isHopeless || fileBytes > limits.fileBytes) {
    return tooLarge(limits.fileBytes || limits.textBytes, 'bytes')
  }
  if (files > limits.files) return tooLarge(limits.files, 'files')
  return end.kind === 'broken' ? refuse(400, end.detail, entries) : { kind: 'read', entries }
}

function openPart(
  head: PartHead,
  options: Options,
  progress: Progress,
  isHopeless: boolean,
): PartSink {
  const { limits, controls, keepFile } = options
  if (head.filename === undefined) return readText(head, limits, progress)
  const control = controls.find(
    ({ type, name, disabled }) => type === 'file' && name === head.name && disabled !== true,
  )
  progress.files += head.filename === '' ? 0 : 1
  const isRoom = control !== undefined && progress.files <= limits.files && !isHopeless
  return readFile(head, control, { limits, progress, keepFile: isRoom ? keepFile : undefined })
}

function readText({ name }: PartHead, limits: Limits, progress: Progress): PartSink {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
  let text = ''
  return {
    write(chunk) {
      progress.textBytes += chunk.length
      if (progress.textBytes <= limits.textBytes) text += decoder.decode(chunk, { stream: true })
    },
    end() {
      progress.entries.push([name, text + decoder.decode()])
    },
  }
}

interface FileContext {
  readonly limits: Limits
  readonly progress: Progress
  /** Absent for a file that no field of the form has, or that is one too many. */
  readonly keepFile: KeepFile | undefined
}

/** A file is counted to its end, and kept as long as it is not too large. */
function readFile(
  { name, filename = '', type }: PartHead,
  control: Control | undefined,
  { limits, progress, keepFile }: FileContext,
): PartSink {
  const most = control?.maxbytes ?? Infinity
  const head = new Uint8Array(HEAD_BYTES)
  let id = ''
  let size = 0
  const drop = async (): Promise<void> => {
    await progress.open?.abort()
    progress.open = undefined
    id = ''
  }
  const keep = (): void => {
    progress.open = keepFile?.()
    id = progress.open?.id ?? ''
  }
  return {
    async write(chunk) {
      if (size < HEAD_BYTES) head.set(chunk.subarray(0, HEAD_BYTES - size), size)
      if (size === 0 && chunk.length > 0) keep()
      const isOver = size > most
      size += chunk.length
      progress.fileBytes += chunk.length
      if (size > most) {
        // It is told of by itself, and takes nothing from the others.
        progress.fileBytes -= isOver ? chunk.length : size
        return drop()
      }
      return progress.fileBytes <= limits.fileBytes ? progress.open?.write(chunk) : drop()
    },
    async end() {
      if (control === undefined || (filename === '' && size === 0)) {
        progress.entries.push([name, filename])
        return
      }
      // An empty file is one, too.
      if (size === 0) keep()
      await progress.open?.end()
      progress.open = undefined
      const facts = {
        name: filename,
        type,
        head: head.subarray(0, Math.min(size, HEAD_BYTES)),
        size,
      }
      const upload = { id, size, type, isAccepted: await isAccepted(control.accept, facts) }
      progress.entries.push([name, filename, upload])
    },
  }
}

/** The signatures of all types take longer to load than most submissions take: they are loaded for files alone. */
async function isAccepted(accept: string | undefined, facts: FileFacts): Promise<boolean> {
  return accept === undefined || (await import('./accept.ts')).isAccepted(accept, facts)
}
