import type { FeatureConstraint, SavingsSettings } from '#shared/api/savings-settings.ts'
import type { Market } from '../market/market.ts'
import type { Traffic } from '../traffic/traffic.ts'

export const DAY_MS = 86_400_000

/** All that rules look at: pure data of one project, read once. */
export interface Search {
  market: Market
  settings: SavingsSettings
  /** Epoch milliseconds: the window, from inclusive, to exclusive. `to` is the clock. */
  from: number
  to: number
  /** Whole days for which there are events in the window; amounts are scaled to 30 of them. */
  days: number
  traffic: readonly Traffic[]
  /** Providers that the project uses already. */
  providersInUse: ReadonlySet<string>
}

/** What the owner of a feature demands; undefined: nothing. */
export const constraintOf = ({ settings }: Search, feature: string): FeatureConstraint | undefined =>
  settings.features.find((each) => each.feature === feature)

/** How much worse a candidate may be: what the owner says, else by the kind of work (savings.md). */
export function marginFor(search: Search, feature: string, task: string): number {
  const said = constraintOf(search, feature)?.qualityMargin ?? search.settings.qualityMargin
  if (said !== null) return said
  if (/classif|intent|triage|routing|label/i.test(task)) return 0.02
  return /generat|summar|writing|code/i.test(task) ? 0.05 : 0.03
}
