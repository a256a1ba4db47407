import { expect, test } from 'vitest'
import { FACT_NAMES, FACT_SEPARATOR, type FactName } from '#server/savings/traffic/call-facts.ts'
import { collectTraffic } from '#server/savings/traffic/collect-traffic.ts'

const textOf = (facts: Partial<Record<FactName, string>>) =>
  FACT_NAMES.map((name) => facts[name] ?? '').join(FACT_SEPARATOR)

test('a tag that differs in every request does not fill memory: beyond, only labels are kept', () => {
  const collector = collectTraffic()
  const learn = (n: number) =>
    collector.learn(textOf({ feature: 'triage', model: 'gpt-4o', prefixTokens: String(n + 1) }))
  const indexes = Array.from({ length: 50_100 }, (_, n) => learn(n))
  const [traffic, ...others] = collector.traffic.values()
  expect(others).toEqual([])
  expect(new Set(indexes).size).toBe(50_001)
  expect(traffic!.dictionary[indexes[0]!]).toMatchObject({ prefixTokens: 1, hasOtherUnits: false })
  expect(traffic!.dictionary[indexes.at(-1)!]).toMatchObject({ prefixTokens: 0, hasOtherUnits: true })
  expect(collector.trafficOf(indexes.at(-1)!)).toBe(traffic)
})

test('features beyond what a search can hold are left out, and the others stay', () => {
  const collector = collectTraffic()
  const indexes = Array.from({ length: 5_001 }, (_, n) => collector.learn(textOf({ feature: `f${n}` })))
  expect(collector.trafficOf(indexes[0]!)?.feature).toBe('f0')
  expect(collector.trafficOf(indexes.at(-1)!)).toBeUndefined()
  expect(collector.traffic.size).toBe(5_000)
})
