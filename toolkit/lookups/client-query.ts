/** Writes what a client asks as the parameters of an address. */
import type { ClientRow, ListOptions } from './client-answer.ts'

/** The parameters of a list. */
export function toListQuery({
  where,
  sort = [],
  facets = [],
  ...more
}: ListOptions<ClientRow>): URLSearchParams {
  // Without any parameter the site would say what the lookup is.
  return toQuery({ limit: 20, sort: sort.join(','), facets: facets.join(','), ...more }, where)
}

/** Parameters with conditions; a parameter without a value is left out. */
export function toQuery(
  parameters: Readonly<Record<string, string | number | undefined>>,
  where: object = {},
): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.append(name, String(value))
  }
  for (const [column, condition] of Object.entries(where)) appendCondition(query, column, condition)
  return query
}

function appendCondition(query: URLSearchParams, column: string, condition: unknown): void {
  const isOperators =
    typeof condition === 'object' && condition !== null && !Array.isArray(condition)
  const operators = isOperators ? Object.entries(condition) : [['eq', condition] as const]
  for (const [operator, given] of operators) {
    const values: unknown[] = Array.isArray(given) ? given : [given]
    // Several values of `eq` are any of them, and may have commas.
    const name = `${column}.${operator === 'in' ? 'eq' : operator}`
    for (const value of values) if (isScalar(value)) query.append(name, String(value))
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}
