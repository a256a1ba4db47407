import type { Provider } from '@pydantic/genai-prices'
import type { Capabilities } from '#shared/pricing/capabilities.ts'
import type { ModelEntry } from '#shared/pricing/provider-file.ts'
import type { CapabilityPatch } from './patches.ts'

/**
 * What the models can do: from upstream, then from the hand-kept file, which wins.
 * @throws Error when the file names a model that is not in the catalogue.
 */
export function addCapabilities(
  provider: Provider,
  models: ModelEntry[],
  byHand: CapabilityPatch,
): ModelEntry[] {
  const known = byHand[provider.id] ?? {}
  const unknown = Object.keys(known).find((id) => !models.some((model) => model.id === id))
  if (unknown) throw new Error(`capabilities: ${provider.id} has no model ${unknown}`)
  const upstream = new Map(provider.models.map((model) => [model.id, model]))
  return models.map((model) => {
    const info = upstream.get(model.id)
    const capabilities: Capabilities = {
      ...(info?.context_window && { contextWindow: info.context_window }),
      ...(info?.deprecated && { deprecated: true }),
      ...known[model.id],
    }
    return Object.keys(capabilities).length > 0 ? { ...model, capabilities } : model
  })
}
