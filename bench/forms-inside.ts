/** Asks the Worker of `forms-inside.edge.ts` to measure something. */
import { startFixture, type Fixture } from '../tests/worker/fixture.ts'
import { SIGNUP_PAGE, THANKS_PAGE, toContactPage } from './forms-pages.ts'

/** Bytes of the pages on which a form is shown again, by the form's name. */
export const SIZES: Readonly<Record<string, number>> = {
  small: 45_000,
  large: 450_000,
  huge: 1_000_000,
}

export function startInside(): Promise<Fixture> {
  const sized = Object.entries(SIZES).map(([name, size]) => [
    `${name}/index.html`,
    toContactPage(name, size),
  ])
  const pages: Readonly<Record<string, string>> = {
    ...Object.fromEntries(sized),
    'contact/index.html': toContactPage('contact'),
    'signup/index.html': SIGNUP_PAGE,
    'forms-thanks/index.html': THANKS_PAGE,
  }
  return startFixture(pages, { main: 'bench/forms-inside.edge.ts' })
}

export interface Measured {
  /** Of one run. */
  readonly ms: number
  readonly text: string
}

/** Runs `count` times what the path says. */
export async function runInside(
  site: Fixture,
  path: string,
  count: number,
  body: string,
): Promise<Measured> {
  const response = await site.fetch(`${path}&count=${count}`, { method: 'POST', body })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`)
  return { ms: Number(response.headers.get('x-ms')), text }
}
