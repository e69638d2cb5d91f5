import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'

import { createMemoryOutput, type MemoryOutput } from '../../tests/memory-output.ts'
import { createOutput } from '../page/build-output.ts'
import { buildLookups, type LookupsResult } from './build.ts'
import { createLookup } from './engine.ts'

const made: string[] = []
after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))))

async function makeFolder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lookups-'))
  made.push(folder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

interface Built extends LookupsResult {
  readonly output: MemoryOutput
}

/** Builds a folder of files, in memory. */
async function build(files: Readonly<Record<string, string>>): Promise<Built> {
  const folder = await makeFolder(files)
  const output = createMemoryOutput()
  return { ...(await buildLookups({ folder, output })), output }
}

const GOOD = {
  kind: 'lookup',
  name: 'towns',
  from: './towns.json',
  key: 'id',
  find: ['name'],
  licence: 'CC0-1.0',
  attribution: 'nobody',
}
const ROWS = [{ id: 'a', name: 'Aarau', size: 1 }]

const declare = (changes: object): string =>
  `export const lookup = ${JSON.stringify({ ...GOOD, ...changes })}`
const withRows = (rows: unknown, changes: object = {}): Record<string, string> => ({
  'towns.ts': declare(changes),
  'towns.json': JSON.stringify(rows),
})

describe('the build of the lookups', () => {
  it('has none where there is no folder', async () => {
    const folder = join(tmpdir(), 'lookups-that-are-not-there')
    const result = await buildLookups({ folder, output: createMemoryOutput() })
    assert.deepEqual(result, { indexes: {}, report: [] })
  })

  it('takes declarations alone for declarations, by name', async () => {
    const { indexes, report } = await build({
      ...withRows(ROWS),
      'b.ts': declare({ name: 'b', from: './b.rows.ts' }),
      'b.rows.ts': 'export default [{ id: 1, name: "One" }, { id: 2, name: "Two" }]',
      'a.test.ts': 'throw new Error("a test is no declaration")',
      'types.d.ts': 'export interface Row { id: number }',
      'notes.md': '# Notes',
    })
    assert.deepEqual(Object.keys(indexes), ['b', 'towns'])
    assert.deepEqual(
      report.map(({ name, rows }) => [name, rows]),
      [
        ['b', 2],
        ['towns', 1],
      ],
    )
  })

  it('answers from what it wrote, and writes its index for others', async () => {
    const { indexes, output, report } = await build(withRows(ROWS))
    const { towns } = indexes
    assert.ok(towns)
    assert.deepEqual(await createLookup(towns, output.read).get('a'), ROWS)
    assert.deepEqual(JSON.parse(output.text('/_leanto/lookups/towns/index.json')), towns)
    assert.equal(report[0]?.files, output.files.size)
    assert.match(towns.updated ?? '', /^\d{4}-\d\d-\d\d$/)
  })

  const mistakes: readonly [string, Record<string, string>, RegExp][] = [
    [
      'a declaration that is not whole',
      withRows(ROWS, { licence: '' }),
      /towns\.ts: the lookup "towns" needs `licence`, expected a text, got ""/,
    ],
    [
      'an unknown column',
      withRows(ROWS, { find: ['nam'] }),
      /"nam" under `find`, expected one of id, name, size/,
    ],
    [
      'a key twice',
      withRows([...ROWS, ...ROWS]),
      /towns\.json: row 2: .*"a", which .*towns\.json: row 1 has too/,
    ],
    [
      'a declaration that throws',
      { 'x.ts': 'throw new Error("no net")' },
      /x\.ts: cannot be loaded: no net/,
    ],
    [
      'two lookups of one name',
      { ...withRows(ROWS), 'more.ts': declare({ title: 'More' }) },
      /towns\.ts: the name "towns" is taken by a lookup of .*more\.ts/,
    ],
  ]
  for (const [what, files, message] of mistakes) {
    it(`refuses ${what}, and says where`, async () => {
      await assert.rejects(build(files), { name: 'BuildError', message })
    })
  }

  it('leaves nothing of what it sorted behind, also where it fails', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => ({ id: at % 2999, name: `Town ${at}` }))
    const cache = await makeFolder()
    const folder = await makeFolder(withRows(rows))
    const options = { folder, cache, output: createMemoryOutput(), memory: 20_000 }
    await assert.rejects(buildLookups(options), { name: 'BuildError' })
    assert.deepEqual(await readdir(join(cache, 'sort')), [])
  })
})

describe('a lookup that was built before', () => {
  interface Site {
    readonly folder: string
    readonly cache: string
    readonly build: () => Promise<LookupsResult & { readonly files: ReadonlyMap<string, string> }>
  }

  /** A site whose output is new each time, in memory or on the disk. */
  async function open(files: Readonly<Record<string, string>>, isOnDisk = false): Promise<Site> {
    const folder = await makeFolder(files)
    const cache = await makeFolder()
    return {
      folder,
      cache,
      async build() {
        const memory = createMemoryOutput()
        const to = isOnDisk ? await makeFolder() : ''
        const output = isOnDisk ? createOutput(to) : memory
        const result = await buildLookups({ folder, output, cache, today: '2026-11-27' })
        const written = isOnDisk
          ? await readAll(to)
          : new Map([...memory.files].map(([path]) => [path, memory.text(path)]))
        return { ...result, files: written }
      },
    }
  }

  async function readAll(folder: string): Promise<Map<string, string>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = new Map<string, string>()
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name)
      files.set(path.slice(folder.length), await readFile(path, 'utf8'))
    }
    return files
  }

  const isCached = ({ report }: LookupsResult): boolean => report[0]?.cached ?? false

  for (const isOnDisk of [false, true]) {
    it(`is not compiled again, and has the same files ${isOnDisk ? 'on the disk' : 'in memory'}`, async () => {
      const { build: again } = await open(withRows(ROWS), isOnDisk)
      const first = await again()
      assert.ok(!isCached(first))
      const second = await again()
      assert.ok(isCached(second))
      assert.deepEqual(second.files, first.files)
      assert.deepEqual(second.indexes, first.indexes)
    })
  }

  it('is not compiled again where a module yields the same rows', async () => {
    const rows = 'export default () => [{ id: "a", name: "Aarau" }]'
    const { build: again } = await open({
      'x.ts': declare({ from: './x.rows.ts' }),
      'x.rows.ts': rows,
    })
    const first = await again()
    const second = await again()
    assert.deepEqual([isCached(first), isCached(second)], [false, true])
    assert.deepEqual(second.files, first.files)
  })

  it('is compiled again when its data, its declaration or its lock is another', async () => {
    const changes: Readonly<Record<string, (folder: string) => Promise<void>>> = {
      data: (folder) =>
        writeFile(join(folder, 'towns.json'), JSON.stringify([{ ...ROWS[0], size: 2 }])),
      lock: (folder) => rm(join(folder, 'towns.lock.json')),
    }
    for (const [what, change] of Object.entries(changes)) {
      const { folder, build: again } = await open(withRows(ROWS))
      await again()
      await change(folder)
      const { indexes, report } = await again()
      // Rows that are the same are read, but not compiled.
      assert.equal(report[0]?.cached, what === 'lock', what)
      assert.ok(indexes['towns'])
      assert.ok((await readdir(folder)).includes('towns.lock.json'))
    }
  })

  it('is compiled again when what was kept is damaged or gone', async () => {
    const damages: readonly ((folder: string) => Promise<void>)[] = [
      async (folder) => {
        const [name = ''] = (await readdir(folder)).filter((one) => one.startsWith('rows.'))
        await writeFile(join(folder, name), 'leanto-lookup 2\n["b"]\n')
      },
      async (folder) => {
        const [name = ''] = (await readdir(folder)).filter((one) => one.startsWith('all.'))
        await rm(join(folder, name))
      },
      (folder) => writeFile(join(folder, 'made.json'), '{'),
      (folder) => rm(folder, { recursive: true }),
    ]
    for (const damage of damages) {
      const { cache, build: again } = await open(withRows(ROWS), true)
      const first = await again()
      await damage(join(cache, 'lookups', 'towns'))
      const second = await again()
      assert.ok(!isCached(second))
      assert.deepEqual(second.files, first.files)
      assert.ok(isCached(await again()))
    }
  })

  it('keeps no files of what it was before', async () => {
    const { folder, cache, build: again } = await open(withRows(ROWS))
    await again()
    await writeFile(
      join(folder, 'towns.json'),
      JSON.stringify([{ id: 'b', name: 'Bern', size: 2 }]),
    )
    const { files } = await again()
    const kept = await readdir(join(cache, 'lookups', 'towns'))
    assert.equal(kept.length, files.size)
  })
})
