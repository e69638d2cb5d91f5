/** The module that the build of the site writes, named in `wrangler.toml` under `[alias]`. */
declare module 'leanto:site' {
  export const site: import('./format.ts').Site
}
