/** The fields of a submission that are not the owner's: the build or the page's script put them there. */

/** `<name>@<revision>@<trap>`: which form the page has, of which build, and the name of its trap. */
export const FORM_FIELD = '_form'

/** Milliseconds between showing the form and sending it, as the page's script measured them. */
export const ELAPSED_FIELD = '_elapsed'

/** Random characters of the page's script: the same each time that it sends the same fill of the form. */
export const FILL_FIELD = '_fill'

/** The solution of the proof of work, as ALTCHA's Base64 payload. */
export const PROOF_FIELD = '_proof'

/** What Cloudflare's Turnstile widget sends. */
export const TURNSTILE_FIELD = 'cf-turnstile-response'

/** Names that an owner's control cannot have. */
export const RESERVED_FIELDS: readonly string[] = [
  FORM_FIELD,
  ELAPSED_FIELD,
  FILL_FIELD,
  PROOF_FIELD,
  TURNSTILE_FIELD,
]

/** Names that programs like to fill in, and that browsers do not fill in by themselves. The form has one as its trap. */
export const TRAP_NAMES: readonly string[] = ['homepage', 'site_url', 'weblink', 'blog']

/** Marks the fields that the build inserts; controls are counted without them. */
export const OWN_FIELD_ATTRIBUTE = 'data-leanto-field'

/** On the element that thanks, which shows only while it is the target of the address. */
export const THANKS_ATTRIBUTE = 'data-leanto-thanks'
