import type { Traffic } from './traffic.ts'

/** What is packed of a call, in this order, by the functions of Postgres that write a value as on the wire. */
export const PACKED_FIELDS = [
  { type: 'timestamptz_send', column: 'occurred_at' },
  { type: 'int8send', column: 'input_tokens' },
  { type: 'int8send', column: 'cache_read_tokens' },
  { type: 'int8send', column: 'cache_write_tokens' },
  { type: 'int8send', column: 'output_tokens' },
  { type: 'int8send', column: 'reasoning_tokens' },
  { type: 'int8send', column: 'coalesce(cost_pico_usd, -1)' },
  { type: 'float8send', column: 'coalesce((hashtextextended(prompt_hash, 0) >> 11)::float8, 0)' },
  { type: 'int4send', column: 'coalesce(latency_ms, -1)' },
  { type: 'float4send', column: `coalesce(quality, 'NaN')` },
  { type: 'int4send', column: 'coalesce(hashtext(user_id), 0)' },
  { type: 'int4send', column: 'coalesce(hashtext(session_id), 0)' },
] as const

const CALL_BYTES = 80
/** Postgres counts microseconds from the first day of 2000. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

/** Whose a call is, and how its caches live. */
export interface KnownCall {
  /** Undefined: beyond what a search can hold. */
  traffic: Traffic | undefined
  facts: number
  /** What is written to caches lives for an hour, not for five minutes. */
  keepsAnHour: boolean
}

/** Adds the calls of a page to their traffic; `known` is in their order. */
export function unpackCalls(calls: Buffer, known: readonly KnownCall[]): void {
  for (const [n, each] of known.entries())
    if (each.traffic) addCall(each.traffic, each, calls, n * CALL_BYTES)
}

/** Counts that do not fit a column belong to no model call: the cost of such an event is taken for unknown. */
const MOST_TOKENS = 2 ** 32 - 1

function addCall(traffic: Traffic, { facts, keepsAnHour }: KnownCall, calls: Buffer, offset: number): void {
  const input = readCount(calls, offset + 8)
  const cacheRead = readCount(calls, offset + 16)
  const cacheWrite = readCount(calls, offset + 24)
  const output = readCount(calls, offset + 32)
  const isSane = Math.max(input, cacheRead, cacheWrite, output) <= MOST_TOKENS
  const i = traffic.extend(facts)
  traffic.at[i] = POSTGRES_EPOCH_MS + readCount(calls, offset) / 1_000
  traffic.input[i] = input
  traffic.cacheRead[i] = cacheRead
  traffic.cacheWrite5m[i] = keepsAnHour ? 0 : cacheWrite
  traffic.cacheWrite1h[i] = keepsAnHour ? cacheWrite : 0
  traffic.output[i] = output
  traffic.reasoning[i] = Math.min(readCount(calls, offset + 40), output)
  traffic.cost[i] = isSane ? calls.readBigInt64BE(offset + 48) : -1n
  traffic.prompt[i] = calls.readDoubleBE(offset + 56)
  traffic.latencyMs[i] = calls.readInt32BE(offset + 64)
  traffic.quality[i] = calls.readFloatBE(offset + 68)
  traffic.user[i] = calls.readInt32BE(offset + 72)
  traffic.session[i] = calls.readInt32BE(offset + 76)
}

/** A signed number of eight bytes, exact up to 2^53. */
const readCount = (bytes: Buffer, offset: number) =>
  bytes.readInt32BE(offset) * 2 ** 32 + bytes.readUInt32BE(offset + 4)
