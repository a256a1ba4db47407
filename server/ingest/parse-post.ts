import { ClientError } from '#server/errors.ts'
import { MAX_EVENTS, MAX_JSON_DEPTH, UsageEvent } from '#shared/api/usage-event.ts'
import type { PostedItem } from './from-native.ts'
import { escapePointer, isDeeperThan } from './json-depth.ts'

/** The envelope, its list and the event stand above what an event itself nests. */
const ENVELOPE_DEPTH = 3
const EVENT_FIELDS = new Set(Object.keys(UsageEvent.shape))

/**
 * The items of a JSON post: one event, an array of events, or `{ "events": [...] }`.
 * @throws ClientError for what is wrong with the post as a whole.
 */
export function parseJsonPost(text: string): PostedItem[] {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new ClientError(400, 'invalid_json', 'The body is not valid JSON.', { pointer: '' })
  }
  if (isDeeperThan(body, MAX_JSON_DEPTH + ENVELOPE_DEPTH))
    throw invalidBody(`The body is nested deeper than ${MAX_JSON_DEPTH} levels.`, '')
  if (Array.isArray(body)) return toItems(body, '')
  if (typeof body !== 'object' || body === null)
    throw invalidBody('The body is one event, an array of events, or {"events": [...]}.', '')
  return Object.hasOwn(body, 'events') ? openEnvelope(body as { events: unknown }) : oneEvent(body)
}

/** The items of an NDJSON post, one a line; empty lines are passed over. A line that is not JSON is a bad item. */
export function parseNdjsonPost(text: string): PostedItem[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  requireSomeButFewEnough(lines.length, '')
  return lines.map((line, index) => {
    try {
      const value: unknown = JSON.parse(line)
      const malformed = isDeeperThan(value, MAX_JSON_DEPTH + 1)
      return { pointer: `/${index}`, value: malformed ? undefined : value, malformed }
    } catch {
      return { pointer: `/${index}`, value: undefined, malformed: true }
    }
  })
}

function openEnvelope(body: { events: unknown }): PostedItem[] {
  const stranger = Object.keys(body).find((key) => key !== 'events')
  if (stranger !== undefined)
    throw new ClientError(422, 'unknown_field', 'Beside "events" there is no other field.', {
      pointer: `/${escapePointer(stranger)}`,
    })
  if (!Array.isArray(body.events)) throw invalidBody('"events" is an array.', '/events')
  return toItems(body.events, '/events')
}

function oneEvent(body: object): PostedItem[] {
  if (!Object.keys(body).some((key) => EVENT_FIELDS.has(key)))
    throw invalidBody('The body is neither an event nor {"events": [...]}.', '/events')
  return [{ pointer: '', value: body }]
}

function toItems(values: unknown[], pointer: string): PostedItem[] {
  requireSomeButFewEnough(values.length, pointer)
  return values.map((value, index) => ({ pointer: `${pointer}/${index}`, value }))
}

function requireSomeButFewEnough(count: number, pointer: string): void {
  if (count === 0) throw invalidBody('There is no event in the post.', pointer)
  if (count > MAX_EVENTS)
    throw new ClientError(
      413,
      'too_many_events',
      `A post has ${MAX_EVENTS} events at the most, this one ${count}.`,
      {
        pointer,
      },
    )
}

const invalidBody = (detail: string, pointer: string) =>
  new ClientError(400, 'invalid_body', detail, { pointer })
