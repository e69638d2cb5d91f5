/** Malformed bodies of multipart/form-data, and well-formed ones that nobody expects. */
import { binary, MULTIPART, part, text, widen } from './bodies-make.ts'
import type { HostileBody } from './bodies.ts'

const END = '--x--\r\n'

type Rows = Readonly<Record<string, string | (() => string)>>

export function createMultipartBodies(field: string): HostileBody[] {
  const named = `name="${field}"`
  return [
    ...toBodies(structures(named)),
    ...toBodies(heads(named)),
    ...toBodies(fileNames(named)),
    ...toBodies(contents(named)),
    ...toBodies(masses(named)),
    ...cuts(field),
    ...boundaries(named),
    ...binaries(named),
  ]
}

function toBodies(rows: Rows): HostileBody[] {
  return Object.entries(rows).map(([name, body]) => text(`multipart: ${name}`, MULTIPART, body))
}

function structures(named: string): Rows {
  const whole = part(named, 'v') + END
  return {
    'no bytes': '',
    'one byte': '-',
    'only text': 'hello',
    'only line ends': '\r\n\r\n\r\n',
    'only the last boundary': END,
    'the last boundary twice': END + END,
    'only LF': whole.replaceAll('\r\n', '\n'),
    'only CR': whole.replaceAll('\r\n', '\r'),
    'LF and CR the wrong way round': whole.replaceAll('\r\n', '\n\r'),
    'CRLF but for the boundary': whole.replace('--x\r\n', '--x\n'),
    'CRLF but for the head': whole.replace('\r\n\r\n', '\n\n'),
    'CRLF but before the last boundary': whole.replace('\r\n--x--', '\n--x--'),
    'another boundary': whole.replaceAll('--x', '--y'),
    'a boundary in capitals': whole.replaceAll('--x', '--X'),
    'a boundary without its dashes': whole.replaceAll('--x', 'x'),
    'a boundary of one dash': whole.replaceAll('--x', '-x'),
    'a longer boundary': whole.replaceAll('--x', '--xy'),
    'letters behind the last boundary': whole.replace('--x--', '--x--y'),
    'one dash behind the last boundary': whole.replace('--x--', '--x-'),
    'three dashes behind the last boundary': whole.replace('--x--', '--x---'),
    'blanks behind the boundaries': whole.replaceAll('--x', '--x \t ').replace(' --', '--'),
    'a NUL behind the boundary': whole.replace('--x\r\n', '--x\0\r\n'),
    'a part without a head': `--x\r\n\r\nv\r\n${END}`,
    'a part without head and content': `--x\r\n${END}`,
    'a head without an empty line': `--x\r\nContent-Disposition: form-data; ${named}\r\n${END}`,
    'content where the head should be': `--x\r\nvalue\r\n${END}`,
    'a boundary in the head': `--x\r\nContent-Disposition: form-data;\r\n--x\r\n ${named}\r\n\r\nv\r\n${END}`,
    'a boundary behind the head': `--x\r\nContent-Disposition: form-data; ${named}\r\n\r\n${END}`,
    'a preamble': `This is a message with multiple parts.\r\n${whole}`,
    'an epilogue': `${whole}\r\nThe end.`,
    'a form behind the last boundary': whole + whole,
    'a byte order mark in front': `\ufeff${whole}`,
    'a line end in front': `\r\n${whole}`,
    'a request in front': `POST / HTTP/1.1\r\nHost: other.example\r\n\r\n${whole}`,
  }
}

function heads(named: string): Rows {
  const head = (lines: string): string => `--x\r\n${lines}\r\n\r\nv\r\n${END}`
  const disposition = `Content-Disposition: form-data; ${named}`
  return {
    'no Content-Disposition': head('Content-Type: text/plain'),
    'an empty Content-Disposition': head('Content-Disposition:'),
    'an attachment': head(`Content-Disposition: attachment; ${named}`),
    'two Content-Dispositions': head(`${disposition}\r\nContent-Disposition: form-data; name="b"`),
    'a name that is missing': head('Content-Disposition: form-data'),
    'a name that is empty': head('Content-Disposition: form-data; name=""'),
    'a name that is not closed': head('Content-Disposition: form-data; name="a'),
    'a name without quotes': head('Content-Disposition: form-data; name=a b'),
    'a name in single quotes': head(`Content-Disposition: form-data; name='a b'`),
    'a name behind blanks': head('Content-Disposition: form-data; name = "a"'),
    'a name twice': head(`${disposition}; name="b"`),
    'a name with an escaped quote': head(String.raw`Content-Disposition: form-data; name="a\"b"`),
    'a name with a line end': head('Content-Disposition: form-data; name="a\r\nb"'),
    'a name with an escaped line end': head('Content-Disposition: form-data; name="a%0D%0Ab"'),
    'a name with a NUL': head('Content-Disposition: form-data; name="a\0b"'),
    'a name like those of objects': head('Content-Disposition: form-data; name="__proto__"'),
    'a name that is only extended': head(`Content-Disposition: form-data; name*=UTF-8''a`),
    'a name in continuations': head('Content-Disposition: form-data; name*0="a"; name*1="b"'),
    'a name of 100,000 characters': () =>
      head(`Content-Disposition: form-data; name="${'a'.repeat(100_000)}"`),
    'an encoded word as name': head('Content-Disposition: form-data; name="=?utf-8?B?YQ==?="'),
    'a blank before the colon': head(`Content-Disposition : form-data; ${named}`),
    'no colon': head(`Content-Disposition form-data; ${named}`),
    'folded lines': head(`Content-Disposition: form-data;\r\n ${named}`),
    'a colon as the first character': head(`: b\r\n${disposition}`),
    'a NUL as header name': head(`\0: b\r\n${disposition}`),
    'a head of 1 MB': () => head(`${disposition}\r\nX-A: ${'b'.repeat(1_000_000)}`),
    'a head of 100,000 lines': () =>
      head(`${disposition}\r\n${'X-A: b\r\n'.repeat(100_000)}X-B: c`),
    'a head of 100,000 semicolons': () => head(disposition + ';'.repeat(100_000)),
    'a head of 10,000 parameters': () => head(disposition + '; a=b'.repeat(10_000)),
    'a head of 100,000 quotes': () => head(disposition + '"'.repeat(100_000)),
    'a head of 100,000 blanks': () => head(disposition + ' '.repeat(100_000)),
    'base64 as transfer encoding': head(`${disposition}\r\nContent-Transfer-Encoding: base64`),
    'gzip as content encoding': head(`${disposition}\r\nContent-Encoding: gzip`),
    'UTF-16 as charset of a part': head(
      `${disposition}\r\nContent-Type: text/plain; charset=utf-16`,
    ),
    'UTF-7 as charset of a part': head(`${disposition}\r\nContent-Type: text/plain; charset=utf-7`),
    'a type that is none': head(`${disposition}\r\nContent-Type: "><script>alert(1)</script>`),
    'a type of 5,000 characters': head(`${disposition}\r\nContent-Type: a/${'b'.repeat(5000)}`),
  }
}

const FILE_NAMES: Readonly<Record<string, string>> = {
  'an empty file name': '',
  'a path of Unix': '../../../../etc/passwd',
  'a path of Windows': String.raw`..\..\..\windows\win.ini`,
  'an absolute path': '/etc/passwd',
  'a share': String.raw`\\server\share\a.txt`,
  'a path in percent signs': '..%2F..%2Fetc%2Fpasswd',
  'a path in overlong UTF-8': '..%c0%af..%c0%afetc',
  'two dots': '..',
  'one dot': '.',
  'only a slash': '/',
  'a device': 'CON',
  'a stream of NTFS': 'a.txt::$DATA',
  'a NUL before the extension': 'a.php\0.png',
  'two extensions': 'a.png.php',
  'blanks behind the extension': 'a.php   ',
  'a dot behind the extension': 'a.php.',
  'a dot file': '.htaccess',
  'a reversed extension': 'photo\u202egnp.exe',
  'a script': '"><img src=x onerror=alert(1)>',
  'a command': '$(reboot).png;`reboot`',
  'a line end': 'a%0D%0ASet-Cookie: a=b',
  'a formula': '=HYPERLINK("https://evil.example").csv'.replaceAll('"', '%22'),
  'a file name of 5,000 characters': `${'a'.repeat(5000)}.png`,
}

function fileNames(named: string): Rows {
  const rows: Record<string, string> = {}
  for (const [name, filename] of Object.entries(FILE_NAMES)) {
    rows[`${name} as file name`] = part(`${named}; filename="${filename}"`, 'v') + END
  }
  return {
    ...rows,
    'an extended file name': `${part(`${named}; filename*=UTF-8''..%2Fa%00.txt`, 'v')}${END}`,
    'a broken extended file name': `${part(`${named}; filename*=UTF-8''%C3%28`, 'v')}${END}`,
    'both kinds of file names': `${part(`${named}; filename="a"; filename*=UTF-8''b`, 'v')}${END}`,
    'two file names': `${part(`${named}; filename="a"; filename="b"`, 'v')}${END}`,
    'a file name that is not closed': `${part(`${named}; filename="a`, 'v')}${END}`,
    'a file name without a name': `${part('filename="a.txt"', 'v')}${END}`,
    'a text and a file of one name': `${part(named, 'v')}${part(`${named}; filename="a"`, 'v')}${END}`,
  }
}

function contents(named: string): Rows {
  const inner = part(named, 'v').replaceAll('--x', '--y')
  const nested = 'Content-Type: multipart/mixed; boundary=y'
  return {
    'a nested body': `${part(`${named}\r\n${nested}`, `${inner}--y--`)}${END}`,
    'a nested body of the same boundary': `${part(`${named}\r\n${nested.replace('=y', '=x')}`, part(named, 'v') + END)}${END}`,
    'a boundary in the content': part(named, 'a\r\n--x\r\nb') + END,
    'the last boundary in the content': part(named, 'a\r\n--x--\r\nb') + END,
    'half a boundary at the end': `${part(named, 'v')}--`,
    'content of line ends': () => part(named, '\r\n'.repeat(10_000)) + END,
    'content of beginnings of boundaries': () => part(named, '\r\n--'.repeat(10_000)) + END,
    'content of carriage returns': () => part(named, '\r'.repeat(10_000)) + END,
    'content of NULs': () => part(named, '\0'.repeat(10_000)) + END,
    'content of 100,000 characters': () => part(named, 'ü'.repeat(100_000)) + END,
  }
}

function masses(named: string): Rows {
  return {
    '10,000 parts': () => part(named, 'v').repeat(10_000) + END,
    '10,000 names': () =>
      Array.from({ length: 10_000 }, (_, index) => part(`name="a${index}"`, '')).join('') + END,
    '10,000 empty files': () =>
      part(`${named}; filename=""\r\nContent-Type: application/octet-stream`, '').repeat(10_000) +
      END,
    '1,000 files': () => part(`${named}; filename="a.png"`, 'v').repeat(1000) + END,
    '100,000 boundaries': () => '--x\r\n'.repeat(100_000) + END,
    '10,000 parts and no end': () => part(named, 'w').repeat(10_000),
  }
}

/** A body that ends behind each of the things that it is made of. */
function cuts(field: string): HostileBody[] {
  const head = [
    '--x',
    '\r',
    '\n',
    'Content-',
    'Disposition',
    ':',
    ' ',
    'form-',
    'data',
    ';',
    ' name',
    '=',
    '"',
    field,
    '"',
  ]
  const file = ['; filename', '="', 'a.', 'png', '"', '\r\n', 'Content-Type', ': image/', 'png']
  const end = ['\r', '\n', '\r', '\n', 'v', '\r', '\n', '-', '-', 'x']
  const tokens = [...head, ...file, ...end, '\r\n', ...head, ...end, '-']
  return tokens.map((_, index) => {
    const body = tokens.slice(0, index + 1).join('')
    return text(
      `multipart: cut at ${body.length}, behind ${JSON.stringify(body.slice(-12))}`,
      MULTIPART,
      body,
    )
  })
}

function boundaries(named: string): HostileBody[] {
  const typed = (name: string, parameter: string, boundary = 'x'): HostileBody =>
    text(
      `multipart: ${name}`,
      `multipart/form-data${parameter}`,
      (part(named, 'v') + END).replaceAll('--x', `--${boundary}`),
    )
  return [
    typed('no boundary in the type', ''),
    typed('an empty boundary in the type', '; boundary='),
    typed('an empty quoted boundary in the type', '; boundary=""', ''),
    typed('a boundary that is not closed in the type', '; boundary="x'),
    typed('two boundaries in the type', '; boundary=x; boundary=y'),
    typed('two types', '; boundary=x, multipart/form-data; boundary=y'),
    typed('a boundary of dashes', `; boundary=${'-'.repeat(70)}`, '-'.repeat(70)),
    typed('a boundary of two dashes', '; boundary=--', '--'),
    typed('a boundary of 71 characters', `; boundary=${'a'.repeat(71)}`, 'a'.repeat(71)),
    typed('a boundary of 5,000 characters', `; boundary=${'a'.repeat(5000)}`, 'a'.repeat(5000)),
    typed('a boundary of blanks', '; boundary="   "', '   '),
    typed('a boundary that ends in a blank', '; boundary="x "', 'x '),
    typed('a boundary with an escape', String.raw`; boundary="x\y"`, 'xy'),
    typed('a boundary with percent signs', '; boundary=%78'),
    typed('a boundary like a pattern', '; boundary="(.*)+"', '(.*)+'),
    typed('an extended boundary', `; boundary*=UTF-8''x`),
    typed('a boundary behind another parameter', '; a="; boundary=y"; boundary=x'),
    typed('BOUNDARY in capitals', '; BOUNDARY=x'),
    typed('blanks around the equals sign', '; boundary = x'),
    typed('a comma for the semicolon', ', boundary=x'),
  ]
}

function binaries(named: string): HostileBody[] {
  return [
    binary('multipart: a name that is no UTF-8', MULTIPART, part('name="\xff\xfe"', 'v') + END),
    binary('multipart: content that is no UTF-8', MULTIPART, part(named, '\xc3\x28\xff') + END),
    binary('multipart: half a character at the end', MULTIPART, part(named, '\xf0\x9f\x98') + END),
    binary('multipart: surrogates in bytes', MULTIPART, part(named, '\xed\xa0\x80') + END),
    binary('multipart: an overlong NUL', MULTIPART, part(named, '\xc0\x80') + END),
    binary('multipart: UTF-16', MULTIPART, widen(part(named, 'v') + END, '', '\0')),
    binary('multipart: gzip', MULTIPART, '\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0'),
  ]
}
