/** Builds the same few pages with generators that know nothing of Leanto, each in its own way and theme. */
import { spawnSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const PAGES = join(import.meta.dirname, 'pages')

export interface Generator {
  readonly name: string
  /** Builds the pages in an empty folder, and gives the folder of the finished site. */
  readonly build: (project: string) => Promise<string>
}

export const GENERATORS: readonly Generator[] = [
  { name: 'Eleventy', build: buildEleventy },
  { name: 'VitePress', build: buildVitePress },
  { name: 'Hexo', build: buildHexo },
]

const ELEVENTY_LAYOUT = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>{{ title }} | Bread</title>
  <meta name="description" content="{{ description }}"></head>
  <body>
    <header><a href="/">Bread</a>
      <nav>{% for page in collections.all %}<a href="{{ page.url }}">{{ page.data.title }}</a> {% endfor %}</nav>
    </header>
    <main><h1>{{ title }}</h1>{{ content | safe }}</main>
    <footer>Baked with Eleventy.</footer>
  </body>
</html>
`

const ELEVENTY_CONFIG = `import { IdAttributePlugin } from '@11ty/eleventy'
export default (config) => config.addPlugin(IdAttributePlugin)
`

async function buildEleventy(project: string): Promise<string> {
  await cp(PAGES, project, { recursive: true })
  await write(project, {
    '_includes/page.njk': ELEVENTY_LAYOUT,
    'eleventy.config.mjs': ELEVENTY_CONFIG,
    '_data/layout.json': '"page.njk"',
  })
  run(project, 'node_modules/@11ty/eleventy/cmd.cjs', '--quiet', '--output=dist')
  return join(project, 'dist')
}

async function buildVitePress(project: string): Promise<string> {
  await cp(PAGES, project, { recursive: true })
  const items = (await names()).map((name) => ({ text: name, link: `/${name}` }))
  const config = {
    title: 'Bread',
    description: 'What a baker of one loaf a week has learnt.',
    lang: 'en',
    cleanUrls: true,
    vite: { logLevel: 'error' },
    outDir: 'dist',
    themeConfig: { sidebar: items, nav: items.slice(0, 2), footer: { message: 'With VitePress.' } },
  }
  await write(project, {
    '.vitepress/config.mjs': `export default ${JSON.stringify(config)}\n`,
    'package.json': '{"type":"module"}',
    'index.md': '---\nlayout: home\nhero: { name: Bread }\n---\n',
  })
  // Markdown of VitePress has no title of its own: the page says it.
  for (const name of await names()) await addHeading(join(project, `${name}.md`))
  run(project, 'node_modules/vitepress/bin/vitepress.js', 'build')
  return join(project, 'dist')
}

async function buildHexo(project: string): Promise<string> {
  await cp(PAGES, join(project, 'source', '_posts'), { recursive: true })
  const dependencies = Object.fromEntries(
    ['generator-index', 'renderer-ejs', 'renderer-marked'].map((name) => [`hexo-${name}`, '*']),
  )
  await write(project, {
    'package.json': JSON.stringify({ name: 'bread', hexo: { version: '8.1.2' }, dependencies }),
    '_config.yml': [
      'title: Bread',
      'language: en',
      'url: https://bread.example',
      'permalink: :title/',
      'theme: landscape',
      'public_dir: dist',
    ].join('\n'),
  })
  run(project, 'node_modules/hexo/bin/hexo', 'generate', '--silent')
  return join(project, 'dist')
}

async function names(): Promise<string[]> {
  return (await readdir(PAGES)).map((file) => file.replace(/\.md$/, '')).toSorted()
}

async function addHeading(file: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  const [, title = ''] = /^title: (.*)$/m.exec(text) ?? []
  await writeFile(file, text.replace(/\n---\n/, `\n---\n\n# ${title}\n`))
}

async function write(project: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(project, file, '..'), { recursive: true })
    await writeFile(join(project, file), text)
  }
  await symlink(join(ROOT, 'node_modules'), join(project, 'node_modules'))
}

function run(project: string, script: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', NO_UPDATE_NOTIFIER: '1' },
    timeout: 120_000,
  })
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stdout}\n${stderr}`)
}
