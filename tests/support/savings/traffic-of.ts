import { EMPTY_PRICE_BOOK } from '#server/prices/rules-at.ts'
import type { Call } from '#server/savings/market/call.ts'
import { openMarket } from '#server/savings/market/market.ts'
import type { Search } from '#server/savings/search/search.ts'
import { FACT_NAMES, FACT_SEPARATOR, type FactName } from '#server/savings/traffic/call-facts.ts'
import { collectTraffic } from '#server/savings/traffic/collect-traffic.ts'
import { SavingsSettings } from '#shared/api/savings-settings.ts'
import type { Catalogue } from '#shared/pricing/catalogue.ts'

/** A request of a test: what it does not say is the ordinary case. */
export interface TestCall extends Partial<Record<FactName, string>> {
  /** Epoch milliseconds. */
  at: number
  input?: number
  cacheRead?: number
  cacheWrite5m?: number
  cacheWrite1h?: number
  output?: number
  reasoning?: number
  latencyMs?: number
  quality?: number
  prompt?: number
  user?: number
  session?: number
}

/** The end of the window of every test, and its first day. */
export const NOW = Date.parse('2026-05-31T00:00:00Z')
export const START = Date.parse('2026-05-01T00:00:00Z')

/** A search over requests that are priced by the catalogue, as if they had been read from the database. */
export function searchOf(
  catalogue: Catalogue,
  calls: readonly TestCall[],
  settings: Partial<SavingsSettings> = {},
): Search {
  const market = openMarket(catalogue, EMPTY_PRICE_BOOK)
  const collector = collectTraffic()
  for (const call of [...calls].sort((a, b) => a.at - b.at)) {
    const facts = {
      environment: 'production',
      provider: 'openai',
      model: 'gpt-4o',
      feature: 'triage',
      ...call,
    }
    const text = FACT_NAMES.map((name) => facts[name] ?? '').join(FACT_SEPARATOR)
    const row = toRow(facts)
    collector.add(text, { ...row, cost: market.price(toCall(facts, row)) ?? -1n })
  }
  const traffic = [...collector.traffic.values()]
  return {
    market,
    settings: SavingsSettings.parse({ qualityMargin: 0.05, ...settings }),
    from: START,
    to: NOW,
    days: 30,
    traffic,
    providersInUse: new Set(traffic.map(({ provider }) => provider)),
  }
}

const toRow = (call: TestCall) => ({
  at: call.at,
  input: call.input ?? 1_000,
  cacheRead: call.cacheRead ?? 0,
  cacheWrite5m: call.cacheWrite5m ?? 0,
  cacheWrite1h: call.cacheWrite1h ?? 0,
  output: call.output ?? 100,
  reasoning: call.reasoning ?? 0,
  latencyMs: call.latencyMs ?? -1,
  quality: call.quality ?? Number.NaN,
  prompt: call.prompt ?? 0,
  user: call.user ?? 0,
  session: call.session ?? 0,
})

const toCall = (
  facts: TestCall & { provider: string; model: string },
  row: ReturnType<typeof toRow>,
): Call => ({
  ...row,
  provider: facts.provider,
  model: facts.model,
  responseModel: facts.responseModel ?? '',
  serviceTier: facts.serviceTier ?? '',
  speed: facts.speed ?? '',
  region: facts.servedRegion ?? facts.region ?? '',
})
