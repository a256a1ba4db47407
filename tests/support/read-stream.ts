import type { LiveEventsMessage } from '#shared/api/events.ts'
import type { TestApplication } from './test-application.ts'

interface StreamMessage {
  id: string | undefined
  event: string
  data: LiveEventsMessage & { code?: string }
}

export interface EventStream {
  response: Response
  /** The next message; undefined when the stream has ended. */
  next(): Promise<StreamMessage | undefined>
  /** Reads on until so many events have come. */
  takeEvents(count: number): Promise<LiveEventsMessage['events']>
  close(): Promise<void>
}

/** Opens a stream of events and reads it as a browser does. */
export async function openStream(
  { url }: TestApplication,
  query: string,
  headers: Record<string, string>,
): Promise<EventStream> {
  const response = await fetch(`${url}/v1/events/stream?${query}`, { headers })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''

  async function next(): Promise<StreamMessage | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end === -1) {
        const { value, done } = await reader.read()
        if (done) return undefined
        text += value
        continue
      }
      const message = parseMessage(text.slice(0, end))
      text = text.slice(end + 2)
      if (message) return message
    }
  }
  return {
    response,
    next,
    async takeEvents(count) {
      const events: LiveEventsMessage['events'] = []
      while (events.length < count) {
        const message = await next()
        if (!message) throw new Error(`the stream ended after ${events.length} events`)
        events.push(...message.data.events)
      }
      return events
    },
    close: () => reader.cancel(),
  }
}

/** Undefined for what is no message: a sign of life, the time after which to connect again. */
function parseMessage(block: string): StreamMessage | undefined {
  const lines = block.split('\n').map((line) => line.split(/: (.*)/, 2) as [string, string])
  const fields = new Map(lines)
  const data = fields.get('data')
  return data === undefined
    ? undefined
    : { id: fields.get('id'), event: fields.get('event') ?? 'message', data: JSON.parse(data) }
}
