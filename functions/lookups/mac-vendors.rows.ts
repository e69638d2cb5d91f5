/** The rows of the makers: what the npm package `oui-data` has of the IEEE's registries. Runs in the build alone. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export default async function* rows(): AsyncIterable<object> {
  const path = fileURLToPath(import.meta.resolve('oui-data'))
  const vendors: Record<string, string> = JSON.parse(await readFile(path, 'utf8'))
  for (const [prefix, text] of Object.entries(vendors)) {
    // The name, then the lines of a postal address, the country last; nothing but `Private` where it is not told.
    const [vendor, ...address] = text.split('\n')
    yield { prefix, bits: prefix.length * 4, vendor, country: address.at(-1) }
  }
}
