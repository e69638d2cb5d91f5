/** What is asked in the field of the element, and what it then shows. */
import { askAsTyped, type Typed } from '../page/browser-typed.ts'
import { answerQuestion } from './api-answer.ts'
import { openLookup } from './browser-engine.ts'
import { askPlace } from './browser-locate.ts'
import { showRows } from './browser-rows.ts'
import type { Occasion, Shell } from './browser-shell.ts'
import type { LookupIndex } from './format.ts'
import type { Asked } from './parse-question.ts'

/** What is typed into the field, or parameters as an address has them. */
export type Question = string | Readonly<Record<string, string | number | boolean>>

/** An answer as programs get it from the site: the members of its JSON. */
export type Answer = Readonly<Record<string, unknown>>

const DEFAULT_LIMIT = 8
const MAX_LIMIT = 100
/** Other sites, and this one, are told of answers by it. */
const EVENT = 'leanto-lookup:answer'

/** An answer, or what a visitor is told in the place of one. */
type Outcome =
  | { readonly answer: Answer }
  | { readonly missing: true }
  | { readonly mistake: string }
  | { readonly nothing: true }

const panels = new WeakMap<Shell, Typed>()

/** Answers what is typed into the field, and what stands there already. */
export function startPanel(host: HTMLElement, shell: Shell, occasion: Occasion): void {
  const known = panels.get(shell)
  const panel = known ?? createPanel(host, shell)
  panels.set(shell, panel)
  if (occasion === 'submit' || (known === undefined && shell.ask === 'find')) void panel.ask()
  if (occasion !== 'locate') return
  askPlace(
    shell.locate,
    shell.input,
    () => void panel.ask(),
    () => {
      shell.status.textContent = shell.say('nowhere')
    },
  )
}

function createPanel(host: HTMLElement, shell: Shell): Typed {
  const { input, ask } = shell
  return askAsTyped(
    // A part of an address, a number or a key is another one.
    ask === 'find' ? input : undefined,
    () => input.value.trim(),
    (text) => answer(host, shell, text),
    (outcome) => show(host, shell, outcome),
  )
}

/** Asks, shows the answer and gives it. @throws {Error} when there is none */
export async function askPanel(
  host: HTMLElement,
  shell: Shell,
  question: Question,
): Promise<Answer> {
  if (typeof question === 'string') shell.input.value = question
  const outcome = await answer(host, shell, question).catch(() => undefined)
  show(host, shell, outcome)
  if (outcome === undefined) throw new Error(`${shell.address.site} cannot be reached`)
  if ('mistake' in outcome) throw new Error(outcome.mistake)
  return 'answer' in outcome ? outcome.answer : {}
}

async function answer(host: HTMLElement, shell: Shell, question: Question): Promise<Outcome> {
  if (question === '') return { nothing: true }
  const parameters = toParameters(host, shell, question)
  const { address, index } = shell
  try {
    if (index.store === 'd1') {
      const { askApi } = await import('./browser-api.ts')
      const body = await askApi(address, parameters)
      return body === undefined ? { missing: true } : { answer: body }
    }
    const lookup = await openLookup(address, index)
    return await lookup.answer(async (engine, latest) => {
      const asked = await readQuestion(host, shell, latest, question)
      const toUrl = (path: string): string => address.site + path
      const scene = { index: latest, engine, parameters, toUrl, random: Math.random }
      const answered = await answerQuestion(scene, asked)
      return 'missing' in answered ? { missing: true } : { answer: answered.body }
    })
  } catch (error) {
    if (error instanceof Error && error.name === 'QuestionError') return { mistake: error.message }
    throw error
  }
}

/** What is typed needs no reading, but for a place. */
async function readQuestion(
  host: HTMLElement,
  shell: Shell,
  index: LookupIndex,
  question: Question,
): Promise<Asked> {
  if (typeof question === 'string') {
    if (shell.ask === 'find') {
      const options = { limit: limitOf(host), offset: 0 }
      return { question: { kind: 'find', find: question, options, isCount: false } }
    }
    if (shell.ask === 'contains') return { question: { kind: 'contains', value: question } }
    if (shell.ask === 'key') return { question: { kind: 'key', key: question } }
  }
  const { parseQuestion } = await import('./parse-question.ts')
  return parseQuestion(index, toParameters(host, shell, question))
}

function toParameters(host: HTMLElement, { ask }: Shell, question: Question): URLSearchParams {
  const given = typeof question === 'string' ? { [ask]: question } : question
  const parameters = new URLSearchParams(
    Object.entries(given).map(([name, value]) => [name, String(value)]),
  )
  const takesLimit = parameters.has('find') || parameters.has('near') || parameters.has('box')
  if (takesLimit && !parameters.has('limit')) parameters.set('limit', String(limitOf(host)))
  return parameters
}

/** What is no such number is not heeded. */
function limitOf(host: HTMLElement): number {
  const limit = Number(host.getAttribute('limit'))
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, MAX_LIMIT) : DEFAULT_LIMIT
}

/** Shows an answer in place of the last. @param outcome - undefined where the lookup cannot be reached */
function show(host: HTMLElement, shell: Shell, outcome: Outcome | undefined): void {
  const { status, results, say } = shell
  results.replaceChildren()
  status.textContent = ''
  if (outcome === undefined) status.textContent = say('failed')
  else if ('mistake' in outcome) status.textContent = `${say('unclear')} ${outcome.mistake}`
  else if ('missing' in outcome) status.textContent = say('none')
  else if ('answer' in outcome) {
    status.textContent = showRows(host, shell, outcome.answer)
    const detail = outcome.answer
    host.dispatchEvent(new CustomEvent(EVENT, { detail, bubbles: true, composed: true }))
  }
}
