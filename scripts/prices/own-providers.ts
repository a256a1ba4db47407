import type { Provider } from '@pydantic/genai-prices'
import type { ProviderFile } from '#shared/pricing/provider-file.ts'
import type { Patch } from './patches.ts'

/** Where the prices of a provider come from. */
export type Origin = Pick<ProviderFile, 'source' | 'checkedOn' | 'licence'>

/** The providers that only our patches know: upstream has nothing of them, and all their models come from there. */
export function ownProviders(
  upstream: readonly Provider[],
  patches: readonly Patch[],
): ReadonlyMap<Provider, Origin> {
  const known = new Set(upstream.map(({ id }) => id))
  const own = new Map<Provider, Origin>()
  for (const { provider: id, checkedOn } of patches) {
    if (known.has(id)) continue
    known.add(id)
    const origin = { source: 'scripts/prices/patches', checkedOn, licence: 'Apache-2.0' }
    own.set({ id, name: id, api_pattern: '', models: [] }, origin)
  }
  return own
}
