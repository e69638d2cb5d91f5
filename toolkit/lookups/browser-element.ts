/**
 * `<leanto-lookup>`: asks a lookup from any page, also of another site, and shows what it answers. Defined when this
 * module is imported; until then, and without JavaScript, what the element holds works, such as a link to the lookup.
 * Here is what shows before anything is asked; what answers is loaded when the field is first come to. The same module
 * watches the pages of the site itself that have a region of a lookup.
 */
import type { Answer, Question } from './browser-panel.ts'
import { fillShell, type Occasion, type Shell } from './browser-shell.ts'
import { watchRegions } from './browser-watch.ts'

const NAME = 'leanto-lookup'
const SHAPING = ['src', 'ask', 'columns', 'limit', 'lang', 'label']

class LeantoLookup extends HTMLElement {
  static readonly observedAttributes: readonly string[] = SHAPING
  #shell: Promise<Shell> | undefined

  connectedCallback(): void {
    void this.#ready()
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before === after || this.#shell === undefined) return
    this.#shell = undefined
    if (this.isConnected) void this.#ready()
  }

  /**
   * Asks, shows the answer, and gives it.
   * @param question - what is typed into the field, or parameters as an address has them: `{ find: 'par', limit: 5 }`
   * @throws {Error} when the lookup cannot be reached, or the question is none that it answers
   */
  async ask(question: Question): Promise<Answer> {
    const shell = await this.#ready()
    const { askPanel } = await loadPanel()
    return askPanel(this, shell, question)
  }

  #ready(): Promise<Shell> {
    this.#shell ??= fillShell(this, (occasion) => {
      void this.#shell?.then((shell) => start(this, shell, occasion))
    })
    this.#shell.catch(ignore)
    return this.#shell
  }
}

/** Where nothing that answers can be loaded, the form goes to the site itself. */
async function start(host: HTMLElement, shell: Shell, occasion: Occasion): Promise<void> {
  const panel = await loadPanel().catch(ignore)
  if (panel) panel.startPanel(host, shell, occasion)
  else if (occasion === 'submit') shell.form.submit()
}

/** The parts, by what they are for: an entry of a later build has those of its own. */
export const parts: Parts = {
  panel: () => import('./browser-panel.ts'),
  regions: () => import('./browser.ts'),
}

interface Parts {
  panel(): Promise<typeof import('./browser-panel.ts')>
  regions(): Promise<typeof import('./browser.ts')>
}

function loadPanel(): ReturnType<Parts['panel']> {
  return parts.panel().catch(async () => (await importAnew()).panel())
}

/** A page that was open while the site was deployed has an entry whose parts are gone. */
async function importAnew(): Promise<typeof parts> {
  const url = new URL(`embed.js?${Date.now()}`, import.meta.url).href
  const entry: { readonly parts: typeof parts } = await import(url)
  return entry.parts
}

function ignore(): void {
  // What the element holds is still there, and works.
}

if (!customElements.get(NAME)) {
  customElements.define(NAME, LeantoLookup)
  watchRegions(() => parts.regions().catch(async () => (await importAnew()).regions()))
}
