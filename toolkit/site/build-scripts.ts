/** Finds forms that only a script makes: the build cannot see them, so nothing would answer what they send. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { FormContracts } from '../forms/format.ts'
import { listFiles } from './build-files.ts'

// A whole address in quotes, as an action stands in a script.
const ADDRESS = /["'`]\/forms\/([a-z][a-z0-9-]*)["'`/?]/g

/** Says which scripts of a built folder name a form that stands in no page. */
export async function findUnknownForms(
  folder: string,
  contracts: FormContracts,
): Promise<string[]> {
  const scripts = (await listFiles(folder)).filter((file) => /\.m?js$/.test(file))
  const found: string[] = []
  for (const file of scripts) {
    const text = await readFile(join(folder, file), 'utf8')
    const names = new Set([...text.matchAll(ADDRESS)].map(([, name = '']) => name))
    for (const name of [...names].filter((candidate) => !Object.hasOwn(contracts, candidate))) {
      found.push(
        `${file}: a script names the form "${name}", but no page has one: put the form into the HTML`,
      )
    }
  }
  return found
}
