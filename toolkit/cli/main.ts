#!/usr/bin/env node
/** The command `leanto`: one file for each of its verbs. */
import { BuildError } from '../core/errors.ts'
import { backup } from './backup.ts'
import { build } from './build.ts'
import { key } from './key.ts'
import { load } from './load.ts'
import { makeNew } from './new.ts'
import { restore } from './restore.ts'
import { search } from './search.ts'
import { start } from './start.ts'

const USAGE = `leanto: working rooms for a static site

  leanto new NAME --from FILE [--licence CC-BY-4.0] [--attribution "Whom to name"] [--source URL] [...]
                   makes a site in a new folder that answers questions about the data in FILE; see leanto new
  leanto build FOLDER [--out dist] [--url https://example.org]
                   builds the HTML in FOLDER, made by any generator, into --out
  leanto start [...]
                   builds and serves the whole project here, without an account; takes the flags of wrangler dev
  leanto search --query "words" [FOLDER]
                   shows what the search of the site in FOLDER, dist unless told otherwise, gives for some words
  leanto search --check [--min 0.9] [FOLDER]
                   asks it for the site's own titles and headings, and says how many are found; fails below --min
  leanto load [NAME] [--remote] [--database NAME]
                   loads the lookups with store: 'd1', or one, into the database here, or with --remote into the deployed
  leanto key [--link https://example.org]
                   makes a key for the inbox, or with --link a link that signs in for ten minutes
  leanto backup URL [--out FILE]
                   saves all that the inbox of a site has; takes its key from INBOX_KEY or .dev.vars
  leanto restore FILE URL
                   brings a backup into the inbox of a site; what is there stays
`

type Verb = (args: string[]) => Promise<void>

const VERBS: Readonly<Record<string, Verb>> = {
  backup,
  build,
  key,
  load,
  new: (args) => makeNew(args),
  restore,
  search,
  start,
}

const [first = 'help', ...args] = process.argv.slice(2)
const verb = args.includes('--help') && first !== 'start' ? 'help' : first
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
