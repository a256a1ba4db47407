import { z } from 'zod'
import { parseInstant } from '#shared/time.ts'
import { USAGE_DIALECTS } from '#shared/usage/dialects.ts'
import { isCleanText } from './clean-text.ts'

/** Limits of `POST /v1/events`. */
export const MAX_EVENTS = 1_000
export const MAX_BODY_BYTES = 1_048_576
export const MAX_UNPACKED_BYTES = 8_388_608
export const MAX_EVENT_BYTES = 32_768
export const MAX_JSON_DEPTH = 16
export const MAX_COUNT = 1_000_000_000_000
export const MAX_PAST_DAYS = 365
export const MAX_FUTURE_SECONDS = 300

export const MAX_COST_USD = 1_000_000
export const WEEK_MS = 604_800_000
const MAX_TAGS = 32
const MAX_TAG_LENGTH = 256

/** Characters that each text of an event may have. */
export const TEXT_LENGTHS = {
  provider: 64,
  model: 256,
  responseModel: 256,
  operation: 64,
  serviceTier: 64,
  region: 64,
  errorCode: 128,
  feature: 256,
  team: 256,
  environment: 256,
  task: 256,
  userId: 256,
  sessionId: 256,
  traceId: 256,
  promptHash: 128,
  routedFrom: 256,
} as const

/** One check for all that may be wrong, because every event has a dozen texts. */
const text = (max: number) =>
  z
    .string()
    .check((check) => {
      const message = whatIsWrong(check.value, max)
      if (message !== undefined) check.issues.push({ code: 'custom', message, input: check.value })
    })
    .overwrite((value) => value.trim())

/** Why a text is refused, or undefined. */
export function whatIsWrong(value: string, max: number): string | undefined {
  if (value.length > max) return `longer than ${max} characters`
  if (value.trim() === '') return 'is blank'
  return isCleanText(value) ? undefined : 'has control characters or half of a surrogate pair'
}

const milliseconds = z.number().min(0).max(WEEK_MS).overwrite(Math.round)

/** Kept in four bytes: a number too small for them would be refused by the database. */
const share = z.number().min(0).max(1).transform(Math.fround)

/** 1 to 128 printable ASCII characters without spaces. */
export const EVENT_ID = /^[\x21-\x7e]{1,128}$/
const eventId = z.string().regex(EVENT_ID, 'expected 1 to 128 printable ASCII characters without spaces')

const instant = z.string().transform((value, check) => {
  const parsed = parseInstant(value)
  if (parsed) return parsed
  check.addIssue({ code: 'custom', message: 'expected RFC 3339 such as 2026-11-22T14:20:00.123Z' })
  return z.NEVER
})

/** Written as the shortest decimal, so that no digit of a JSON number is made up or lost. */
const costUsd = z
  .union([
    z.number().min(0).max(MAX_COST_USD),
    z.string().regex(/^\d{1,7}(\.\d{1,30})?$/, 'expected a decimal such as 0.0042'),
  ])
  .transform(String)
  .refine((value) => Number(value) <= MAX_COST_USD, `above ${MAX_COST_USD}`)

/** Checked by hand: `z.record` drops a key named `__proto__` without a word. */
const tags = z
  .custom<Record<string, string>>(isPlainObject, 'expected an object of strings')
  .superRefine((value, check) => {
    for (const message of whatIsWrongWithTags(value)) check.addIssue({ code: 'custom', message })
  })

/** @param value from JSON: nothing is known of it but that it is an object. */
export function whatIsWrongWithTags(value: Record<string, unknown>): string[] {
  const wrong: string[] = []
  let count = 0
  for (const key of Object.keys(value)) {
    const tag = value[key]
    count++
    if (!/^[A-Za-z0-9_.-]{1,64}$/.test(key) || key === '__proto__')
      wrong.push(`the key ${JSON.stringify(key.slice(0, 80))} is not 1 to 64 of A-Z a-z 0-9 _ . -`)
    else if (typeof tag !== 'string' || tag.length > MAX_TAG_LENGTH || !isCleanText(tag))
      wrong.push(`the value of ${key} is not clean text of up to ${MAX_TAG_LENGTH} characters`)
  }
  return count > MAX_TAGS ? [`more than ${MAX_TAGS} tags`, ...wrong] : wrong
}

export function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Facts of the request that choose a price, where the usage object does not say them. */
const RequestFacts = z.strictObject({
  batch: z.boolean().optional(),
  speed: text(64).optional(),
  baseUrl: text(256).optional(),
  /** Azure: `global`, `data_zone`, `regional`, ... */
  deploymentType: text(64).optional(),
  zone: text(64).optional(),
  size: text(64).optional(),
  resolution: text(64).optional(),
  quality: text(64).optional(),
  searchContextSize: text(64).optional(),
})

/** One model call, as an app reports it. Unknown fields are refused: a dropped field is lost money. */
export const UsageEvent = z.strictObject({
  /** With `timestamp` the identity of the event: a retry sends the same two. Leave both out for server-made ones. */
  id: eventId.optional(),
  timestamp: instant.optional(),
  provider: text(TEXT_LENGTHS.provider).overwrite((value) => value.toLowerCase()),
  model: text(TEXT_LENGTHS.model),
  /** The model that the response names, if it is not the one that was asked for: it is the one that is priced. */
  responseModel: text(TEXT_LENGTHS.responseModel).optional(),
  /** The provider's usage object as its SDK returned it, or Spendscope's own classes. */
  usage: z.custom<Record<string, unknown>>(isPlainObject, 'expected an object').nullish(),
  usageFormat: z.enum(USAGE_DIALECTS).optional(),
  operation: text(TEXT_LENGTHS.operation).optional(),
  serviceTier: text(TEXT_LENGTHS.serviceTier).optional(),
  region: text(TEXT_LENGTHS.region).optional(),
  request: RequestFacts.optional(),
  latencyMs: milliseconds.optional(),
  timeToFirstTokenMs: milliseconds.optional(),
  status: z.enum(['ok', 'error']).default('ok'),
  errorCode: text(TEXT_LENGTHS.errorCode).optional(),
  feature: text(TEXT_LENGTHS.feature).optional(),
  team: text(TEXT_LENGTHS.team).optional(),
  environment: text(TEXT_LENGTHS.environment).optional(),
  task: text(TEXT_LENGTHS.task).optional(),
  userId: text(TEXT_LENGTHS.userId).optional(),
  sessionId: text(TEXT_LENGTHS.sessionId).optional(),
  traceId: text(TEXT_LENGTHS.traceId).optional(),
  /** How good the answer was, 0 to 1, by the app's own measure. */
  quality: share.optional(),
  promptHash: text(TEXT_LENGTHS.promptHash).optional(),
  /** The model that this call used before it was routed to a cheaper one. */
  routedFrom: text(TEXT_LENGTHS.routedFrom).optional(),
  /** What the caller was told that the call cost, in USD. */
  costUsd: costUsd.optional(),
  tags: tags.optional(),
})
export type UsageEvent = z.infer<typeof UsageEvent>
