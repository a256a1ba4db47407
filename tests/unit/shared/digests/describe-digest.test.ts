import { expect, test } from 'vitest'
import type { DigestMessage } from '#shared/api/digests.ts'
import { describeDigest } from '#shared/digests/describe-digest.ts'

const digest = (part: Partial<DigestMessage> = {}): DigestMessage => ({
  type: 'digest',
  digestId: '1',
  name: 'Weekly',
  isTest: false,
  period: 'week',
  projectName: 'Shop',
  timeZone: 'Europe/Berlin',
  from: '2026-11-16',
  to: '2026-11-22',
  comparedFrom: '2026-11-09',
  comparedTo: '2026-11-15',
  costUsd: '1120.5',
  previousUsd: '1000',
  requests: 8_000,
  coverage: { unpriced: 0, invalid: 0, partial: 0 },
  models: [
    { name: 'gpt-5', costUsd: '900', previousUsd: '1000' },
    { name: 'claude', costUsd: '220.5', previousUsd: '0' },
    { name: 'own', costUsd: null, previousUsd: null },
  ],
  features: [{ name: 'none', costUsd: '1120.5', previousUsd: '1000' }],
  teams: [],
  alerts: { open: 3, titles: ['Search: 80 % of $100.00 is spent'] },
  savings: { open: 2, monthlyUsd: '120' },
  chart: { days: [], series: [] },
  path: '/',
  ...part,
})
const factOf = (label: string, message: DigestMessage) =>
  describeDigest(message).facts.find((fact) => fact.label === label)?.value

test('a digest says what was spent, and how that changed against the same weekdays', () => {
  const { title, text, facts } = describeDigest(digest())
  expect(title).toBe('Weekly: $1,120.50, Nov 16 – Nov 22')
  expect(text).toBe(
    'Shop, days of Europe/Berlin. $120.50 more (+12.0 %) than on the same weekdays before (Nov 9 – Nov 15).',
  )
  expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'Spent: $1,120.50',
    'Requests: 8,000',
    'Models: gpt-5 $900.00 (−10.0 %), claude $220.50 (new), own (no known cost)',
    'Open alerts: 3: Search: 80 % of $100.00 is spent and 2 more',
    'Could be saved: $120.00 a month, 2 proposals',
  ])
})

test('requests without a cost are said, and what is unknown is no amount', () => {
  const gap = digest({ coverage: { unpriced: 300, invalid: 0, partial: 12 } })
  expect(describeDigest(gap).title).toBe('Weekly: at least $1,120.50, Nov 16 – Nov 22')
  expect(describeDigest(gap).text).toContain('312 of 8,000 requests have no full cost: it is at least that.')
  const unknown = digest({ costUsd: null, projectName: null })
  expect(describeDigest(unknown)).toMatchObject({
    title: 'Weekly: an unknown amount, Nov 16 – Nov 22',
    text: 'All projects, days of Europe/Berlin.',
  })
  expect(factOf('Spent', unknown)).toBe('not known')
})

test('a week without spend, before or now, is compared in words', () => {
  expect(describeDigest(digest({ previousUsd: '0' })).text).toContain(
    'Nothing was spent on the same weekdays',
  )
  expect(describeDigest(digest({ previousUsd: '1120.5' })).text).toContain('As much as on the same weekdays')
  const quiet = digest({ alerts: { open: 0, titles: [] }, savings: { open: 0, monthlyUsd: '0' } })
  expect([factOf('Open alerts', quiet), factOf('Could be saved', quiet)]).toEqual([
    'none',
    'nothing is proposed',
  ])
})
