import type { Exploration, ExploredSeries } from '#shared/api/explore.ts'

const series = (part: Partial<ExploredSeries>): ExploredSeries => ({
  key: 'gpt-5',
  name: 'gpt-5',
  slot: 1,
  subkey: null,
  subname: null,
  value: '2.5',
  previous: '1.5',
  share: 0.8,
  requests: 5,
  costUsd: '2.5',
  values: ['1.5', '1'],
  ...part,
})

/** Two days of spend by model, the second still filling. */
export function exploration(part: Partial<Exploration> = {}): Exploration {
  return {
    readFrom: 'labelDays',
    undeclaredTags: [],
    range: { from: '2026-11-21T00:00:00Z', to: '2026-11-23T00:00:00Z' },
    previousRange: null,
    timeZone: 'UTC',
    metric: 'cost',
    groupBy: 'model',
    subgroupBy: null,
    cumulative: false,
    bucket: 'day',
    buckets: [
      { start: '2026-11-21T00:00:00Z', end: '2026-11-22T00:00:00Z', partial: false },
      { start: '2026-11-22T00:00:00Z', end: '2026-11-23T00:00:00Z', partial: true },
    ],
    groups: 4,
    series: [
      series({}),
      series({ key: '', name: '', slot: 2, value: null, share: null, costUsd: null, values: [null, null] }),
      series({ key: null, name: 'Other', slot: null, value: '0.5', values: [null, '0.5'] }),
    ],
    total: { value: '3', previous: null, requests: 9, costUsd: '3', values: ['1.5', '1.5'] },
    previousValues: null,
    coverage: {
      requests: 9,
      priced: 7,
      partial: 0,
      reported: 0,
      unpriced: 2,
      invalid: 0,
      shares: { priced: 7 / 9, partial: 0, reported: 0, unpriced: 2 / 9, invalid: 0 },
    },
    ...part,
  }
}

export const exploredSeries = series
