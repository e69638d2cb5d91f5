/** Which version of a browser has a feature of the web since when, by the feature's name. */
import { defineLookup } from 'leanto/lookups'

export const browserSupport = defineLookup({
  name: 'browser-support',
  title: 'Browser support',
  description: 'Features of the web, and the versions of browsers that have them since.',
  from: './browser-support.rows.ts',
  columns: {
    feature: { title: 'Feature' },
    area: { title: 'Area' },
    chrome: { title: 'Chrome' },
    edge: { title: 'Edge' },
    firefox: { title: 'Firefox' },
    safari: { title: 'Safari' },
    chrome_android: { title: 'Chrome on Android' },
    safari_ios: { title: 'Safari on iOS' },
    status: { title: 'Status' },
    docs: { title: 'Documentation' },
  },
  key: 'feature',
  find: ['feature'],
  filter: ['area', 'status'],
  licence: 'CC0-1.0',
  attribution: 'MDN contributors',
  source: 'https://github.com/mdn/browser-compat-data',
})
