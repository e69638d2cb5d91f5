import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'

import { createMemoryOutput, type MemoryOutput } from '../../tests/memory-output.ts'
import { attribute, elements, parsePage, type Page } from '../page/build-page.ts'
import { writeInboxPages } from './build-pages.ts'
import { PAGES, pageFile, type PageName } from './pages.ts'

const HASHED = /^\/_leanto\/inbox\/inbox\.[0-9a-f]{10}\.(css|js)$/

let output: MemoryOutput

before(async () => {
  output = createMemoryOutput()
  await writeInboxPages(output)
})

function readPage(name: PageName): Page {
  return parsePage(pageFile(name), output.text(`/${pageFile(name)}`))
}

describe('the pages of the inbox', () => {
  test('are written below /_leanto/inbox/, with one style and one script', () => {
    const pages = PAGES.map((name) => `/_leanto/inbox/${name}/index.html`)
    const files = [...output.files.keys()]
    assert.deepEqual(files.filter((file) => file.endsWith('.html')).toSorted(), pages.toSorted())
    const others = files.filter((file) => !file.endsWith('.html'))
    assert.equal(others.length, 2)
    for (const file of others) assert.match(file, HASHED)
  })

  test('are the same each time', async () => {
    const again = createMemoryOutput()
    await writeInboxPages(again)
    assert.deepEqual(again.files, output.files)
  })

  for (const name of PAGES)
    test(`${name} is for no search engine, has a policy without exceptions, and loads what is there`, () => {
      const all = elements(readPage(name).document)
      const meta = (key: string, value: string): string | undefined => {
        const found = all.find((element) => attribute(element, key) === value)
        return found && attribute(found, 'content')
      }
      assert.equal(meta('name', 'robots'), 'noindex')
      const policy = meta('http-equiv', 'content-security-policy') ?? ''
      assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/)
      assert.doesNotMatch(policy, /unsafe|sha256|https?:/)
      for (const element of all) {
        assert.equal(attribute(element, 'style'), undefined)
        const link = element.tagName === 'link' ? 'href' : 'src'
        const url = attribute(element, link)
        if (['link', 'script'].includes(element.tagName) && url?.startsWith('/'))
          assert.ok(output.files.has(url), url)
        const isInline = element.tagName === 'script' && url === undefined
        if (isInline) assert.equal(attribute(element, 'type'), 'application/json')
      }
    })

  test('hold nothing that is only known when they are shown', () => {
    for (const name of PAGES) {
      const text = output.text(`/${pageFile(name)}`)
      assert.doesNotMatch(text, /"inbox\.(css|js)"|<!-- main -->|<template/, name)
    }
  })

  test('have a script that tells nothing of where it was made', () => {
    const path = [...output.files.keys()].find((file) => file.endsWith('.js')) ?? ''
    const script = output.text(path)
    assert.doesNotMatch(script, /browser-|toolkit|sourceMapping/)
    assert.ok(script.length < 8000, `${script.length} bytes`)
  })
})
