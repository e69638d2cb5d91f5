/** The kinds of files that forms ask for: their extensions, their media types, and what their bytes look like. */

export interface Kind {
  /** In lower case, without the dot. */
  readonly extensions: readonly string[]
  /** All that systems claim for it, the registered one first. */
  readonly types: readonly string[]
  /**
   * What the bytes must be: text; what one of the signatures says; or, where nothing is known of the kind, what none
   * contradicts, text or not.
   */
  readonly look: 'text' | 'signed' | 'binary' | 'any'
  /** Names, extensions or media types that `magic-bytes.js` has for such bytes, or for the container that they are in. */
  readonly signatures: readonly string[]
}

const TEXT = 'text'
// Of Office before 2007, whatever the program.
const OLE = 'doc'
const ISO_MEDIA = 'mp4 mov'

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OPEN = 'application/vnd.oasis.opendocument'

const KINDS: readonly Kind[] = [
  kind('jpg jpeg jfif', 'image/jpeg image/jpg image/pjpeg', 'jpg'),
  kind('png apng', 'image/png image/x-png image/apng', 'png'),
  kind('gif', 'image/gif', 'gif'),
  kind('webp', 'image/webp', 'webp'),
  kind('heic heif', 'image/heic image/heif', 'heif mp4'),
  kind('avif', 'image/avif', 'avif heif mp4'),
  kind('bmp', 'image/bmp image/x-ms-bmp', 'bmp'),
  kind('tif tiff', 'image/tiff', 'tif tiff'),
  kind('ico', 'image/vnd.microsoft.icon image/x-icon', 'ico'),
  kind('psd', 'image/vnd.adobe.photoshop application/x-photoshop', 'psd'),
  kind('svg', 'image/svg+xml', TEXT),
  kind('pdf', 'application/pdf application/x-pdf', 'pdf'),
  kind('docx', `${OFFICE}.wordprocessingml.document`, 'zip'),
  kind('xlsx', `${OFFICE}.spreadsheetml.sheet`, 'zip'),
  kind('pptx', `${OFFICE}.presentationml.presentation`, 'zip'),
  kind('odt', `${OPEN}.text`, 'zip'),
  kind('ods', `${OPEN}.spreadsheet`, 'zip'),
  kind('odp', `${OPEN}.presentation`, 'zip'),
  kind('epub', 'application/epub+zip', 'zip'),
  kind('jar', 'application/java-archive', 'zip'),
  kind('doc', 'application/msword', OLE),
  kind('xls', 'application/vnd.ms-excel', OLE),
  kind('ppt', 'application/vnd.ms-powerpoint', OLE),
  kind('msg', 'application/vnd.ms-outlook', OLE),
  kind('rtf', 'application/rtf text/rtf application/msword', 'rtf'),
  kind('zip', 'application/zip application/x-zip-compressed', 'zip'),
  kind('gz tgz', 'application/gzip application/x-gzip', 'gz'),
  kind('7z', 'application/x-7z-compressed', '7z'),
  kind('rar', 'application/vnd.rar application/x-rar-compressed', 'rar'),
  kind('mp3', 'audio/mpeg audio/mp3', 'mp3'),
  kind('m4a', 'audio/mp4 audio/x-m4a audio/m4a', ISO_MEDIA),
  kind('wav', 'audio/wav audio/x-wav audio/wave audio/vnd.wave', 'wav'),
  kind('flac', 'audio/flac audio/x-flac', 'flac'),
  kind('ogg oga opus', 'audio/ogg audio/opus application/ogg', 'ogx ogg oga spx'),
  kind('aac', 'audio/aac', 'aac'),
  kind('mp4 m4v', 'video/mp4 video/x-m4v', ISO_MEDIA),
  kind('mov', 'video/quicktime', ISO_MEDIA),
  kind('3gp', 'video/3gpp audio/3gpp', ISO_MEDIA),
  kind('webm', 'video/webm audio/webm', 'webm'),
  kind('mkv', 'video/x-matroska', 'mkv'),
  kind('avi', 'video/x-msvideo video/avi video/vnd.avi', 'avi'),
  kind('mpg mpeg', 'video/mpeg', 'mpg mpeg'),
  kind('wma', 'audio/x-ms-wma', 'wma'),
  kind('wmv', 'video/x-ms-wmv', 'wmv'),
  kind('txt log', 'text/plain', TEXT),
  // Windows with Excel claims the latter for each CSV file.
  kind('csv', 'text/csv application/csv application/vnd.ms-excel', TEXT),
  kind('tsv', 'text/tab-separated-values', TEXT),
  kind('json', 'application/json text/json', TEXT),
  kind('xml', 'application/xml text/xml', TEXT),
  kind('html htm', 'text/html', TEXT),
  kind('md markdown', 'text/markdown', TEXT),
  kind('ics', 'text/calendar', TEXT),
  kind('vcf', 'text/vcard text/x-vcard', TEXT),
]

// What a kind that is not in the table may well be made of.
const CONTAINERS = ['zip', OLE, 'mp4', 'mov', 'ogx', 'tif', 'tiff', 'gz']

export function findByExtension(extension: string): Kind | undefined {
  return KINDS.find(({ extensions }) => extensions.includes(extension))
}

export function findByType(type: string): Kind | undefined {
  return KINDS.find(({ types }) => types.includes(type))
}

/** A kind that the table does not have. */
export function toUnknown(extension: string, type: string): Kind {
  return {
    extensions: [extension],
    types: [type],
    look: toLook(type),
    signatures: [extension, type, ...CONTAINERS],
  }
}

function toLook(type: string): Kind['look'] {
  if (/^text\/|\+(xml|json)$/.test(type)) return 'text'
  return /^(image|audio|video|font)\//.test(type) ? 'binary' : 'any'
}

function kind(extensions: string, types: string, signatures: string): Kind {
  return {
    extensions: extensions.split(' '),
    types: types.split(' '),
    look: signatures === TEXT ? 'text' : 'signed',
    signatures: signatures.split(' '),
  }
}
