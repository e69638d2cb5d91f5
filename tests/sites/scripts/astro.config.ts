/** A small site for the scripts of forms; some of its pages are swapped by the router of Astro. */
import { defineConfig } from 'astro/config'

export default defineConfig({})
