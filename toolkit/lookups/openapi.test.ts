import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { cities, subdivisions } from '../../tests/lookup-cities.ts'
import { describeApi } from './openapi.ts'
import { parseQuestion, QUESTION_PARAMETERS } from './parse-question.ts'

type Json = Readonly<Record<string, unknown>>

const part = describeApi([subdivisions.index, cities.index])
// As a reader gets it: without what JSON leaves out.
const document: Json = JSON.parse(JSON.stringify(part))

function at(value: unknown, ...names: readonly string[]): Json {
  const found = names.reduce<unknown>((one, name) => {
    assert.ok(isObject(one) && Object.hasOwn(one, name), `${names.join('.')} is not there`)
    return one[name]
  }, value)
  assert.ok(isObject(found), `${names.join('.')} is no object`)
  return found
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

/** Every object within a value. */
function* objects(value: unknown): Generator<Json> {
  if (!isObject(value)) return
  yield value
  for (const one of Object.values(value)) yield* objects(one)
}

function parametersOf(path: string, method = 'get'): Json[] {
  const { parameters = [] } = at(document, 'paths', path, method)
  assert.ok(Array.isArray(parameters))
  return parameters
}

const namesOf = (path: string): unknown[] => parametersOf(path).map(({ name }) => name)

const TYPES = new Set(['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'])

describe('the description of the API', () => {
  it('has a path for every way to ask, sorted by lookup', () => {
    assert.deepEqual(Object.keys(part.paths), [
      '/api/lookups',
      '/api/lookups/cities',
      '/api/lookups/cities/{id}',
      '/api/lookups/cities/schema',
      '/api/lookups/subdivisions',
      '/api/lookups/subdivisions/{country}/{code}',
      '/api/lookups/subdivisions/schema',
    ])
  })

  it('refers to nothing that is not there', () => {
    let count = 0
    for (const { $ref } of objects(document)) {
      if (typeof $ref !== 'string') continue
      count++
      at(document, ...$ref.replace('#/', '').split('/'))
    }
    assert.ok(count > 10)
  })

  it('has operations as the specification wants them', () => {
    const ids = new Set<unknown>()
    for (const [path, item] of Object.entries(part.paths))
      for (const [method, operation] of Object.entries(item)) {
        assert.ok(method === 'get' || method === 'post')
        const { operationId, responses } = at(operation)
        assert.match(String(operationId), /^[a-zA-Z_]\w*$/)
        assert.ok(!ids.has(operationId), String(operationId))
        ids.add(operationId)
        for (const [status, response] of Object.entries(at(responses))) {
          assert.match(status, /^[1-5]\d\d$/)
          assert.ok('$ref' in at(response) || 'description' in at(response), `${path} ${status}`)
        }
        const inPath = parametersOf(path, method)
          .filter((one) => one['in'] === 'path')
          .map(({ name }) => `{${String(name)}}`)
        assert.deepEqual(inPath, path.match(/\{[^}]+\}/g) ?? [])
      }
  })

  it('has parameters as the specification wants them, each once', () => {
    for (const path of Object.keys(part.paths)) {
      const parameters = parametersOf(path)
      assert.equal(new Set(parameters.map(({ name }) => name)).size, parameters.length)
      for (const parameter of parameters) {
        assert.ok(parameter['in'] === 'query' || parameter['required'] === true)
        assert.ok(isObject(parameter['schema']))
        assert.equal(
          typeof parameter['description'] === 'string' || parameter['in'] === 'path',
          true,
        )
      }
    }
  })

  it('has schemas of types that there are', () => {
    const { schemas } = at(document, 'components')
    for (const schema of objects(schemas)) {
      const { type } = schema
      if (typeof type === 'string') assert.ok(TYPES.has(type), type)
      if (Array.isArray(type)) for (const one of type) assert.ok(TYPES.has(one), String(one))
    }
    assert.deepEqual(at(schemas, 'row_cities', 'properties', 'population')['type'], [
      'integer',
      'null',
    ])
  })

  it('names the parameters that a lookup can be asked by, and no other', () => {
    const named = namesOf('/api/lookups/subdivisions')
    for (const name of ['near', 'radius', 'box', 'contains', 'population'])
      assert.ok(!named.includes(name), name)
    for (const name of ['find', 'country', 'country.in', 'country.null'])
      assert.ok(named.includes(name), name)
    const all = namesOf('/api/lookups/cities')
    for (const name of QUESTION_PARAMETERS) assert.ok(all.includes(name), name)
    // A column that is called as a parameter.
    assert.ok(all.includes('limit.eq'))
    assert.ok(!all.includes('capital.gte'))
    assert.ok(!all.includes('population.prefix'))
  })

  it('names filters that the lookup takes', () => {
    const values: Readonly<Record<string, string>> = {
      population: '5',
      limit: '5',
      capital: 'true',
      founded: '2026-11-27',
      seen: '2026-11-27',
    }
    for (const name of namesOf('/api/lookups/cities').map(String)) {
      const [column = '', operator = ''] = name.split('.')
      if (!cities.index.filter.includes(column) || name === 'limit') continue
      const value = values[column] ?? 'a'
      const text =
        operator === 'null' ? 'true' : operator === 'between' ? `${value},${value}` : value
      const { question } = parseQuestion(cities.index, new URLSearchParams({ [name]: text }))
      assert.equal(question.kind, 'list', name)
    }
  })
})
