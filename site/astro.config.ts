/** How Astro builds this site. */
import { defineConfig } from 'astro/config'
import leanto from 'leanto/astro'

import { codeClasses } from './src/code.ts'
import { processor } from './markdown.ts'

export default defineConfig({
  site: 'https://leanto.example',
  outDir: '../dist',
  // The default drops the line breaks between words and links.
  compressHTML: true,
  devToolbar: { enabled: false },
  integrations: [leanto()],
  markdown: {
    processor,
    shikiConfig: { theme: 'css-variables', transformers: [codeClasses] },
  },
})
