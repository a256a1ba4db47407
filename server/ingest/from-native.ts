import { hash } from 'node:crypto'
import type { z } from 'zod'
import type { ItemError } from '#shared/api/problem.ts'
import {
  MAX_COUNT,
  MAX_EVENT_BYTES,
  MAX_FUTURE_SECONDS,
  MAX_PAST_DAYS,
  UsageEvent,
} from '#shared/api/usage-event.ts'
import { DAY_SECONDS } from '#shared/time.ts'
import { isDuration, isUsageClass } from '#shared/usage/classes.ts'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { canonicalJson } from './canonical-json.ts'
import { escapePointer, findUnstorableText } from './json-depth.ts'
import { readOrdinaryEvent } from './read-ordinary-event.ts'

/** A valid event on its way into the database, with its place in the post. */
export interface Draft {
  index: number
  pointer: string
  event: UsageEvent
  /** First 64 bits of the sha256 of what the event says. */
  contentHash: bigint
}

/** One item of a post: a value, or text of an NDJSON line that is not JSON. */
export interface PostedItem {
  pointer: string
  value: unknown
  malformed?: boolean
}

/**
 * Sorts the items of a post into events and, named by index, pointer and code, what is wrong with the rest.
 * Events before `keptFrom` (epoch milliseconds) cannot be told from repeats any more. `firstIndex` is the place of the
 * first of these items in the post.
 */
export function fromNative(
  items: PostedItem[],
  now: Date,
  keptFrom: number,
  firstIndex = 0,
): { drafts: Draft[]; rejected: ItemError[] } {
  const drafts: Draft[] = []
  const rejected: ItemError[] = []
  for (const [i, item] of items.entries()) {
    const problem = readItem(item, firstIndex + i, now, keptFrom)
    if ('event' in problem) drafts.push(problem)
    else rejected.push(problem)
  }
  return { drafts, rejected }
}

/** Names in an event may be as long as the event: an answer must not repeat them. */
const LONGEST_TEXT = 300

function readItem(
  { pointer, value, malformed }: PostedItem,
  index: number,
  now: Date,
  keptFrom: number,
): Draft | ItemError {
  const reject = (code: string, detail: string, at = ''): ItemError => ({
    index,
    ...idOf(value),
    code,
    pointer: pointer + shortenPointer(at),
    detail: detail.slice(0, LONGEST_TEXT),
  })
  if (malformed) return reject('invalid_json', 'The line is not valid JSON.')
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return reject('invalid_event', 'An event is a JSON object.')
  const ordinary = readOrdinaryEvent(value as Record<string, unknown>)
  const parsed = ordinary ? { success: true as const, data: ordinary } : UsageEvent.safeParse(value)
  const content = parsed.success ? contentOf(parsed.data) : undefined
  // What was understood is about as long as what was posted, so most events need no counting.
  if ((content === undefined || content.length > MAX_EVENT_BYTES / 8) && isTooLarge(value))
    return reject('payload_too_large', `The event is larger than ${MAX_EVENT_BYTES} bytes.`)
  if (!parsed.success) return reject(...describeIssue(parsed.error.issues[0]!, value))
  const wrong = checkIdentity(parsed.data, now, keptFrom) ?? checkUsage(parsed.data)
  if (wrong) return reject(...wrong)
  return { index, pointer, event: parsed.data, contentHash: hashOf(content!) }
}

const isTooLarge = (value: object) => Buffer.byteLength(JSON.stringify(value)) > MAX_EVENT_BYTES

/** Where a name is too long, points to what holds it. */
const shortenPointer = (at: string) =>
  at.length <= LONGEST_TEXT ? at : at.slice(0, at.lastIndexOf('/', LONGEST_TEXT))

type Finding = [code: string, detail: string, at: string]

function checkIdentity({ id, timestamp }: UsageEvent, now: Date, keptFrom: number): Finding | undefined {
  if (!id && !timestamp) return undefined
  if (!timestamp)
    return [
      'required',
      'An id needs its timestamp: the two together tell a retry from a new event.',
      '/timestamp',
    ]
  if (!id) return ['required', 'A timestamp needs an id, or a retry would be counted twice.', '/id']
  const age = (now.getTime() - timestamp.epochMs) / 1000
  if (age > MAX_PAST_DAYS * DAY_SECONDS)
    return ['timestamp_out_of_range', `The timestamp is more than ${MAX_PAST_DAYS} days back.`, '/timestamp']
  if (timestamp.epochMs < keptFrom)
    return [
      'timestamp_out_of_range',
      `Events before ${new Date(keptFrom).toISOString()} are not kept here (retention).`,
      '/timestamp',
    ]
  if (age < -MAX_FUTURE_SECONDS)
    return [
      'timestamp_out_of_range',
      `The timestamp is more than ${MAX_FUTURE_SECONDS} seconds ahead.`,
      '/timestamp',
    ]
  return undefined
}

/** A provider's usage is kept whatever it says; Spendscope's own classes are our contract and must be right. */
function checkUsage({ usage, provider, usageFormat }: UsageEvent): Finding | undefined {
  const unstorable = findUnstorableText(usage, '/usage')
  if (unstorable !== undefined)
    return ['invalid_value', 'The text has a NUL or half of a surrogate pair.', unstorable]
  const isOwn = usage && (usageFormat === 'spendscope' || Object.keys(usage).every(isUsageClass))
  if (!isOwn) return undefined
  const normalised = normaliseUsage(usage, { provider, usageFormat: 'spendscope' })
  if (normalised.ok) return checkOwnCounts(usage)
  return [normalised.reason.code, normalised.reason.detail, `/usage${normalised.reason.pointer}`]
}

/** Providers send counts as text too; of ours there is one way to write each. */
function checkOwnCounts(usage: Record<string, unknown>): Finding | undefined {
  for (const [name, count] of Object.entries(usage)) {
    if (!isUsageClass(name)) continue
    if (typeof count !== 'number' && !isDuration(name))
      return ['not_a_count', `${name} must be a JSON number.`, `/usage/${name}`]
    if (Number(count) > MAX_COUNT) return ['out_of_range', `${name} is above ${MAX_COUNT}.`, `/usage/${name}`]
  }
  return undefined
}

const CODES_BY_FIELD: Record<string, string> = { id: 'invalid_id', timestamp: 'invalid_timestamp' }

function describeIssue(issue: z.core.$ZodIssue, value: object): Finding {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    return [
      'unknown_field',
      `There is no field ${JSON.stringify(key.slice(0, 80))}.`,
      `/${escapePointer(key)}`,
    ]
  }
  const field = String(issue.path[0] ?? '')
  const at = issue.path.map((part) => `/${escapePointer(String(part))}`).join('')
  if (!(field in value)) return ['required', `${field} is missing.`, at]
  return [CODES_BY_FIELD[field] ?? 'invalid_value', `${field}: ${issue.message}`, at]
}

function idOf(value: unknown): { id?: string } {
  const id = (value as { id?: unknown } | null)?.id
  return typeof id === 'string' && /^[\x21-\x7e]{1,128}$/.test(id) ? { id } : {}
}

/** The event as it was understood: neither the order of keys nor the offset of an instant matters. */
function contentOf(event: UsageEvent): string {
  const { timestamp, usage, tags } = event
  // Taking them out by `...fields` costs more than all the rest of reading an event.
  const fields = JSON.stringify({ ...event, timestamp: undefined, usage: undefined, tags: undefined })
  return `${fields} ${timestamp?.text} ${canonicalJson(usage ?? null)} ${canonicalJson(tags ?? null)}`
}

const hashOf = (content: string) => hash('sha256', content, 'buffer').readBigInt64BE()
