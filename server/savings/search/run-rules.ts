import type { Comparison } from '../evidence/compare-arms.ts'
import { agentContextGrowth } from '../rules/agent-context-growth.ts'
import { batchApi } from '../rules/batch-api.ts'
import { cacheWriteWaste } from '../rules/cache-write-waste.ts'
import { contextTier } from '../rules/context-tier.ts'
import { devEnvFlagship } from '../rules/dev-env-flagship.ts'
import { duplicateRequests } from '../rules/duplicate-requests.ts'
import { embeddingDowngrade } from '../rules/embedding-downgrade.ts'
import { idleFeature } from '../rules/idle-feature.ts'
import { legacyModel } from '../rules/legacy-model.ts'
import { measurementWarning } from '../rules/measurement-warning.ts'
import { mediaChoice } from '../rules/media-choice.ts'
import { modelDowngrade } from '../rules/model-downgrade.ts'
import { outputVerbosity } from '../rules/output-verbosity.ts'
import { promptCaching } from '../rules/prompt-caching.ts'
import { providerArbitrage } from '../rules/provider-arbitrage.ts'
import { realisedSavings } from '../rules/realised-savings.ts'
import { reasoningEffort } from '../rules/reasoning-effort.ts'
import { reasoningTrap } from '../rules/reasoning-trap.ts'
import { residencyUplift } from '../rules/residency-uplift.ts'
import { retryWaste } from '../rules/retry-waste.ts'
import type { Rule } from '../rules/rule.ts'
import { selfHosting } from '../rules/self-hosting.ts'
import { serviceTier } from '../rules/service-tier.ts'
import { truncationWaste } from '../rules/truncation-waste.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Proposal } from './proposal.ts'
import { constraintOf, type Search } from './search.ts'
import type { Steps } from './steps.ts'

const RULES: readonly Rule[] = [
  duplicateRequests,
  retryWaste,
  truncationWaste,
  contextTier,
  agentContextGrowth,
  outputVerbosity,
  idleFeature,
  promptCaching,
  cacheWriteWaste,
  batchApi,
  serviceTier,
  residencyUplift,
  legacyModel,
  reasoningTrap,
  modelDowngrade,
  embeddingDowngrade,
  mediaChoice,
  providerArbitrage,
  reasoningEffort,
  devEnvFlagship,
  selfHosting,
  measurementWarning,
  realisedSavings,
]

/** All that the rules propose for one traffic; features that their owner has taken out are left alone. */
export function* runRules(
  search: Search,
  traffic: Traffic,
  comparisons: readonly Comparison[],
): Steps<Proposal[]> {
  const own = comparisons.filter(({ current }) => current.traffic === traffic)
  const proposals: Proposal[] = []
  for (const rule of RULES) {
    proposals.push(...rule(search, traffic, own))
    yield
  }
  const isLeftAlone = constraintOf(search, traffic.feature)?.excluded === true
  return isLeftAlone ? proposals.filter(({ type }) => type === 'realised_savings') : proposals
}
