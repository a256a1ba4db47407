import type { InstantRange } from '#shared/api/spend.ts'

/** What every answer about spend says of its range. */
export interface SpendAnswer {
  range: InstantRange
  previousRange: InstantRange | null
}

export interface Grouping {
  groupBy: string
  /** Label and the value that it must have. */
  filters?: Record<string, string>
}

const SUMS = `count(*) as requests, count(*) filter (failed) as errors,
  count(*) filter (cost_status = 'priced') as priced, count(*) filter (cost_status = 'partial') as partial,
  count(*) filter (cost_status = 'reported') as reported, count(*) filter (cost_status = 'unpriced') as unpriced,
  count(*) filter (cost_status = 'invalid') as invalid, sum(cost_pico_usd) as cost_pico_usd,
  sum(input_tokens) as input_tokens, sum(cache_read_tokens) as cache_read_tokens,
  sum(cache_write_tokens) as cache_write_tokens, sum(output_tokens) as output_tokens`

/**
 * The sums of an answer over the table that DuckDB has. It is spared the zone arithmetic, the choice of the largest
 * keys, and days of 23 and 25 hours: all that the answer took beyond a scan is at our expense.
 */
export function spendSql(
  { groupBy, filters = {} }: Grouping,
  { range, previousRange }: SpendAnswer,
  bucketSeconds?: number,
): string {
  const seconds = (instant: string) => Date.parse(instant) / 1000
  const within = ({ from, to }: InstantRange) => `second >= ${seconds(from)} and second < ${seconds(to)}`
  const periods = [range, ...(previousRange ? [previousRange] : [])].map((period) => `(${within(period)})`)
  const conditions = Object.entries(filters).map(([label, value]) => `"${label}" = '${value}'`)
  const at = bucketSeconds ? `(second - ${seconds(range.from)}) // ${bucketSeconds}` : '0'
  return `select second >= ${seconds(range.from)} as current, "${groupBy}" as key, ${at} as at, ${SUMS}
    from events where ${[`(${periods.join(' or ')})`, ...conditions].join(' and ')} group by all`
}

export function recentSql(): string {
  return 'select * from events order by second desc limit 50'
}
