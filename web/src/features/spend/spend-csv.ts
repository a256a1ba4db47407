import type { SpendBy, SpendOverTime, SpendSums } from '#shared/api/spend.ts'
import { labelNoun, valueName } from '../../lib/labels.ts'
import { type CsvValue, toCsv } from '../../lib/to-csv.ts'

const FIGURES = [
  'cost_usd',
  'requests',
  'errors',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'output_tokens',
]

const figures = (sums: SpendSums): CsvValue[] => [
  sums.costUsd,
  sums.requests,
  sums.errors,
  sums.inputTokens,
  sums.cacheReadTokens,
  sums.cacheWriteTokens,
  sums.outputTokens,
]

/** The breakdown and its total, every digit. */
export function groupsCsv({ groupBy, rows, other, total, previous }: SpendBy): string {
  const before = (sums: SpendSums | null) => [sums?.costUsd ?? null, sums?.requests ?? null]
  return toCsv([
    [groupBy, ...FIGURES, 'previous_cost_usd', 'previous_requests'],
    ...rows.map((row) => [row.name || valueName(row.key, groupBy), ...figures(row), ...before(row.previous)]),
    ...(other
      ? [
          [
            `Other (${other.keys} ${labelNoun(groupBy, other.keys)})`,
            ...figures(other),
            ...before(other.previous),
          ],
        ]
      : []),
    ['Total', ...figures(total), ...before(previous)],
  ])
}

/** The cost of every bucket of the chart. */
export function bucketsCsv({ groupBy, buckets, series, total, previous }: SpendOverTime): string {
  return toCsv([
    [
      'start',
      'end',
      ...series.map(({ key, name }) => name || valueName(key ?? '', groupBy)),
      'Total',
      'Requests',
      'Previous',
    ],
    ...buckets.map(({ start, end }, at) => [
      start,
      end,
      ...series.map(({ values }) => values[at]?.costUsd ?? null),
      total[at]?.costUsd ?? null,
      total[at]?.requests ?? null,
      previous?.[at]?.costUsd ?? null,
    ]),
  ])
}

/** `spendscope-spend-by-model-groups-2026-10-24-to-2026-11-23.csv` */
export function csvName({ groupBy, range }: Pick<SpendBy, 'groupBy' | 'range'>, part: 'groups' | 'buckets') {
  const days = [range.from, range.to].map((instant) => instant.slice(0, 10)).join('-to-')
  return `spendscope-spend-by-${groupBy.replace(/[^A-Za-z0-9-]+/g, '-')}-${part}-${days}.csv`
}
