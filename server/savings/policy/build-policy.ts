import type { AppContext } from '#server/context.ts'
import { requireProject } from '#server/people/projects.ts'
import type { PolicyRule, RoutingPolicy, RoutingPolicyQuery } from '#shared/api/routing-policy.ts'
import type { FeatureConstraint } from '#shared/api/savings-settings.ts'
import { loadSavingsSettings } from '../settings/list-project-savings.ts'
import { type AcceptedChange, readAcceptedChanges } from './read-accepted-changes.ts'

/** What was accepted in a project, for a router that carries it out. @throws ClientError 404 */
export async function buildPolicy(
  ctx: AppContext,
  { project, canaryPercent }: Omit<RoutingPolicyQuery, 'format'>,
): Promise<RoutingPolicy> {
  const [{ name }, { features }, changes] = await Promise.all([
    requireProject(ctx, project),
    loadSavingsSettings(ctx, Number(project)),
    readAcceptedChanges(ctx, project),
  ])
  return {
    version: 1,
    project: name,
    generatedAt: ctx.clock().toISOString(),
    rules: changes.map((change) => toRule(change, features, canaryPercent)),
  }
}

function toRule(
  { id, state, finding, expires }: AcceptedChange,
  features: readonly FeatureConstraint[],
  canaryPercent: number,
): PolicyRule {
  const { scope, from, to } = finding
  const weight = state === 'realised' ? 100 : canaryPercent
  const residency = features.find(({ feature }) => feature === scope.feature)?.residency
  return {
    match: { ...scope, model: from.model },
    route: [{ ...to, weight }, ...(weight === 100 ? [] : [{ ...from, weight: 100 - weight }])],
    fallback: from,
    constraints: residency ? { residency } : {},
    expires,
    send: { routedFrom: from.model, tags: { opportunityId: id } },
    opportunityId: id,
  }
}
