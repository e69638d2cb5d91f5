/** The published versions of the forms contract: written as they were, and still read. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import { createFormsBuild } from '../../toolkit/forms/build.ts'
import { findContract, type Entry } from '../../toolkit/forms/format.ts'
import { validate } from '../../toolkit/forms/validate.ts'
import { parsePage } from '../../toolkit/page/build-page.ts'

const FOLDER = new URL('forms-1/', import.meta.url)

const SIGNUP: readonly Entry[] = [
  ['name', 'Ada'],
  ['email', 'ada@example.org'],
  ['code', 'AB-12'],
  ['password', ''],
  ['seats', '5'],
  ['day', '2026-11-23'],
  ['from', '23:30'],
  ['country', 'Österreich & Tirol'],
  ['topics', 'b'],
  ['note', 'Zwei\r\nZeilen'],
  ['note.dir', 'ltr'],
  ['fixed', '1'],
  ['source', 'web'],
  ['terms', 'yes'],
]

test('a page compiles to the contract of version 1', async () => {
  const build = createFormsBuild()
  build.add(parsePage('anmeldung.html', await readFile(new URL('page.html', FOLDER), 'utf8')))
  build.add(parsePage('danke/index.html', ''))
  const published: unknown = JSON.parse(await readFile(new URL('contracts.json', FOLDER), 'utf8'))
  // As text, since the order of the members is part of a deterministic build.
  assert.equal(JSON.stringify(build.finish().contracts), JSON.stringify(published))
})

test('a contract of version 1 is validated against', async () => {
  const contracts = JSON.parse(await readFile(new URL('contracts.json', FOLDER), 'utf8'))
  const contract = findContract(contracts, 'signup')
  assert.ok(contract)
  assert.deepEqual(validate(contract, SIGNUP).invalid, [])
  const wrong = SIGNUP.map(([name, value]): Entry => [name, name === 'terms' ? 'no' : `${value}!`])
  const names = validate(contract, wrong).invalid.map(
    ({ control, flags }) => `${contract.controls[control]?.name} ${flags.join(' ')}`,
  )
  assert.deepEqual(names, [
    'email typeMismatch',
    'code patternMismatch',
    'password patternMismatch',
    'seats badInput',
    'day badInput',
    'from badInput',
    'country badInput',
    'topics badInput',
    'terms badInput',
  ])
})

test('a contract of another version is refused', async () => {
  const contracts = JSON.parse(await readFile(new URL('contracts.json', FOLDER), 'utf8'))
  contracts.signup.version = 2
  assert.throws(() => findContract(contracts, 'signup'), /version 2, expected 1/)
})
