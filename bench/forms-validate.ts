/** How long it takes to judge one submission, in Node and in workerd. */
import type { Fixture } from '../tests/worker/fixture.ts'
import { validate } from '../toolkit/forms/validate.ts'
import { runInside } from './forms-inside.ts'
import {
  buildForms,
  CONTACT_POSTS,
  SIGNUP_PAGE,
  SIGNUP_POSTS,
  toContactPage,
} from './forms-pages.ts'
import { timeRuns } from './forms-repeat.ts'
import { interleave, median } from './statistics.ts'
import { formatMs, type Row } from './forms-table.ts'

const ROUNDS = 9
const RUNS = 5000

export async function measureValidation(site: Fixture): Promise<Row[]> {
  const forms = { ...buildForms(toContactPage('contact')), ...buildForms(SIGNUP_PAGE) }
  const cases = [
    ['contact', 'valid', CONTACT_POSTS.valid],
    ['contact', 'wrong', CONTACT_POSTS.wrong],
    ['signup', 'valid', SIGNUP_POSTS.valid],
    ['signup', 'wrong', SIGNUP_POSTS.wrong],
  ] as const
  const measures = cases.flatMap(([form, kind, post]) => {
    const contract = forms[form]
    const entries = [...new URLSearchParams(post)]
    if (contract === undefined) throw new Error(`expected the form ${form}`)
    if (validate(contract, entries).invalid.length > 0 !== (kind === 'wrong')) {
      throw new Error(`expected a ${kind} submission of ${form}`)
    }
    const inNode = () => timeRuns(RUNS, () => validate(contract, entries))
    const inWorker = async () =>
      (await runInside(site, `/forms/validate?form=${form}`, RUNS, post)).ms
    return [inNode, inWorker]
  })
  // Warm.
  await interleave(1, measures)
  const times = (await interleave(ROUNDS, measures)).map(median)
  return cases.flatMap(([form, kind], at) =>
    ['Node', 'workerd'].map((place, which) => ({
      what: `validate, ${form} (${forms[form]?.controls.length} controls), ${kind}, ${place}`,
      here: formatMs(times[at * 2 + which] ?? Number.NaN),
    })),
  )
}
