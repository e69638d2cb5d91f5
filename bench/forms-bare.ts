/** Starts the Worker of `forms-bare.edge.ts`, with its table. */
import { startFixture, type Fixture } from '../tests/worker/fixture.ts'
import { THANKS_PAGE } from './forms-pages.ts'

export async function startBare(): Promise<Fixture> {
  const bare = await startFixture(
    { 'index.html': THANKS_PAGE },
    { main: 'bench/forms-bare.edge.ts', hasBucket: true },
  )
  await bare.query('CREATE TABLE bare (form TEXT, received_at TEXT, entries TEXT) STRICT')
  await bare.query('CREATE INDEX bare_by_form ON bare (form, received_at)')
  return bare
}
