/** Compiles the inside of a form to its contract. */
import assert from 'node:assert/strict'

import { createFormsBuild } from '../toolkit/forms/build.ts'
import type { FormContract } from '../toolkit/forms/format.ts'
import { parsePage } from '../toolkit/page/build-page.ts'

/** The contract of a form with this inside. */
export function contractOf(inside: string): FormContract {
  const build = createFormsBuild()
  const form = `<form method="post" action="/forms/f" enctype="multipart/form-data">${inside}</form>`
  build.add(parsePage('index.html', form))
  const contract = build.finish().contracts['f']
  assert.ok(contract)
  return contract
}
