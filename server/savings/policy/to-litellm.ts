import { stringify } from 'yaml'
import type { ModelName } from '#shared/api/opportunities.ts'
import type { PolicyRule, RoutingPolicy } from '#shared/api/routing-policy.ts'

/**
 * A policy as the configuration of LiteLLM's router: one model name for each rule, whose deployments share the requests
 * by weight (https://docs.litellm.ai/docs/routing). What LiteLLM tells its callbacks of a deployment says what to send
 * back to us with the event.
 */
export function toLiteLlm({ project, generatedAt, rules }: RoutingPolicy): string {
  const config = {
    model_list: rules.flatMap(toDeployments),
    router_settings: {
      routing_strategy: 'simple-shuffle',
      fallbacks: rules.map((rule) => ({ [aliasOf(rule)]: [`${aliasOf(rule)}-fallback`] })),
    },
  }
  const head = ` Routing policy of ${project.replaceAll('\n', ' ')}, made by Spendscope at ${generatedAt}.`
  return `#${head}\n${stringify(config, { lineWidth: 0 })}`
}

function toDeployments(rule: PolicyRule): object[] {
  const name = aliasOf(rule)
  const isMoved = ({ provider, model }: ModelName) =>
    provider !== rule.fallback.provider || model !== rule.fallback.model
  return [
    ...rule.route.map((route) => ({
      model_name: name,
      litellm_params: { model: toLiteLlmModel(route), weight: route.weight },
      model_info: isMoved(route)
        ? { opportunity_id: rule.opportunityId, routed_from: rule.send.routedFrom }
        : { opportunity_id: rule.opportunityId, experiment: 'control' },
    })),
    { model_name: `${name}-fallback`, litellm_params: { model: toLiteLlmModel(rule.fallback) } },
  ]
}

/** What an application asks for instead of a model. The id keeps two rules of a feature apart. */
function aliasOf({ match, opportunityId }: PolicyRule): string {
  const words = [match.feature || 'default', match.task].filter(Boolean).join('-')
  return `${words.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')}-${opportunityId}`
}

/** The names of providers that LiteLLM writes in another way. */
const PREFIXES: Record<string, string> = { google: 'gemini', aws: 'bedrock', together: 'together_ai' }

const toLiteLlmModel = ({ provider, model }: ModelName) =>
  model.startsWith(`${provider}/`) ? model : `${PREFIXES[provider] ?? provider}/${model}`
