/** A small Starlight site whose search is `<leanto-search>`. */
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'

import leantoSearch from '../../../toolkit/astro/starlight.ts'

export default defineConfig({
  integrations: [starlight({ title: 'Orchard', plugins: [leantoSearch()] })],
})
