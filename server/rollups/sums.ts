import { sql } from 'drizzle-orm'

/** The columns that rollups add up, in the order in which statements name them, with their types. */
export const SUM_TYPES = {
  requests: 'bigint',
  errors: 'bigint',
  priced: 'bigint',
  partial: 'bigint',
  reported: 'bigint',
  unpriced: 'bigint',
  invalid: 'bigint',
  cost_pico_usd: 'numeric',
  input_tokens: 'bigint',
  cache_read_tokens: 'bigint',
  cache_write_tokens: 'bigint',
  output_tokens: 'bigint',
} as const

export type SumName = keyof typeof SUM_TYPES

const SUM_NAMES = Object.keys(SUM_TYPES) as SumName[]

/** Columns of the tables that keep latencies as well. */
export const WITH_LATENCY_TYPES = { ...SUM_TYPES, latency: 'numeric' } as const
const WITH_LATENCY = Object.keys(WITH_LATENCY_TYPES)

const listOf = (names: readonly string[]) => sql.raw(names.join(', '))
const addedUp = (names: readonly string[]) =>
  sql.raw(names.map((name) => `sum(${name}) as ${name}`).join(', '))
const countedUp = (names: readonly string[]) =>
  sql.raw(
    names
      .map((name) => (isExact(name) ? `sum(${name}) as ${name}` : `sum(${name}::float8) as ${name}`))
      .join(', '),
  )
const isExact = (name: string) => name === 'cost_pico_usd' || name === 'latency'
const addTo = (table: string, names: readonly string[]) =>
  sql.raw(names.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', '))

export const sumColumns = listOf(SUM_NAMES)
export const latencyColumns = listOf(WITH_LATENCY)
export const addedSums = addedUp(SUM_NAMES)
export const addedWithLatency = addedUp(WITH_LATENCY)
/** For reading: counts as doubles, which are exact up to 2^53 and take half the time; money stays exact. */
export const countedSums = countedUp(SUM_NAMES)
export const countedWithLatency = countedUp(WITH_LATENCY)
export const addSumsTo = (table: string) => addTo(table, SUM_NAMES)
export const addWithLatencyTo = (table: string) => addTo(table, WITH_LATENCY)

const signed = (names: readonly string[]) =>
  sql.raw(names.map((name) => `${name} * sign as ${name}`).join(', '))
/** Each times the column `sign`, to be added or taken away. */
export const signedSums = signed(SUM_NAMES)
export const signedWithLatency = signed(WITH_LATENCY)

/** Columns of an alias, to compare rows. */
export const sumsIn = (alias: string, latency: boolean) =>
  sql.raw((latency ? WITH_LATENCY : SUM_NAMES).map((name) => `${alias}.${name}`).join(', '))
