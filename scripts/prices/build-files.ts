import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Provider, waitForUpdate } from '@pydantic/genai-prices'
import type { AdjustmentRow, ModelEntry, ProviderFile } from '#shared/pricing/provider-file.ts'
import { addCapabilities } from './add-capabilities.ts'
import { completeRates } from './complete-rates.ts'
import { convertNames } from './convert-names.ts'
import { convertPrices } from './convert-prices.ts'
import { type Origin, ownProviders } from './own-providers.ts'
import { adjustmentsOf, applyPatches, type Patch, readPatches } from './patches.ts'
import { readCapabilities } from './read-capabilities.ts'

const PACKAGE = new URL('../../node_modules/@pydantic/genai-prices/', import.meta.url)

/** The day on which upstream's newest rows were checked. A new version needs a new day. */
const SNAPSHOT = { version: '0.1.8', checkedOn: '2026-09-23' }

const UPSTREAM = {
  source: `@pydantic/genai-prices@${SNAPSHOT.version}`,
  checkedOn: SNAPSHOT.checkedOn,
  licence: 'MIT, Copyright (c) Pydantic Services Inc. 2025 to present; see LICENSE.genai-prices.txt',
}

interface BuiltCatalogue {
  /** Name and whole text of every file of the catalogue folder. */
  files: Map<string, string>
  models: number
  /** `provider/model: reason` of each model that gets no price. */
  leftOut: string[]
}

/** Builds the catalogue from the pinned package and the patches: the same input gives the same bytes. */
export async function buildFiles(patches: readonly Patch[] = readPatches()): Promise<BuiltCatalogue> {
  const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8'))
  if (version !== SNAPSHOT.version) throw new Error(`genai-prices is ${version}: update SNAPSHOT and its day`)
  const upstream = await waitForUpdate()
  if (!upstream) throw new Error('genai-prices has no data')

  const capabilities = readCapabilities()
  const leftOut: string[] = []
  const own = ownProviders(upstream, patches)
  const priced = [...upstream, ...own.keys()].map((provider) => ({
    provider,
    origin: own.get(provider) ?? UPSTREAM,
    models: addCapabilities(provider, toModels(provider, patches, leftOut), capabilities),
    adjustments: adjustmentsOf(provider.id, patches),
  }))
  const content = priced.map(({ models, adjustments }) => [models, adjustments])
  const digest = createHash('sha256').update(JSON.stringify(content))
  const catalogueVersion = `${version}-${digest.digest('hex').slice(0, 12)}`

  const files = new Map([['LICENSE.genai-prices.txt', readFileSync(new URL('LICENSE', PACKAGE), 'utf8')]])
  for (const { provider, origin, models, adjustments } of priced) {
    const head = { ...origin, version: catalogueVersion }
    if (models.length > 0)
      files.set(`${provider.id}.json`, render(toFile(provider, head, models, adjustments)))
  }
  return { files, models: priced.reduce((sum, { models }) => sum + models.length, 0), leftOut }
}

function toModels(provider: Provider, patches: readonly Patch[], leftOut: string[]): ModelEntry[] {
  const entries: ModelEntry[] = []
  const taken = { names: new Set<string>(), families: new Set<string>() }
  for (const model of provider.models) {
    const { names, families } = convertNames(model)
    const prices = convertPrices(model)
    // An empty list keeps the names of a model whose prices only a patch can say.
    const rows = 'leftOut' in prices ? [] : completeRates(provider.id, model.id, prices)
    if ('leftOut' in prices) leftOut.push(`${provider.id}/${model.id}: ${prices.leftOut}`)
    entries.push({
      id: model.id,
      ...list(
        'names',
        [...claim(names, taken.names)].filter((name) => name !== model.id.toLowerCase()),
      ),
      ...list('families', claim(families, taken.families)),
      prices: rows,
    })
  }
  const patched = applyPatches(provider.id, entries, patches)
  return patched.filter(({ prices }) => prices.length > 0).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A name belongs to the first model that claims it, which is upstream's own order of matching. */
function claim(names: ReadonlySet<string>, taken: Set<string>): string[] {
  const free = [...names].filter((name) => !taken.has(name)).sort()
  for (const name of free) taken.add(name)
  return free
}

const list = (key: 'names' | 'families', values: string[]) => (values.length > 0 ? { [key]: values } : {})

function toFile(
  provider: Provider,
  { version, source, checkedOn, licence }: Origin & { version: string },
  models: ModelEntry[],
  adjustments: AdjustmentRow[],
): ProviderFile {
  return {
    provider: provider.id,
    version,
    source,
    checkedOn,
    licence,
    ...(provider.fallback_model_providers && { fallbacks: provider.fallback_model_providers }),
    ...(adjustments.length > 0 && { adjustments }),
    models,
  }
}

/** One model a line: small, and a changed price is one changed line. */
function render({ models, ...head }: ProviderFile): string {
  const lines = models.map((model) => `    ${JSON.stringify(model)}`).join(',\n')
  const opening = JSON.stringify(head, null, 2).replace(/\n\}$/, '')
  return `${opening},\n  "models": [\n${lines}\n  ]\n}\n`
}
