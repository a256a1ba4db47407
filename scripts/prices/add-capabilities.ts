import type { Provider } from '@pydantic/genai-prices'
import type { Capabilities } from '#shared/pricing/capabilities.ts'
import type { ModelEntry } from '#shared/pricing/provider-file.ts'
import type { KnownCapabilities } from './read-capabilities.ts'

/** Families whose weights anyone can download, under whatever name a provider serves them. */
const OPEN_WEIGHTS = /(?:^|[/.])(?:gpt-oss-|gemma-?\d|(?:meta-)?llama-?\d|mixtral-8x)/i

/** What is sold by a unit says what a model is for. */
function shownByPrices({ id, prices }: ModelEntry): Capabilities {
  const sold = new Set(prices.flatMap(({ rates }) => Object.keys(rates)))
  if (sold.has('audioSeconds')) return { type: 'speech-to-text' }
  if (sold.has('characters')) return { type: 'text-to-speech' }
  if (sold.has('videoSeconds')) return { type: 'video' }
  if (sold.has('images')) return { type: 'image' }
  if (sold.has('documentPages')) return { type: 'ocr' }
  if (sold.has('rerankUnits')) return { type: 'rerank' }
  return /embed|^voyage-/i.test(id) && !sold.has('output') ? { type: 'embedding' } : {}
}

/**
 * What the models can do: as far as their prices show it, then from upstream, then from the hand-kept files, which win.
 * @throws Error when a file names a model that is not in the catalogue.
 */
export function addCapabilities(
  provider: Provider,
  models: ModelEntry[],
  byHand: KnownCapabilities,
): ModelEntry[] {
  const ids = new Set(models.map(({ id }) => `${provider.id}/${id}`))
  const unknown = [...byHand.keys()].find((name) => name.startsWith(`${provider.id}/`) && !ids.has(name))
  if (unknown) throw new Error(`capabilities: there is no model ${unknown}`)
  const upstream = new Map(provider.models.map((model) => [model.id, model]))
  return models.map((model) => {
    const info = upstream.get(model.id)
    const capabilities: Capabilities = {
      ...shownByPrices(model),
      ...(OPEN_WEIGHTS.test(model.id) && { openWeights: true }),
      ...(info?.context_window && { contextWindow: info.context_window }),
      ...(info?.deprecated && { deprecated: true }),
      ...byHand.get(`${provider.id}/${model.id}`),
    }
    return Object.keys(capabilities).length > 0 ? { ...model, capabilities } : model
  })
}
