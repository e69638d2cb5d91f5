import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { parsePage } from './build-page.ts'
import { compileRegions } from './build-template.ts'

const inRegion = (markup: string): string => `<main data-leanto="search">${markup}</main>`

function compile(source: string, file = 'search/index.html'): string {
  const page = parsePage(file, source)
  compileRegions(page)
  return page.edits.toString()
}

function compiledParts(markup: string): unknown {
  const [, json] = /data-each="\w+">(.*?)<\/script>/.exec(compile(inRegion(markup))) ?? []
  return JSON.parse(json ?? '')
}

describe('compileRegions', () => {
  test('gives the names of the regions, once each and sorted', () => {
    const page = parsePage(
      'a.html',
      '<p data-leanto="b"></p><p data-leanto="a"></p><p data-leanto="b">',
    )
    assert.deepEqual(compileRegions(page), ['a', 'b'])
  })

  test('leaves a page without regions as it is', () => {
    const source = '<p data-when="x" data-fill="text:y">as it was'
    assert.equal(compile(source), source)
  })

  test('makes the URLs of a list hold anywhere, which they do by themselves under a <base>', () => {
    const list = inRegion('<template data-each="results"><a href="x">y</a></template>')
    assert.match(compile(list), /href=\\"\/search\/x\\"/)
    assert.match(compile(`<base href="/shop/">${list}`), /href=\\"x\\"/)
  })

  test('hides what a field shows until it is known, and shows what its absence shows', () => {
    assert.equal(
      compile(inRegion('<p data-when="none">a</p><p data-when="!asked">b</p>')),
      inRegion('<p hidden data-when="none">a</p><p data-when="!asked">b</p>'),
    )
  })

  test('compiles a list with fills, conditions and lists inside it', () => {
    const markup = `<template data-each="results"><li><a class="x" data-fill="href:url text:title">old</a>
      <img data-fill="src:image" alt=""><i data-when="new">new &amp; hot</i>
      <template data-each="sections"><b data-fill="text:title"></b></template></li></template>`
    assert.deepEqual(compiledParts(markup), [
      '<li><a class="x"',
      ['attribute', 'href', 'url'],
      '>',
      ['text', 'title'],
      '</a>\n<img alt=""',
      ['attribute', 'src', 'image'],
      '>',
      ['when', 'new', ['<i>new &amp; hot</i>']],
      '\n',
      ['each', 'sections', ['<b>', ['text', 'title'], '</b>']],
      '</li>',
    ])
  })

  test('resolves the relative links of a list, which is shown at other addresses', () => {
    assert.deepEqual(
      compiledParts('<template data-each="results"><a href="./more">m</a></template>'),
      ['<a href="/search/more">m</a>'],
    )
  })

  test('keeps the text of a list from ending its script', () => {
    const html = compile(inRegion('<template data-each="r"><p title="</script>">x</p></template>'))
    assert.equal(html.match(/<\/script>/g)?.length, 1)
  })

  const mistakes: readonly (readonly [markup: string, message: RegExp])[] = [
    ['<a data-fill="href=url">', /index\.html:2: expected data-fill=.*got data-fill="href=url"/],
    ['<a data-fill="onclick:url">', /onclick, which is code/],
    ['<a data-fill="style:url">', /style, which is code/],
    ['<img data-fill="text:url">', /no content/],
    ['<script data-fill="text:url"></script>', /<script>, which is code/],
    ['<p data-when="a b">', /expected data-when/],
    ['<template data-each="a b"></template>', /expected data-each/],
    ['<template data-each="a"><script></script></template>', /cannot stand in a list/],
    [
      '<template data-each="a"><template></template></template>',
      /expected data-each on a <template>/,
    ],
    ['<p data-leanto="other"></p>', /a region inside the region "search"/],
  ]
  for (const [markup, message] of mistakes)
    test(`refuses ${markup}`, () => {
      assert.throws(() => compile(inRegion(`\n${markup}`)), { name: 'BuildError', message })
    })

  test('refuses a region name that no capability could have', () => {
    assert.throws(() => compile('<p data-leanto="Se arch">'), /expected a name such as/)
  })
})
