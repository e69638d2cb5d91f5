/** The Starlight plugin: puts `<leanto-search>` in the place of Starlight's own search, and leaves Pagefind out. */
import { fileURLToPath } from 'node:url'

/** As Starlight's `StarlightPlugin`, of which this is all that is used. */
export interface SearchPlugin {
  readonly name: string
  readonly hooks: {
    'config:setup'(options: PluginOptions): void
  }
}

interface PluginOptions {
  readonly config: { readonly components?: object | undefined }
  readonly updateConfig: (config: {
    readonly pagefind: false
    readonly components: { readonly Search: string }
  }) => void
}

const SEARCH = fileURLToPath(new URL('Search.astro', import.meta.url))

/** `starlight({ plugins: [leantoSearch()] })`. A component of the owner's for the search stays. */
export default function leantoSearch(): SearchPlugin {
  return {
    name: 'leanto-search',
    hooks: {
      'config:setup'({ config, updateConfig }) {
        updateConfig({ pagefind: false, components: { Search: SEARCH, ...config.components } })
      },
    },
  }
}
