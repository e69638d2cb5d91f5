/**
 * The pages of lookups as you type: the Worker's answer, made in the browser by the same engine from the same files.
 * Loaded by the entry (`browser-watch.ts`) when a visitor comes to a form or a link that asks a lookup of the page.
 */
import { fillRegion } from '../page/browser.ts'
import { moveFocus } from '../page/browser-keys.ts'
import { whenTyped } from '../page/browser-typed.ts'
import { parseFills } from '../page/format.ts'
import { openPage, type PageFields } from './browser-answer.ts'
import {
  asksNothing,
  findAsked,
  isFilled,
  nameAround,
  nameOfAddress,
  regionsOf,
  type Asked,
  type Found,
} from './browser-asked.ts'
import { showControls } from './browser-controls.ts'
import { addLocate } from './browser-locate.ts'
import { announce } from './browser-status.ts'
import { fillTitle, readTitle } from './browser-title.ts'

/** How to put back what a region held before anything was asked. */
type Before = readonly (() => void)[]

/** Fields whose text is not a question before it is whole. */
const WHOLE = /^(near|contains|key|keys|box|radius|limit)$/
const CHOICE = /^(checkbox|radio|range|color|date)$/
const FIELD = 'input:is([type=search],[type=text],:not([type]))'
/** Marks the entries of the history that what is typed next replaces. */
const TYPED = 'leanto-typed'
const HEADINGS = 'h1,h2,h3,h4,h5,h6,[role=heading]'

const before = new Map<Element, Before>()
const prepared = new Set<string>()
/** Which question is the last, and the address of the one that is shown. */
let latest = 0
let shown = ''

/** Readies what answers a lookup's questions, and its forms. */
export function prepare(name: string): void {
  if (prepared.has(name)) return
  prepared.add(name)
  for (const form of document.forms) if (findAsked(form)?.name === name) addLocate(form)
  askTyped(name)
  openPage({ name, site: location.origin }).catch(() => prepared.delete(name))
}

/** Answers a question in the page, and puts it into the address. @returns whether it could be answered */
export async function ask(asked: Asked): Promise<boolean> {
  typing.cancel()
  const mine = ++latest
  const { name, url } = asked
  const answered = await answer(name, url).catch(() => 'failed' as const)
  // A later question overtook it, or the visitor is on another page by now.
  if (mine !== latest || regionsOf(name).length === 0) return true
  if (answered === 'failed') return false
  show({ ...asked, url: answered?.url ?? url }, answered)
  return true
}

async function answer(name: string, url: URL): Promise<PageFields | undefined> {
  const page = await openPage({ name, site: location.origin })
  const here = new URL(location.href)
  await readTitle(name, async () => (await page.answer(here))?.data)
  return page.answer(url)
}

function show(asked: Asked, answered: PageFields | undefined): void {
  const { name, url, how } = asked
  shown = answered?.hasFailed === true ? '' : url.href
  if (answered?.hasFailed !== true) keepAddress(asked)
  const focused = document.activeElement
  const wasFilled = isFilled(name)
  fillTitle(name, answered?.data ?? {})
  for (const region of regionsOf(name).filter((each) => document.body.contains(each))) {
    const restore = before.get(region) ?? (wasFilled ? [] : remember(region))
    before.set(region, restore)
    fillRegion(region, answered?.data ?? {})
    if (answered === undefined) for (const put of restore) put()
  }
  showControls(asked)
  void announce(name, answered?.data)
  if (how === 'followed') focusAnswer(name)
  else if (focused instanceof HTMLInputElement && !focused.isConnected) focusSame(asked, focused)
}

/** An answer can be reloaded, kept and sent. What is typed takes the place of what was typed just before. */
function keepAddress({ url, how }: Asked): void {
  if (how === 'opened' || url.href === location.href) return
  const state: unknown = history.state
  const wasTyped = typeof state === 'object' && state !== null && TYPED in state
  const isOnItsWay = how === 'typed' && (wasTyped || asksNothing(location))
  const next = how === 'typed' ? { [TYPED]: true } : null
  history[isOnItsWay ? 'replaceState' : 'pushState'](next, '', url)
}

/** The texts and attributes that the page was written with: what is there while nothing is asked. */
function remember(region: Element): Before {
  return [region, ...region.querySelectorAll('[data-fill]')]
    .filter((element) => element.hasAttribute('data-fill'))
    .map((element) => {
      const fills = parseFills(element.getAttribute('data-fill') ?? '') ?? []
      const children = [...element.childNodes]
      const values = fills.map(([name]) => [name, element.getAttribute(name)] as const)
      return () => {
        for (const [name, value] of values)
          if (name === 'text') element.replaceChildren(...children)
          else if (value !== null) element.setAttribute(name, value)
      }
    })
}

/** The link that was followed may be gone: its answer has the focus then. */
function focusAnswer(name: string): void {
  const region = regionsOf(name).find((each) => document.body.contains(each))
  const headings = [...(region?.querySelectorAll<HTMLElement>(HEADINGS) ?? [])]
  const shownOnes = headings.filter((heading) => heading.checkVisibility())
  const target = shownOnes.find((heading) => heading.hasAttribute('data-fill')) ?? region
  if (!(target instanceof HTMLElement)) return
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1
  target.focus()
}

/** A list that is filled anew has other controls: the one that stands for the same has the focus then. */
function focusSame({ form }: Asked, { name, value }: HTMLInputElement): void {
  for (const control of form?.elements ?? [])
    if (control instanceof HTMLInputElement && control.name === name && control.value === value)
      control.focus()
}

const typing = whenTyped(document, ({ target }) => {
  if (!(target instanceof HTMLInputElement) || WHOLE.test(target.name)) return undefined
  if (isAskedHere(target) === undefined) return undefined
  latest++
  return () => askFrom(target)
})

document.addEventListener('change', ({ target }) => {
  // A text was asked already when its field is left.
  if (
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && CHOICE.test(target.type))
  )
    askFrom(target)
})

/** What was typed before this script was there is asked now. */
function askTyped(name: string): void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement) || WHOLE.test(field.name) || field.value === '') return
  const isShown = new URLSearchParams(location.search).get(field.name) === field.value
  if (latest === 0 && !isShown && findAsked(field)?.name === name) askFrom(field)
}

function askFrom(control: Element): void {
  const found = isAskedHere(control)
  if (found !== undefined) void ask({ ...found, how: 'typed' })
}

function isAskedHere(control: Element): Found | undefined {
  const found = findAsked(control)
  return found?.isElsewhere === false ? found : undefined
}

document.addEventListener('keydown', (event) => {
  const { target } = event
  if (!(target instanceof HTMLElement)) return
  const name = findAsked(target)?.name ?? nameAround(target)
  const form = [...document.forms].find((each) => findAsked(each)?.name === name)
  const field = form?.querySelector<HTMLInputElement>(FIELD)
  if (name === undefined || !field) return
  const from = target instanceof HTMLInputElement && target.form === form ? target : field
  for (const region of regionsOf(name)) moveFocus(event, from, region)
})

addEventListener('popstate', () => {
  const url = new URL(location.href)
  const name = nameOfAddress()
  // The way to a place on the page is no question.
  if (name === undefined || url.href.split('#')[0] === shown.split('#')[0]) return
  void ask({ name, url, how: 'opened' }).then((isAnswered) => isAnswered || location.reload())
})
