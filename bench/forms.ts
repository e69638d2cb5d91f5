/**
 * Measures forms: what is computed at build and at the edge, what a visitor waits for, and what a page loads. Only the
 * ratios of one run mean something: machines differ, and this one may be busy. The site has to be built before.
 * Parts can be named: `node bench/forms.ts post upload`.
 */
import { measureCompilation } from './forms-compile.ts'
import { startInside } from './forms-inside.ts'
import { measurePosts } from './forms-post.ts'
import { measureRerender } from './forms-rerender.ts'
import { measureScript } from './forms-script.ts'
import { formatTable, type Row } from './forms-table.ts'
import { measureUploads } from './forms-upload.ts'
import { measureValidation } from './forms-validate.ts'

// Nothing but the table is printed.
process.env['WRANGLER_LOG'] ??= 'warn'

const PARTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  script: measureScript,
  compile: measureCompilation,
  inside: measureInside,
  post: measurePosts,
  upload: measureUploads,
}

const [, , ...asked] = process.argv
const rows: Row[] = []
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stderr.write(`measuring: ${name}\n`)
  rows.push(...(await measure()))
}
process.stdout.write(formatTable(rows))

async function measureInside(): Promise<Row[]> {
  const site = await startInside()
  const measured = [...(await measureValidation(site)), ...(await measureRerender(site))]
  await site.close()
  return measured
}
