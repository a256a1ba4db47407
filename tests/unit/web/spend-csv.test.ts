import { expect, test } from 'vitest'
import type { SpendBy, SpendSums } from '#shared/api/spend.ts'
import { groupsCsv } from '#web/src/features/spend/spend-csv.ts'

const sums = (costUsd: string | null, requests: number): SpendSums => ({
  costUsd,
  requests,
  errors: 0,
  inputTokens: 10,
  cacheReadTokens: 2,
  cacheWriteTokens: 0,
  outputTokens: 5,
})

const SPEND: SpendBy = {
  readFrom: 'labelDays',
  range: { from: '2026-11-16T00:00:00Z', to: '2026-11-23T00:00:00Z' },
  previousRange: null,
  timeZone: 'UTC',
  groupBy: 'model',
  rows: [
    {
      key: '=cmd()',
      name: '=cmd()',
      slot: 1,
      share: 1,
      ...sums('0.000000000013', 3),
      previous: sums('1', 1),
    },
    { key: '', name: '', slot: 2, share: null, ...sums(null, 2), previous: null },
  ],
  other: { keys: 4, share: 0, ...sums('0', 1), previous: null },
  total: sums('0.000000000013', 6),
  previous: sums('1', 1),
  coverage: {
    requests: 6,
    priced: 4,
    partial: 0,
    reported: 0,
    unpriced: 2,
    invalid: 0,
    shares: { priced: 4 / 6, partial: 0, reported: 0, unpriced: 2 / 6, invalid: 0 },
  },
}

test('every digit is kept, an unknown cost is empty, and no name runs as a formula', () => {
  const lines = groupsCsv(SPEND).trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^model,cost_usd,requests,errors,input_tokens/)
  expect(lines[1]).toMatch(/^"?'=cmd\(\)"?,0\.000000000013,3,0,10,2,0,5,1,1$/)
  expect(lines[2]).toBe('(untagged),,2,0,10,2,0,5,,')
  expect(lines[3]).toBe('Other (4 models),0,1,0,10,2,0,5,,')
  expect(lines[4]).toBe('Total,0.000000000013,6,0,10,2,0,5,1,1')
})
