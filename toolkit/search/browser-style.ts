/** How the element looks. What a page can set is in the documentation, under "Make it look like the site". */

// One rule a line and no indentation: the text is sent as it stands here.
const CSS = `
:host{--c:var(--leanto-search-color,light-dark(#222,#eee));--b:var(--leanto-search-background,light-dark(#fff,#1e1e22));--a:var(--leanto-search-accent,light-dark(#1a56c4,#8fb4ff));--s:color-mix(in srgb,var(--c) 75%,var(--b));--l:1px solid color-mix(in srgb,var(--c) 45%,var(--b))}
*{box-sizing:border-box;margin:0;padding:0;border:0;font:inherit;color:inherit;background:0;text-decoration:none}
[hidden],:host([hidden]),.at form button{display:none}
slot,::slotted(*){visibility:hidden!important}
.at{position:relative}
.inline{display:inline-block}
.bare{min-width:11rem;height:2.5rem}
.box,section,dialog{background:var(--b)}
.at>*,button,dialog{border:var(--l);border-radius:var(--leanto-search-radius,.5rem)}
button{padding:.25em .6em;color:var(--s);cursor:pointer}
.box{display:flex;align-items:center;gap:.6em;padding:0 min(.75em,4%);color:var(--c)}
.at>.box{position:absolute;inset:0;width:100%;height:100%;container-type:inline-size}
button:hover{border-color:var(--a)}
button span{flex:1;overflow:hidden;text-align:start;white-space:nowrap}
kbd{font:.8em monospace;padding:0 .35em;border:var(--l);border-radius:.25em}
@container(max-width:7rem){svg,kbd{display:none}button span{overflow:visible;text-align:center}}
svg{flex:none;width:1em;fill:none;stroke:var(--s);stroke-width:2}
:focus-visible:not(input),form:focus-within,[aria-selected=true]{outline:2px solid var(--a)}
input{flex:1;min-width:0;height:100%;outline:0}
dialog{width:min(100% - 2rem,var(--leanto-search-width,40rem));max-width:none;max-height:none;margin:min(10vh,6rem) auto 0;overflow:hidden;font-size:1rem}
dialog form{height:3.5rem;outline-offset:-2px}
::backdrop{background:var(--leanto-search-backdrop,#0008)}
section{color:var(--c);line-height:1.4;text-align:start;overflow-wrap:anywhere}
.at>section{position:absolute;z-index:9;inset:100% 0 auto}
.at:not(:focus-within)>section{visibility:hidden}
p,a span{color:var(--s);font-size:.875rem}
p:not(:empty){padding:.4rem 1rem;border-block:var(--l)}
ul{max-height:min(60dvh,var(--leanto-search-height,30rem));overflow:auto;overscroll-behavior:contain;padding:.25rem}
dialog ul{height:100vh}
a{display:block;padding:.4rem .75rem;outline-offset:-2px}
a:hover,[aria-selected=true]{background:color-mix(in srgb,var(--a) 15%,var(--b))}
b{font-weight:600}
a span{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
[part~=section]{margin-inline-start:1rem;border-inline-start:var(--l)}
mark{color:var(--c);background:var(--leanto-search-mark,light-dark(#ffe99a,#6b5600))}
@media(max-width:40rem){dialog{width:100%;height:100dvh;margin:0;border:0;border-radius:0}dialog ul{max-height:calc(100dvh - 6rem)}}
`

/** One sheet for all elements of the page. A policy that allows no inline styles allows it (CSP 3, section 8.2). */
export const SHEET: CSSStyleSheet = new CSSStyleSheet()
SHEET.replaceSync(CSS)
