import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import { openTestDatabase } from '../../tests/lookup-d1.ts'
import { readResults, type WranglerOptions } from './load-wrangler.ts'
import { load } from './load.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leanto-load-'))
  const lookups = join(folder, 'functions', 'lookups')
  await mkdir(lookups, { recursive: true })
  await writeFile(join(folder, 'wrangler.toml'), 'name = "test"\n')
  const about = {
    kind: 'lookup',
    from: './rows.json',
    key: 'id',
    licence: 'CC0-1.0',
    attribution: 'nobody',
  }
  const rows = Array.from({ length: 60_000 }, (_, id) => ({ id }))
  await writeFile(join(lookups, 'rows.json'), JSON.stringify(rows))
  const declared = [
    { ...about, name: 'big', store: 'd1' },
    { ...about, name: 'small' },
  ]
  await writeFile(
    join(lookups, 'all.ts'),
    `export const [big, small] = ${JSON.stringify(declared)}\n`,
  )
})
after(() => rm(folder, { recursive: true }))

describe('leanto load', () => {
  it('loads what is kept in D1, says what it costs, and leaves nothing behind', async () => {
    const { target } = openTestDatabase()
    const said: string[] = []
    const opened: WranglerOptions[] = []
    const options = {
      folder,
      say: (text: string) => void said.push(text),
      openTarget: (given: WranglerOptions) => {
        opened.push(given)
        return target
      },
    }
    await load(['--remote', '--database', 'other'], options)
    assert.match(said.join('\n'), /big: 60,000 rows, .* 120,001 rows written/)
    assert.match(said.join('\n'), /free plan takes 100,000 a day.* 2 days/)
    assert.match(said.join('\n'), /big: live in the deployed database/)
    assert.doesNotMatch(said.join('\n'), /small/)
    assert.equal(opened[0]?.remote, true)
    assert.equal(opened[0]?.database, 'other')
    said.length = 0
    await load(['big'], options)
    assert.match(said.at(-1) ?? '', /in the database of this machine already/)
    assert.equal(opened[1]?.database, 'DB')
    const left = await readdir(join(folder, '.leanto', 'cache'))
    assert.ok(!left.some((name) => name.startsWith('load-')))
  })

  it('refuses names of no such lookup, and other arguments', async () => {
    for (const [args, message] of [
      [['small'], /store: 'd1' \(big\), got "small"/],
      [['big', 'more'], /expected one name/],
      [['--local'], /leanto load \[NAME\]/],
    ] as const) {
      await assert.rejects(load([...args], { folder }), { name: 'BuildError', message })
    }
  })
})

describe('what wrangler prints', () => {
  it('is the rows of a query, after whatever it warns of', () => {
    const json = '[{"results":[{"n":1}],"success":true}]'
    assert.deepEqual(readResults(json), [{ n: 1 }])
    assert.deepEqual(readResults(`a warning [x]\n${json}`), [{ n: 1 }])
    assert.throws(() => readResults('nothing'), /expected the rows of a query/)
  })
})
