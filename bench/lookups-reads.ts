/** How many files a question reads. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { ReadFile } from '../toolkit/core/read.ts'
import { createLookup } from '../toolkit/lookups/engine.ts'
import type { LookupIndex } from '../toolkit/lookups/format.ts'
import { parseQuestion, type Asked } from '../toolkit/lookups/parse-question.ts'
import type { LookupEngine } from '../toolkit/lookups/question.ts'
import type { BuiltLookup } from './lookups-build.ts'
import { createQuestions, type Kind } from './lookups-questions.ts'
import { quantile } from './statistics.ts'

export interface Reads {
  /** Of files with rows or columns. */
  readonly mean: number
  readonly p95: number
  /** Of all files, when nothing is remembered: lists of blocks come to them. */
  readonly coldP95: number
}

const QUESTIONS = 200

export async function countReads({ index, folder }: BuiltLookup, kind: Kind): Promise<Reads> {
  const next = createQuestions(kind, index.rows, 7)
  const all: number[] = []
  const blocks: number[] = []
  for (let asked = 0; asked < QUESTIONS; asked++) {
    const paths: string[] = []
    const read: ReadFile = (path) => {
      paths.push(path)
      return readFile(join(folder, path))
    }
    await answer(createLookup(index, read), index, next())
    all.push(paths.length)
    blocks.push(paths.filter((path) => !isList(index, path)).length)
  }
  return {
    mean: blocks.reduce((sum, count) => sum + count, 0) / blocks.length,
    p95: quantile(blocks, 0.95),
    coldP95: quantile(all, 0.95),
  }
}

function isList({ parts }: LookupIndex, path: string): boolean {
  return path.includes('-list.') || path === parts.near || path === parts.columns
}

async function answer(engine: LookupEngine, index: LookupIndex, asked: string): Promise<unknown> {
  if (asked.startsWith('/')) return engine.get(asked.slice(1))
  return ask(engine, parseQuestion(index, new URLSearchParams(asked)))
}

function ask(engine: LookupEngine, { question }: Asked): Promise<unknown> {
  switch (question.kind) {
    case 'find':
      return engine.find(question.find, question.options)
    case 'near':
      return engine.near(question.point, question.options)
    case 'contains':
      return engine.contains(question.value)
    case 'list':
      return engine.list(question.list)
    default:
      throw new Error(`expected a question that the benchmark asks, got ${question.kind}`)
  }
}
