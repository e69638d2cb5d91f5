import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { isAccepted } from './accept.ts'
import { HEAD_BYTES } from './limits.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/** Hexadecimal digits with letters and blanks between them, as it is usual: 'ff d8' and "'JFIF'". */
function bytes(source: string): Uint8Array {
  const parts = source
    .split("'")
    .map((part, index) =>
      index % 2 === 0 ? Buffer.from(part.replaceAll(' ', ''), 'hex') : latin1(part),
    )
  return Buffer.concat(parts)
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'
const HTML = '<!DOCTYPE html>\n<html lang="en"><title>Hello</title><script>alert(1)</script></html>'
const CSV = 'PLZ;Straße;Größe\r\n79098;Überweg 1;2 €\r\n'

const HEADS = {
  png: bytes("89'PNG'0d0a1a0a 0000000d'IHDR' 00000001 00000001 08060000001f15c489 0000000a'IDAT'"),
  jpeg: bytes("ffd8ffe0 0010'JFIF'00 0101 00 0048 0048 0000 ffdb 0043 00 08060607"),
  gif: bytes("'GIF89a' 0100 0100 80 00 00 ffffff 000000 21f904 01 0a00 01 00 2c"),
  webp: bytes("'RIFF' 24000000 'WEBPVP8 ' 18000000 300100 9d012a 0100 0100"),
  bmp: bytes("'BM' 3a000000 0000 0000 36000000 28000000 01000000 01000000 0100 1800"),
  tiff: bytes("'II'2a00 08000000 0e00 fe00 0400 01000000"),
  ico: bytes('00000100 0100 1010 00 00 0100 2000 68040000 16000000'),
  heic: bytes("00000024'ftypheic' 00000000 'mif1heic' 00000000'meta'"),
  heix: bytes("00000024'ftypheix' 00000000 'mif1heix'"),
  avif: bytes("00000020'ftypavif' 00000000 'avifmif1miaf'"),
  mp4: bytes("00000020'ftypisom' 00000200 'isomiso2avc1mp41' 00000008'free'"),
  m4a: bytes("0000001c'ftypM4A ' 00000200 'M4A isommp42'"),
  mov: bytes("00000014'ftypqt  ' 20050300 'qt  ' 00000008'wide'"),
  webm: bytes("1a45dfa3 01000000000000 1f 4286 81 01 42f7 81 01 4282 84 'webm'"),
  mp3: bytes("'ID3'03 00 00 00000f76 'TIT2' 0000000b 0000 00 'A song'"),
  mp3Frames: bytes('fffb90 64 00000000 00000000 00000000'),
  wav: bytes("'RIFF' 24080000 'WAVEfmt ' 10000000 0100 0200 44ac0000"),
  ogg: bytes(
    "'OggS' 00 02 0000000000000000 01020304 00000000 aabbccdd 01 13 'OpusHead' 01 02 3801",
  ),
  flac: bytes("'fLaC' 00000022 1000 1000 00000e 0010d2"),
  pdf: bytes(
    "'%PDF-1.7' 0a25 e2e3cfd3 0a '1 0 obj<</Filter/FlateDecode/Length 12>>stream' 0a 78da 2b54 0807 0001",
  ),
  plainPdf: utf8('%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n'),
  zip: bytes("'PK'0304 1400 0000 0800 00002158 00000000 0a000000 0c000000 0500 0000 'a.txt'"),
  docx: bytes("'PK'0304 1400 0600 0800 00002100 dfa4d26c 5a010000 13000802 '[Content_Types].xml'"),
  epub: bytes(
    "'PK'0304 0a00 0000 0000 00002158 6f61ab2c 14000000 0800 0000 'mimetypeapplication/epub'",
  ),
  ole: bytes('d0cf11e0a1b11ae1 00000000000000000000000000000000 3e00 0300 feff 0900 06000000'),
  gz: bytes('1f8b 08 00 00000000 00 03 4bcc4b01 00'),
  rtf: utf8('{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}Hello\\par}'),
  exe: bytes("'MZ'9000 03000000 04000000 ffff0000 b8000000 00000000 40000000"),
  elf: bytes("7f'ELF' 02 01 01 00 0000000000000000 0300 3e00 01000000"),
  machO: bytes('cffaedfe 07000001 03000000 02000000'),
  unknown: bytes("'AC1032' 0000 0000 0021 20 0a 0000 0100 80"),
  zeros: new Uint8Array(16),
  svg: utf8(SVG),
  xmlSvg: utf8(`<?xml version="1.0" encoding="UTF-8"?>\n<!-- A -->\n${SVG}`),
  html: utf8(HTML),
  xml: utf8('<?xml version="1.0"?>\n<a/>'),
  json: utf8('[{"a": "ü"}]'),
  markdown: utf8('# Grüße\n\n- 😀\n'),
  csv: utf8(CSV),
  excelCsv: latin1(CSV.replace('€', '\x80')),
  utf8Mark: utf8('\ufeffGrüße'),
  utf16: bytes("fffe 'G'00'r'00 fc00 df00'e'00 3dd8 00de 0a00"),
  utf16Big: bytes("feff 00'G'00'r' 00fc"),
  utf16Unmarked: bytes("'G'00'r'00 fc00"),
  cutJpeg: bytes('ffd8ffe0'),
  markedBinary: bytes('fffe 0100 0000 0200'),
  umlaut: latin1('Übersicht;Größe\r\n'),
} as const satisfies Readonly<Record<string, Uint8Array>>

type Head = keyof typeof HEADS

/** Whether `accept` takes a file of that head, name and claimed type. */
type Row = readonly [accept: string, head: Head, name: string, type: string]

function holds(accept: string | undefined, head: Head, name: string, type: string): boolean {
  const whole = HEADS[head]
  return isAccepted(accept, { name, type, head: whole, size: whole.length })
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const TAKEN: readonly Row[] = [
  // Each kind as what it is.
  ['image/*', 'png', 'a.png', 'image/png'],
  ['image/png', 'png', 'a.png', 'image/png'],
  ['.png', 'png', 'a.png', 'image/png'],
  ['.jpg,.jpeg', 'jpeg', 'a.jpeg', 'image/jpeg'],
  ['.jpg', 'jpeg', 'A.JPG', 'image/jpeg'],
  ['image/gif', 'gif', 'a.gif', 'image/gif'],
  ['image/webp', 'webp', 'a.webp', 'image/webp'],
  ['image/*', 'bmp', 'a.bmp', 'image/bmp'],
  ['.tif', 'tiff', 'a.tif', 'image/tiff'],
  ['image/*', 'ico', 'a.ico', 'image/vnd.microsoft.icon'],
  ['image/heic', 'heic', 'a.heic', 'image/heic'],
  ['image/*', 'heic', 'a.heic', ''],
  ['image/*', 'heix', 'a.heic', 'image/heic'],
  ['.avif', 'avif', 'a.avif', 'image/avif'],
  ['video/mp4', 'mp4', 'a.mp4', 'video/mp4'],
  ['video/*', 'mov', 'a.mov', 'video/quicktime'],
  ['.mov', 'mp4', 'a.mov', 'video/quicktime'],
  ['audio/*', 'm4a', 'a.m4a', 'audio/x-m4a'],
  ['video/*', 'webm', 'a.webm', 'video/webm'],
  ['audio/webm', 'webm', 'blob', 'audio/webm'],
  ['audio/*', 'mp3', 'a.mp3', 'audio/mpeg'],
  ['.mp3', 'mp3Frames', 'a.mp3', 'audio/mpeg'],
  ['audio/wav', 'wav', 'a.wav', 'audio/x-wav'],
  ['audio/*', 'ogg', 'a.opus', 'audio/ogg'],
  ['.flac', 'flac', 'a.flac', ''],
  ['.pdf', 'pdf', 'a.pdf', 'application/pdf'],
  ['application/pdf', 'plainPdf', 'a.pdf', 'application/pdf'],
  ['.zip', 'zip', 'a.zip', 'application/x-zip-compressed'],
  ['application/zip', 'zip', 'a.zip', 'application/x-zip-compressed'],
  ['.docx', 'docx', 'a.docx', DOCX],
  [`.doc, ${DOCX}`, 'docx', 'a.docx', ''],
  ['.epub', 'epub', 'a.epub', 'application/epub+zip'],
  ['.doc', 'ole', 'a.doc', 'application/msword'],
  ['.xls,.xlsx', 'ole', 'a.xls', 'application/vnd.ms-excel'],
  ['.msg', 'ole', 'a.msg', ''],
  ['.rtf', 'rtf', 'a.rtf', 'application/msword'],
  ['.gz', 'gz', 'a.tar.gz', 'application/gzip'],
  ['.tar.gz', 'gz', 'a.tar.gz', 'application/gzip'],
  ['.exe', 'exe', 'a.exe', 'application/x-msdownload'],
  ['image/*', 'svg', 'a.svg', 'image/svg+xml'],
  ['.svg', 'xmlSvg', 'a.svg', ''],
  ['.html', 'html', 'a.html', 'text/html'],
  ['.xml', 'xml', 'a.xml', 'application/xml'],
  ['application/json', 'json', 'a.json', 'application/json'],
  ['.md', 'markdown', 'a.md', ''],
  ['text/markdown', 'markdown', 'a.md', 'application/octet-stream'],
  ['text/csv', 'csv', 'a.csv', 'text/csv'],
  ['text/csv', 'csv', 'a.csv', 'application/vnd.ms-excel'],
  ['.csv', 'excelCsv', 'a.csv', 'application/vnd.ms-excel'],
  ['.csv', 'umlaut', 'a.csv', 'text/csv'],
  ['text/plain', 'utf8Mark', 'a.txt', 'text/plain'],
  ['.txt', 'utf16', 'a.txt', 'text/plain'],
  ['.txt', 'utf16Big', 'a.txt', 'text/plain'],
  ['text/*', 'html', 'a.py', 'text/x-python'],
  ['.gpx', 'xml', 'a.gpx', 'application/gpx+xml'],
  // An image is an image.
  ['image/*', 'jpeg', 'photo.png', 'image/png'],
  ['image/*', 'png', 'photo.svg', 'image/svg+xml'],
  ['image/*', 'png', 'photo', 'image/png'],
  ['image/jpg', 'jpeg', 'a.jpg', 'image/jpeg'],
  ['.jpe', 'jpeg', 'a.jpe', 'image/jpeg'],
  // Kinds of which nothing is known.
  ['.dwg', 'unknown', 'a.dwg', ''],
  ['image/x-foo', 'unknown', 'a.foo', 'image/x-foo'],
  ['.dwg', 'zeros', 'a.dwg', ''],
  ['.ini', 'markdown', 'a.ini', ''],
  ['.3mf', 'zip', 'a.3mf', ''],
  ['.vsd', 'ole', 'a.vsd', ''],
  ['.dng', 'tiff', 'a.dng', 'image/x-adobe-dng'],
  // How accept may be written.
  [' Image/PNG , .JPG', 'jpeg', 'a.jpg', 'IMAGE/JPEG'],
  ['image/png', 'png', 'a', 'IMAGE/PNG'],
  ['', 'exe', 'a.exe', ''],
  [' , ,', 'exe', 'a.exe', ''],
  ['images, png', 'exe', 'a.exe', ''],
  ['*/*', 'exe', 'a.exe', ''],
]

const REFUSED: readonly Row[] = [
  // What is asked for, but not called so.
  ['.png', 'png', 'a.jpg', 'image/png'],
  ['.png', 'png', 'png', 'image/png'],
  ['image/png', 'png', 'a.png', 'text/plain'],
  ['image/*', 'png', 'a', ''],
  ['.pdf', 'exe', 'a.exe', ''],
  ['image/*', 'pdf', 'a.pdf', 'application/pdf'],
  // What is called so, but is something else.
  ['.png', 'jpeg', 'photo.png', 'image/png'],
  ['image/png', 'jpeg', 'photo.png', 'image/png'],
  ['.png', 'exe', 'a.png', 'image/png'],
  ['image/*', 'exe', 'a.png', 'image/png'],
  ['image/*', 'elf', 'a.png', 'image/png'],
  ['.pdf', 'html', 'a.pdf', 'application/pdf'],
  ['.jpg', 'html', 'a.jpg', 'image/jpeg'],
  ['image/*', 'html', 'a.jpg', 'image/jpeg'],
  ['image/*', 'html', 'a.jpg', 'image/svg+xml'],
  ['image/*', 'html', 'a.jxl', 'image/jxl'],
  ['image/*', 'svg', 'a.png', 'image/png'],
  ['image/*', 'unknown', 'a.png', 'image/png'],
  ['image/*', 'zip', 'a.png', 'image/png'],
  ['video/*', 'png', 'a.mp4', 'video/mp4'],
  ['.mp4', 'heic', 'a.mp4', 'video/mp4'],
  ['.docx', 'ole', 'a.docx', DOCX],
  ['.docx', 'exe', 'a.docx', DOCX],
  ['.docx', 'html', 'a.docx', DOCX],
  ['.xls', 'html', 'a.xls', 'application/vnd.ms-excel'],
  ['application/vnd.ms-excel', 'csv', 'a.csv', 'application/vnd.ms-excel'],
  ['.doc', 'rtf', 'a.doc', 'application/msword'],
  ['.txt', 'png', 'a.txt', 'text/plain'],
  ['.txt', 'jpeg', 'a.txt', 'text/plain'],
  ['.txt', 'exe', 'a.txt', 'text/plain'],
  ['.txt', 'zip', 'a.txt', 'text/plain'],
  ['.txt', 'gz', 'a.txt', 'text/plain'],
  ['.txt', 'pdf', 'a.txt', 'text/plain'],
  ['.txt', 'unknown', 'a.txt', 'text/plain'],
  ['.txt', 'zeros', 'a.txt', 'text/plain'],
  ['.txt', 'utf16Unmarked', 'a.txt', 'text/plain'],
  ['.csv', 'docx', 'a.csv', 'text/csv'],
  ['.json', 'elf', 'a.json', 'application/json'],
  ['image/svg+xml', 'png', 'a.svg', 'image/svg+xml'],
  ['.dwg', 'exe', 'a.dwg', ''],
  ['.dwg', 'machO', 'a.dwg', ''],
  ['.dwg', 'png', 'a.dwg', ''],
  ['text/x-foo', 'unknown', 'a.foo', 'text/x-foo'],
  ['text/x-foo', 'zip', 'a.foo', 'text/x-foo'],
  ['.txt', 'cutJpeg', 'a.txt', 'text/plain'],
  ['.txt', 'markedBinary', 'a.txt', 'text/plain'],
]

describe('accept', () => {
  for (const [accept, head, name, type] of TAKEN) {
    test(`"${accept}" takes ${head} as ${name} of type "${type}"`, () => {
      assert.ok(holds(accept, head, name, type))
    })
  }
  for (const [accept, head, name, type] of REFUSED) {
    test(`"${accept}" refuses ${head} as ${name} of type "${type}"`, () => {
      assert.ok(!holds(accept, head, name, type))
    })
  }

  test('takes everything where there is none', () => {
    assert.ok(holds(undefined, 'exe', 'a.exe', ''))
  })
})

// Each begins with what is the signature of something else.
const LETTERS: readonly string[] = [
  'BM is short for bitmap.',
  'BMW, Audi\r\n1, 2',
  'MZ: my initials',
  'ID3 is a tag',
  'PLZ,Ort',
  'Good morning',
  'GIF89a=1',
  'KDM and others',
  'BZh',
  'CWS, FWS',
  'INDX',
  '{"a":1}',
  '[x] done',
  '<?xml version="1.0"?>',
  '<svg>',
  '{\\rtf1 is how RTF begins',
  '%PDF is how PDF begins',
  '%!PS',
  'FORM1234AIFF',
  'RIFF1234WEBP',
  'OggS',
  'Received: yesterday',
  'WEBVTT ',
  '1\r\n00:00:01,000',
  'abcdftypmp42',
  'abcdmoov',
  '\ufeffBM',
]

describe('text', () => {
  for (const text of LETTERS) {
    const head = utf8(text)
    test(`that begins with ${JSON.stringify(text)} is text and no picture, song or film`, () => {
      const claim = (accept: string, name: string, type: string): boolean =>
        isAccepted(accept, { name, type, head, size: head.length })
      assert.ok(claim('.txt,text/plain', 'a.txt', 'text/plain'))
      assert.ok(claim('text/csv', 'a.csv', 'text/csv'))
      assert.ok(claim('.foo', 'a.foo', ''))
      for (const [name, type] of [
        ['a.bmp', 'image/bmp'],
        ['a.gif', 'image/gif'],
        ['a.webp', 'image/webp'],
        ['a.mp3', 'audio/mpeg'],
        ['a.mpg', 'video/mpeg'],
        ['a.mp4', 'video/mp4'],
      ] as const) {
        assert.ok(!claim('image/*,audio/*,video/*', name, type), name)
      }
    })
  }

  test('is judged by its head, which may end within a character', () => {
    const head = utf8('x'.concat('ü'.repeat(HEAD_BYTES))).subarray(0, HEAD_BYTES)
    assert.ok(isAccepted('.txt', { name: 'a.txt', type: '', head, size: 2 * HEAD_BYTES }))
  })
})

const EMPTY: readonly (readonly [accept: string, name: string, type: string, isTaken: boolean])[] =
  [
    ['.txt', 'a.txt', 'text/plain', true],
    ['text/*', 'a.foo', 'text/x-foo', true],
    ['image/*', 'a.svg', 'image/svg+xml', true],
    ['', 'a.png', 'image/png', true],
    ['image/*', 'a.png', 'image/png', false],
    ['.pdf', 'a.pdf', 'application/pdf', false],
    ['.dwg', 'a.dwg', '', false],
    ['.txt', 'a.csv', 'text/csv', false],
  ]

for (const [accept, name, type, isTaken] of EMPTY) {
  test(`an empty ${name} is ${isTaken ? 'taken' : 'refused'} by "${accept}"`, () => {
    const head = new Uint8Array()
    assert.equal(isAccepted(accept, { name, type, head, size: 0 }), isTaken)
  })
}
