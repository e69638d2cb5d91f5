/** Cuts what comes in chunks into lines. */

/**
 * By line feeds alone: other ends of lines may stand within the text. A last line without an end counts. A long line is
 * put together once, from however many chunks it comes in.
 * @param chunks - UTF-8
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest: string[] = []
  for await (const chunk of chunks) {
    const [first = '', ...lines] = decoder.decode(chunk, { stream: true }).split('\n')
    rest.push(first)
    for (const next of lines) {
      yield rest.join('')
      rest = [next]
    }
  }
  const last = rest.join('') + decoder.decode()
  if (last !== '') yield last
}
