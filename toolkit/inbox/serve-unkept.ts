/** What belongs to the owner stays with the owner: neither a cache on the way nor the browser keeps an answer. */

/** The same answer, not to be stored anywhere (RFC 9111, section 5.2.2.5). */
export function unkept(response: Response): Response {
  const answer = new Response(response.body, response)
  answer.headers.set('cache-control', 'no-store')
  return answer
}
