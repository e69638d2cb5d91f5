import assert from 'node:assert/strict'
import { test } from 'node:test'

import { parsePage } from './build-page.ts'
import { resolveUrls } from './build-urls.ts'

const cases: readonly (readonly [before: string, after: string])[] = [
  ['<a href="./price">', '<a href="/shop/price">'],
  ['<a href="../about">', '<a href="/about">'],
  ["<a href='price?a=1&amp;b=2#c'>", '<a href="/shop/price?a=1&amp;b=2#c">'],
  ['<a href=?page=2>', '<a href="/shop/?page=2">'],
  ['<form action="">', '<form action="/shop/">'],
  [
    '<img src=a.png srcset="a.png 1x, b.png 2x">',
    '<img src="/shop/a.png" srcset="/shop/a.png 1x, /shop/b.png 2x">',
  ],
  [
    '<img srcset="a.png 1x,/b.png 2x, https://c.example/c.png 3x">',
    '<img srcset="/shop/a.png 1x,/b.png 2x, https://c.example/c.png 3x">',
  ],
  ['<link imagesrcset="a.png,b.png 2x">', '<link imagesrcset="/shop/a.png,b.png 2x">'],
  ['<a href="#part">', '<a href="#part">'],
  ['<a href="/about">', '<a href="/about">'],
  ['<a href="//other.example/x">', '<a href="//other.example/x">'],
  ['<a href="https://other.example">', '<a href="https://other.example">'],
  ['<a href="mailto:a@b.c">', '<a href="mailto:a@b.c">'],
  ['<base href="./x/"><a href="y">', '<base href="/shop/x/"><a href="y">'],
]

for (const [before, after] of cases)
  test(`${before} of /shop/ becomes ${after}`, () => {
    const page = parsePage('shop/index.html', before)
    resolveUrls(page)
    assert.equal(page.edits.toString(), after)
  })
