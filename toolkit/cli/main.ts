#!/usr/bin/env node
/** The command `leanto`: one file for each of its verbs. */
import { BuildError } from '../core/errors.ts'
import { build } from './build.ts'
import { start } from './start.ts'

const USAGE = `leanto: working rooms for a static site

  leanto build FOLDER [--out dist] [--url https://example.org]
                   builds the HTML in FOLDER, made by any generator, into --out
  leanto start [...]
                   builds and serves the whole project here, without an account; takes the flags of wrangler dev
`

const VERBS: Readonly<Record<string, (args: string[]) => Promise<void>>> = { build, start }

const [first = 'help', ...args] = process.argv.slice(2)
const verb = args.includes('--help') && first === 'build' ? 'help' : first
const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
if (run === undefined) {
  const isHelp = verb === 'help' || verb === '--help'
  const stream = isHelp ? process.stdout : process.stderr
  stream.write(isHelp ? USAGE : `leanto: no command "${verb}"\n\n${USAGE}`)
  process.exitCode = isHelp ? 0 : 2
} else {
  await run(args).catch((cause: unknown) => {
    if (!(cause instanceof BuildError) && !isSystemError(cause)) throw cause
    process.stderr.write(`leanto: ${cause.message}\n`)
    process.exitCode = 1
  })
}

/** What the system refused: its message has the reason and the path, `EACCES: permission denied, open '…'`. */
function isSystemError(cause: unknown): cause is Error {
  return cause instanceof Error && 'syscall' in cause
}
