/**
 * Measures inside workerd: `/forms/validate` one validation, `/forms/render` one re-render of a page, by the form's
 * name and over so many runs. What is posted is the submission.
 */
import { site } from 'leanto:site'

import { findContract, type FormContract } from '../toolkit/forms/format.ts'
import { describeInvalid, findMessages } from '../toolkit/forms/messages.ts'
import { createPlan, type Remark, type RenderPlan } from '../toolkit/forms/render-plan.ts'
import { renderForm } from '../toolkit/forms/serve-rerender.ts'
import { validate, type Verdict } from '../toolkit/forms/validate.ts'
import { createReader, type AssetsEnv } from '../toolkit/page/serve.ts'
import { timeRuns } from './forms-repeat.ts'
import { renderByLinkedom } from './forms-tree-linkedom.ts'
import { renderByParse5 } from './forms-tree-parse5.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Way = (page: Bytes, plan: RenderPlan) => Uint8Array | Promise<Uint8Array>

/** Each from the bytes of the page to those of the answer. */
const WAYS: Readonly<Record<string, Way>> = {
  ours: async (page, plan) =>
    new Uint8Array(await renderForm(new Response(page), plan).arrayBuffer()),
  parse5: byText(renderByParse5),
  linkedom: byText(renderByLinkedom),
}

function byText(render: (html: string, plan: RenderPlan) => string): Way {
  return (page, plan) => new TextEncoder().encode(render(new TextDecoder().decode(page), plan))
}

const worker: ExportedHandler<AssetsEnv> = {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url)
    const contract = findContract(site.forms, searchParams.get('form') ?? '')
    if (contract === undefined) return new Response('expected a form', { status: 404 })
    const count = Number(searchParams.get('count'))
    const entries = [...new URLSearchParams(await request.text())]
    if (pathname === '/forms/validate') {
      const ms = await timeRuns(count, () => validate(contract, entries))
      return Response.json(null, { headers: { 'x-ms': String(ms) } })
    }
    const render = WAYS[searchParams.get('way') ?? '']
    if (render === undefined) return new Response('expected a way', { status: 404 })
    const plan = planErrors(contract, validate(contract, entries))
    const page = new Uint8Array(await createReader(env)(contract.pages[0]?.path ?? ''))
    const ms = await timeRuns(count, () => render(page, plan))
    return new Response(await render(page, plan), { headers: { 'x-ms': String(ms) } })
  },
}

export default worker

/** What the Worker plans for a submission that is not valid. */
function planErrors(contract: FormContract, { invalid, bound }: Verdict): RenderPlan {
  const [page] = contract.pages
  if (page === undefined) throw new Error('expected a page')
  const messages = findMessages({}, page.language)
  const remarks = new Map<number, Remark>()
  for (const { control: at, flags } of invalid) {
    const [control, place] = [contract.controls[at], page.places[at]]
    if (control === undefined || place === undefined) continue
    const text = describeInvalid(messages, control, place, flags, bound[at]?.[0] ?? '')
    remarks.set(at, { kind: 'error', text })
  }
  const { summary: heading, titlePrefix } = messages
  const address = `/forms/${contract.name}`
  return createPlan(contract, page, { status: 422, titlePrefix, address, heading, bound, remarks })
}
