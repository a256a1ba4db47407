import {
  EVENT_ID,
  isPlainObject,
  MAX_COST_USD,
  TEXT_LENGTHS,
  UsageEvent,
  WEEK_MS,
  whatIsWrong,
  whatIsWrongWithTags,
} from '#shared/api/usage-event.ts'
import { parseInstant } from '#shared/time.ts'
import { USAGE_DIALECTS } from '#shared/usage/dialects.ts'

/** What a field means, or undefined when that is not plain. */
type Read = (given: unknown) => unknown

const readText =
  (longest: number): Read =>
  (given) =>
    typeof given === 'string' && whatIsWrong(given, longest) === undefined ? given.trim() : undefined

const readWithin =
  (most: number, finish: (value: number) => unknown): Read =>
  (given) =>
    typeof given === 'number' && given >= 0 && given <= most ? finish(given) : undefined

const oneOf = (values: readonly string[]): Read => {
  const known = new Set<unknown>(values)
  return (given) => (known.has(given) ? given : undefined)
}

const texts = Object.fromEntries(
  Object.entries(TEXT_LENGTHS).map(([name, longest]) => [name, readText(longest)]),
) as Record<keyof typeof TEXT_LENGTHS, Read>

const READERS: Partial<Record<string, Read>> = {
  ...texts,
  id: (given) => (typeof given === 'string' && EVENT_ID.test(given) ? given : undefined),
  timestamp: (given) => (typeof given === 'string' ? parseInstant(given) : undefined),
  provider: (given) => (texts.provider(given) as string | undefined)?.toLowerCase(),
  usage: (given) => (isPlainObject(given) ? given : undefined),
  usageFormat: oneOf(USAGE_DIALECTS),
  latencyMs: readWithin(WEEK_MS, Math.round),
  timeToFirstTokenMs: readWithin(WEEK_MS, Math.round),
  status: oneOf(['ok', 'error']),
  quality: readWithin(1, Math.fround),
  costUsd: readWithin(MAX_COST_USD, String),
  tags: (given) =>
    isPlainObject(given) && whatIsWrongWithTags(given as object as Record<string, unknown>).length === 0
      ? given
      : undefined,
} satisfies Partial<Record<keyof UsageEvent, Read>>

/** In the order of the schema, which is the order of what it returns. */
const FIELDS = Object.keys(UsageEvent.shape).map((name) => ({ name, read: READERS[name] }))

/** Its copies have room for every field, where adding them one by one would move the event again and again. */
const UNREAD: Record<string, unknown> = Object.fromEntries(FIELDS.map(({ name }) => [name, undefined]))

/**
 * Reads an event as the schema does, many times faster, but only one in which everything is plain and right.
 * Undefined: let the schema decide, and say what is wrong.
 */
export function readOrdinaryEvent(posted: Record<string, unknown>): UsageEvent | undefined {
  const event = { ...UNREAD }
  let unread = Object.keys(posted).length
  for (const { name, read } of FIELDS) {
    const given = posted[name]
    if (given === undefined) {
      if (name === 'status') event.status = 'ok'
      continue
    }
    const understood = read?.(given)
    if (understood === undefined) return undefined
    event[name] = understood
    unread--
  }
  const isWhole = unread === 0 && event.provider !== undefined && event.model !== undefined
  return isWhole ? (event as UsageEvent) : undefined
}
