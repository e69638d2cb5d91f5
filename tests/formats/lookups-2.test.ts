/** The golden lookup of version 2: readers must go on reading it, and the writer must go on writing it. */
import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'

import { createLookup } from '../../toolkit/lookups/engine.ts'
import type { LookupIndex } from '../../toolkit/lookups/format.ts'
import { compileLookup, type CompiledLookup } from '../lookups.ts'
import { OPTIONS, QUESTIONS, ROWS, SIZES } from './lookups-2.rows.ts'

const FOLDER = join(import.meta.dirname, 'lookups-2')
const INDEX = 'index.json'
const ANSWERS = 'answers.json'

const compile = (): Promise<CompiledLookup> => compileLookup(OPTIONS, ROWS, { sizes: SIZES })
const fileOf = (path: string): string => join(FOLDER, path.slice('/_leanto/lookups/golden/'.length))
const toJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

async function ask(
  index: LookupIndex,
  read: (path: string) => Promise<Uint8Array>,
): Promise<unknown> {
  const answers: Record<string, unknown> = {}
  for (const [name, question] of Object.entries(QUESTIONS))
    answers[name] = await question(createLookup(index, read))
  return JSON.parse(JSON.stringify(answers))
}

/** Writes what the present code makes, when asked to: a version's golden is written once. */
async function writeGolden(): Promise<void> {
  const { index, output } = await compile()
  await rm(FOLDER, { recursive: true, force: true })
  for (const [path, bytes] of output.files) {
    await mkdir(dirname(fileOf(path)), { recursive: true })
    await writeFile(fileOf(path), bytes)
  }
  await writeFile(join(FOLDER, INDEX), toJson(index))
  await writeFile(join(FOLDER, ANSWERS), toJson(await ask(index, output.read)))
}

describe('a lookup of version 2', async () => {
  if (process.env['WRITE_GOLDEN'] === 'lookups-2') await writeGolden()
  const index: LookupIndex = JSON.parse(await readFile(join(FOLDER, INDEX), 'utf8'))

  it('is read as it was when it was published', async () => {
    const answers: unknown = JSON.parse(await readFile(join(FOLDER, ANSWERS), 'utf8'))
    assert.deepEqual(await ask(index, (path) => readFile(fileOf(path))), answers)
  })

  it('is written with the same bytes', async () => {
    const { index: written, output } = await compile()
    assert.deepEqual(written, index)
    const kept = (await readdir(FOLDER)).filter((name) => name !== INDEX && name !== ANSWERS)
    assert.equal(kept.length, output.files.size)
    for (const [path, bytes] of output.files)
      assert.deepEqual(await readFile(fileOf(path)), Buffer.from(bytes), path)
  })

  it('has files of every kind', () => {
    const { rows, find, tops, typos, range, near, columns } = index.parts
    assert.equal(rows.level, 1)
    for (const part of [find, tops, typos, range, near, columns]) assert.ok(part !== undefined)
    assert.equal(index.downloads.geojson?.length, 1)
  })
})

describe('a lookup of version 1', () => {
  it('is refused', async () => {
    const index: LookupIndex = JSON.parse(await readFile(join(FOLDER, INDEX), 'utf8'))
    const old = Object.assign({ ...index }, { version: 1 })
    assert.throws(() => createLookup(old, readFile), {
      name: 'FormatError',
      message: 'expected a lookup of version 2, got 1',
    })
  })
})
