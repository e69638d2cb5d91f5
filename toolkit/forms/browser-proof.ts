/**
 * Computes the proof of work of forms with `data-proof-of-work`, from the moment that a visitor begins to fill one in.
 * Importing the module is enough. A form whose proof fails is sent without it.
 */
import { solveChallenge } from 'altcha-lib/v1'
import type { Challenge } from 'altcha-lib/v1/types'

import { PROOF_FIELD } from './fields.ts'

const FORMS = 'form[data-proof-of-work]'

const proofs = new WeakMap<Element, Promise<void>>()
const ready = new WeakSet<Element>()

document.addEventListener('focusin', ({ target }) => {
  const form = target instanceof Element ? target.closest<HTMLFormElement>(FORMS) : null
  if (form !== null) void prove(form)
})

// Before the listeners of the form: it is sent again as soon as the proof is there.
document.addEventListener(
  'submit',
  (event) => {
    const { target: form, submitter } = event
    if (!(form instanceof HTMLFormElement) || !form.matches(FORMS) || ready.has(form)) return
    if (/^dialog$/i.test(submitter?.getAttribute('formmethod') ?? '')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void prove(form).then(() => form.requestSubmit(submitter))
  },
  true,
)

// A form that was sent needs another proof for its next submission.
document.addEventListener('reset', ({ target }) => {
  if (!(target instanceof Element)) return
  proofs.delete(target)
  ready.delete(target)
})

function prove(form: HTMLFormElement): Promise<void> {
  const known = proofs.get(form)
  if (known !== undefined) return known
  const proof = fillIn(form)
  proofs.set(form, proof)
  return proof
}

async function fillIn(form: HTMLFormElement): Promise<void> {
  const address = new URL(form.getAttribute('action') ?? '', document.baseURI)
  const proof = await solve(`${address.origin}${address.pathname}/challenge`).catch(() => '')
  const field =
    form.querySelector<HTMLInputElement>(`[name="${PROOF_FIELD}"]`) ??
    document.createElement('input')
  field.type = 'hidden'
  field.name = PROOF_FIELD
  field.setAttribute('value', proof)
  form.append(field)
  ready.add(form)
}

/** Fetches a challenge and solves it, as ALTCHA's Base64 payload. */
async function solve(url: string): Promise<string> {
  const response = await fetch(url)
  const { algorithm, challenge, salt, signature, maxnumber }: Challenge = await response.json()
  const solution = await solveChallenge(challenge, salt, algorithm, maxnumber).promise
  const number = solution?.number
  return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }))
}
