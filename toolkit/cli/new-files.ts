/** Writes the files of a new site from its templates. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Beside this file's folder, in the sources as in the package. */
const TEMPLATES = join(import.meta.dirname, '..', 'templates')

/** What is not to be taken for the file that it becomes, by npm or a compiler, has this behind its name. */
const SUFFIX = '.txt'

/** What stands in the templates, by the names in their double braces. */
export type Values = Readonly<Record<string, string>>

/** Writes every template into a folder that is there or can be made. */
export async function writeTemplates(folder: string, values: Values): Promise<void> {
  for (const template of await listTemplates()) {
    const text = await readFile(join(TEMPLATES, template), 'utf8')
    const isFilled = template.endsWith(SUFFIX)
    const file = join(folder, toFile(template))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, isFilled ? fillTemplate(text, values) : text)
  }
}

/** The files of a new site that do not depend on its data, by their templates. */
async function listTemplates(): Promise<string[]> {
  const entries = await readdir(TEMPLATES, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(TEMPLATES.length + 1))
    .toSorted()
}

function toFile(template: string): string {
  const file = template.endsWith(SUFFIX) ? template.slice(0, -SUFFIX.length) : template
  // npm would read one of this name as its own.
  return file === 'gitignore' ? '.gitignore' : file
}

/** Puts values in the place of their names; what is put in is never looked at again. */
export function fillTemplate(text: string, values: Values): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_match, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new Error(`the template needs "${name}"`)
    return value
  })
}
