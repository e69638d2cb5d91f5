/** Makes one small file of a script or style of ours and all that it imports. */
import { build, type Plugin } from 'esbuild'

export interface BundleOptions {
  /** esbuild's names of what must run it: `es2024`, or browsers. */
  readonly target: string | string[]
  readonly plugins?: Plugin[]
}

/**
 * Bundles an ECMAScript module or a style sheet, and gives its text.
 * @param entry - an absolute file path
 */
export async function bundle(
  entry: string,
  { target, plugins = [] }: BundleOptions,
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    target,
    plugins,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    // Where the sources lie must not be told by what is made of them.
    absWorkingDir: import.meta.dirname,
    // A project's own tsconfig.json is about its own files.
    tsconfigRaw: {},
  })
  return outputFiles.map(({ text }) => text).join('')
}
