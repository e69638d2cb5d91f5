/** How the element looks. What a page can set is in the documentation, under "Make it look like the page". */

// One rule a line and no indentation: the text is sent as it stands here.
const CSS = `
:host{display:block;--c:var(--leanto-lookup-color,light-dark(#222,#eee));--b:var(--leanto-lookup-background,light-dark(#fff,#1e1e22));--a:var(--leanto-lookup-accent,light-dark(#1a56c4,#8fb4ff));--s:color-mix(in srgb,var(--c) 75%,var(--b));--l:1px solid color-mix(in srgb,var(--c) 45%,var(--b));--r:var(--leanto-lookup-radius,.375rem);max-width:var(--leanto-lookup-width,40rem);color:var(--c);line-height:1.5;overflow-wrap:anywhere}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box;margin:0;font:inherit;color:inherit}
form,[part=results]{background:var(--b)}
label{display:block;padding-block:.25em}
[part=row]{display:flex;flex-wrap:wrap;gap:.5em}
input{flex:1 1 12em;min-width:0}
input,button{padding:.5em .75em;border:var(--l);border-radius:var(--r);background:var(--b)}
button{cursor:pointer}
button[part=button]{background:var(--a);border-color:var(--a);color:var(--b)}
:focus-visible{outline:2px solid var(--a);outline-offset:2px}
p{min-height:1.5em;padding-block:.25em;color:var(--s);font-size:.875em}
a{color:var(--a)}
p a{color:inherit}
[part=scroller]{overflow:auto;max-height:var(--leanto-lookup-height,24rem);border:var(--l);border-radius:var(--r)}
table{width:100%;border-collapse:collapse}
th,td{padding:.4em .75em;text-align:start;vertical-align:top}
thead th{color:var(--s);font-size:.875em}
tbody tr{border-block-start:var(--l)}
[part~=number]{text-align:end;font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:fit-content(40%) 1fr;border:var(--l);border-radius:var(--r)}
dt,dd{padding:.4em .75em}
dt{color:var(--s)}
:is(dt,dd):nth-of-type(n+2){border-block-start:var(--l)}
`

/** One sheet for all elements of the page. A policy that allows no inline styles allows it (CSP 3, section 8.2). */
export const SHEET: CSSStyleSheet = new CSSStyleSheet()
SHEET.replaceSync(CSS)
