import { expect, test } from 'vitest'
import { explainFinding } from '#server/savings/explain-finding.ts'
import { searchSavings } from '#server/savings/search/search-savings.ts'
import { callsOverDays, scored } from '../../../support/savings/calls-over-days.ts'
import { caseCatalogue } from '../../../support/savings/case-market.ts'
import { searchOf, type TestCall } from '../../../support/savings/traffic-of.ts'

const explain = (calls: TestCall[]) =>
  searchSavings(searchOf(caseCatalogue(), calls)).map(({ finding }) => explainFinding(finding))

const WORK = { task: 'classification', input: 2_000, output: 50 }

test('the explanation has the amount, the calculation with its numbers, and the scores', () => {
  const [text] = explain([
    ...scored(callsOverDays(40, WORK), 20),
    ...scored(callsOverDays(20, { ...WORK, model: 'gpt-4o-mini', experiment: 'pilot' }), 20),
  ])
  expect(text).toContain('Saves $6.204 for 30 days')
  expect(text).toContain('= $6.204 over 1200 requests that cost $6.6')
  expect(text).toContain('gpt-4o 0.9500 (1200 scores) against gpt-4o-mini 0.9500 (600 scores)')
  expect(text).not.toContain('more scored requests')
})

test('what is not proven asks for so many scores', () => {
  const [text] = explain([
    ...scored(callsOverDays(40, WORK), 20),
    ...scored(callsOverDays(1, { ...WORK, model: 'gpt-4o-mini', experiment: 'pilot' }), 40),
  ])
  expect(text).toMatch(/Send \d+ more scored requests to gpt-4o-mini, tagged experiment/)
})
