/** Sees to it that what a form sends can be read: its method, encoding and charset, and those of its buttons. */
import { BuildError } from '../core/errors.ts'
import { attribute, lineOf, type Element, type Page } from '../page/build-page.ts'
import type { Markup } from './build-markup.ts'

const MULTIPART = 'multipart/form-data'

/** @throws {BuildError} for a form whose submissions would be lost or unreadable */
export function assertSubmittable(
  page: Page,
  form: Element,
  owned: readonly Element[],
  markup: Markup,
): void {
  const expect = (isRight: boolean, expected: string, element: Element): void => {
    if (!isRight) {
      throw new BuildError(`expected ${expected}`, { file: page.file, line: lineOf(element) })
    }
  }
  const method = attribute(form, 'method') ?? 'get'
  expect(method.toLowerCase() === 'post', `method="post" on the form, got "${method}"`, form)
  expect(
    encodingOf(form, 'enctype') !== 'text/plain',
    'an enctype that can be read back, got "text/plain"',
    form,
  )
  const charset = attribute(form, 'accept-charset') ?? 'utf-8'
  expect(isUtf8(charset), `accept-charset="utf-8", got "${charset}"`, form)
  for (const element of markup.elements.filter(({ tagName }) => tagName === 'meta')) {
    const declared = attribute(element, 'charset') ?? 'utf-8'
    expect(isUtf8(declared), `a page in UTF-8, got "${declared}"`, element)
  }
  expect(
    !owned.some(isFile) || encodingOf(form, 'enctype') === MULTIPART,
    `enctype="${MULTIPART}" on a form with a file field, or only the file's name is sent`,
    form,
  )
  for (const button of owned) assertButton(button, owned.some(isFile), expect)
}

/** A button can override what its form says. */
function assertButton(
  button: Element,
  hasFile: boolean,
  expect: (isRight: boolean, expected: string, element: Element) => void,
): void {
  const method = attribute(button, 'formmethod')?.toLowerCase() ?? 'post'
  expect(
    ['post', 'dialog'].includes(method),
    `formmethod="post" on the button, got "${method}"`,
    button,
  )
  const encoding = encodingOf(button, 'formenctype')
  if (encoding === undefined) return
  expect(encoding !== 'text/plain', 'a formenctype that can be read back, got "text/plain"', button)
  expect(
    !hasFile || encoding === MULTIPART,
    `formenctype="${MULTIPART}" on a button of a form with a file field`,
    button,
  )
}

function encodingOf(element: Element, name: string): string | undefined {
  return attribute(element, name)?.toLowerCase()
}

function isFile(element: Element): boolean {
  return element.tagName === 'input' && attribute(element, 'type')?.toLowerCase() === 'file'
}

function isUtf8(charset: string): boolean {
  return /^\s*utf-?8\s*$/i.test(charset)
}
