/** The site's Worker, with a mark on every answer: whatever lacks it was answered by the static files alone. */
import worker from '../../functions/worker.ts'

const marking: typeof worker = {
  async fetch(request, env, context) {
    const response = await worker.fetch?.(request, env, context)
    if (response === undefined) throw new Error('the Worker answers no requests')
    response.headers.set('x-answered-by-worker', 'yes')
    return response
  },
}

export default marking
